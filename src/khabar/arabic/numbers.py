"""Numbers in words and digits: ``ثلاثة وعشرون``, ``مليار ونصف المليار``, ``15 ألف``, ``3.67%``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from khabar.arabic.numerals import FRACTIONS, NUMBER_WORDS, SCALES, NumberWord, Size
from khabar.arabic.passage import Passage, Token
from khabar.model import Span

NumberKind = Literal["count", "percent", "money", "measure", "distance"]


class Count(NamedTuple):
    """A number read at some token: its value, the token after it, letters attached before it, the article.

    Attributes:
        value: An ``int`` where the number is whole.
        end: Index of the first token after the number.
        prefix: Attached letters of the first word, not part of the number.
        definite: Whether the first word has the article.
        digits: Whether it is (or begins) in digits.
    """

    value: int | float
    end: int
    prefix: str
    definite: bool
    digits: bool


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a passage.

    Attributes:
        span: The number alone, without attached letters.
        whole: The number with its unit (``3.67%``, ``مليار دولار``).
        kind: ``count``, ``percent``, ``money``, ``measure`` (what is counted) or ``distance``.
        unit: ``%``, an ISO 4217 code or a measure's symbol; None for counts.
    """

    span: Span
    whole: Span
    value: int | float
    kind: NumberKind
    unit: str | None


def digits_value(text: str) -> int | float | None:
    """The value of a number in digits, a percent sign aside; None for dates, clock times and the like.

    A comma before exactly three digits groups thousands, otherwise it is a decimal sign, as a point is.

    >>> digits_value("12,500"), digits_value("3.67%"), digits_value("1,5"), digits_value("22/7/2015")
    (12500, 3.67, 1.5, None)
    """
    if text.isdecimal():
        return int(text) if len(text) < 16 else None
    plain = text.rstrip("%٪").replace("٫", ".")
    if plain.isdecimal():
        return int(plain) if len(plain) < 16 else None
    groups = plain.split(",")
    if len(groups) > 1 and "." not in groups[0] and all(len(g.split(".")[0]) == 3 for g in groups[1:]):
        plain = "".join(groups)
    elif len(groups) == 2:
        plain = plain.replace(",", ".")
    whole, point, rest = plain.partition(".")
    if not whole.isdecimal() or (point and not rest.isdecimal()) or len(plain) > 18:
        return None
    return float(plain) if point else int(plain)


def read_number(tokens: Sequence[Token], at: int, last: int) -> Count | None:
    """The cardinal number that begins at token ``at`` and ends before token ``last``, as long as it can be.

    >>> tokens = Passage.of("نحو ثلاثة آلاف وخمسمئة وواحد وعشرين جنديا").tokens
    >>> read_number(tokens, 1, len(tokens))
    Count(value=3521, end=6, prefix='', definite=False, digits=False)
    """
    if at >= last:
        return None
    first = tokens[at]
    if first.kind == "number":
        value = digits_value(first.key)
        if value is None or first.key[-1] in "%٪":
            return None
        reader = _Sum(value)
        end = reader.take_scales(tokens, at + 1, last)
        return Count(_whole(reader.value), end, "", False, True)
    word = NUMBER_WORDS.get(first.key)
    if word is None:
        return None
    reader = _Sum(0)
    reader.start(word)
    end = reader.read_on(tokens, at + 1, last)
    return Count(_whole(reader.value), end, word.prefix, word.definite, False)


class _Sum:
    """A number while it is read: what is closed by a scale word (``total``) and what is still open (``group``)."""

    __slots__ = ("group", "size", "smallest", "total")

    def __init__(self, group: int | float) -> None:
        self.total: int | float = 0
        self.group: int | float = group
        self.size: Size = "unit"
        self.smallest = 0

    @property
    def value(self) -> int | float:
        return self.total + self.group

    def start(self, word: NumberWord) -> None:
        if word.size == "scale":
            self._close(word.value)
        else:
            self.group, self.size = word.value, word.size

    def _close(self, scaled: int | float) -> None:
        self.total += scaled
        self.group = 0
        self.smallest = next(s for s in sorted(SCALES, reverse=True) if s <= scaled)

    def read_on(self, tokens: Sequence[Token], at: int, last: int) -> int:
        while at < last:
            token = tokens[at]
            word = NUMBER_WORDS.get(token.key)
            if word is not None and self._joins(word):
                at += 1
            elif (step := self._fraction(tokens, at, last)) or (step := self._digits_after(tokens, at, last)):
                return at + step
            else:
                break
        return at

    def take_scales(self, tokens: Sequence[Token], at: int, last: int) -> int:
        """Scale words after digits: ``15 ألف``, ``3.5 مليون``, ``3 آلاف و500``."""
        word = NUMBER_WORDS.get(tokens[at].key) if at < last else None
        if word is None or word.size != "scale" or word.prefix or self.group < 1e-9:
            return at
        if word.value not in SCALES:
            return at
        self._close(self.group * word.value)
        return self.read_on(tokens, at + 1, last)

    def _joins(self, word: NumberWord) -> bool:
        if word.prefix == "":
            return self._multiplies(word)
        if word.prefix != "و":
            return False
        if word.size == "scale":
            if self.group or not self.smallest or word.value >= self.smallest:
                return False
            self._close(word.value)
            return True
        return self._adds(word)

    def _multiplies(self, word: NumberWord) -> bool:
        """A word without ``و``: ثلاث مئة, خمسة عشر, عشرون ألفا, مئة ألف."""
        if word.size == "scale":
            if word.value in SCALES and self.group and (not self.smallest or word.value < self.smallest):
                self._close(self.group * word.value)
                return True
            if word.value in SCALES and not self.group and self.smallest and word.value > self.smallest:
                self.total, self.smallest = self.total * word.value, word.value
                return True
            return False
        if word.value == 10 and self.size == "unit" and 0 < self.group < 10:
            self.group, self.size = self.group + 10, "teen"
            return True
        if word.size == "hundred" and word.value == 100 and self.size == "unit" and 3 <= self.group <= 9:
            self.group, self.size = self.group * 100, "hundred"
            return True
        return False

    def _adds(self, word: NumberWord) -> bool:
        """A word with ``و``: ثلاثة وعشرون, مئة وخمسة, ألف ومئة."""
        if not self.group and self.smallest:
            self.group, self.size = word.value, word.size
            return True
        if word.size == "ten" and self.size == "unit" and self.group < 10:
            self.group, self.size = self.group + word.value, "ten"
            return True
        if self.size == "hundred" and word.size in ("unit", "ten"):
            self.group, self.size = self.group + word.value, word.size
            return True
        if self.size == "unit" and self.group > 100 and word.size == "ten" and self.group % 100 < 10:
            self.group, self.size = self.group + word.value, "ten"
            return True
        return False

    def _fraction(self, tokens: Sequence[Token], at: int, last: int) -> int:
        """``مليار ونصف المليار``, ``مليونين ونصف``: half of the last scale word; how many tokens it takes."""
        key = tokens[at].key
        part = FRACTIONS.get(key[1:]) if key.startswith("و") else None
        if part is None or self.group or not self.smallest:
            return 0
        self.total += part * self.smallest
        again = NUMBER_WORDS.get(tokens[at + 1].key) if at + 1 < last else None
        return 2 if again and again.size == "scale" and again.value == self.smallest else 1

    def _digits_after(self, tokens: Sequence[Token], at: int, last: int) -> int:
        if tokens[at].key != "و" or at + 1 >= last or tokens[at + 1].kind != "number" or self.group:
            return 0
        value = digits_value(tokens[at + 1].key)
        if value is None or not self.smallest or value >= self.smallest or tokens[at].end != tokens[at + 1].start:
            return 0
        self.total += value
        return 2


def _whole(value: int | float) -> int | float:
    return int(value) if value == int(value) else round(value, 9)


def find_numbers(passage: Passage, units: Mapping[str, tuple[NumberKind, str]]) -> tuple[Number, ...]:
    """All numbers of a passage with their units; dates and clock times in digits are none.

    Args:
        passage: Where to look.
        units: What may follow a number, as folded words (``دولار``, ``ريال قطري``) → kind and unit.

    >>> passage = Passage.of("نسبة التخصيب 3.67% وقيمة العقد مليار ونصف المليار دولار")
    >>> [(n.value, n.kind, n.unit) for n in find_numbers(passage, {"دولار": ("money", "USD")})]
    [(3.67, 'percent', '%'), (1500000000, 'money', 'USD')]
    """
    found, tokens = [], passage.tokens
    for paragraph in passage.paragraphs:
        at = paragraph.first
        while at < paragraph.last:
            number = _number_at(passage, tokens, at, paragraph.last, units)
            if number is None:
                at += 1
                continue
            found.append(number)
            at = max(at + 1, passage.token_at(number.whole.end))
    return tuple(found)


def _number_at(
    passage: Passage, tokens: list[Token], at: int, last: int, units: Mapping[str, tuple[NumberKind, str]]
) -> Number | None:
    token = tokens[at]
    if token.kind == "number" and token.key[-1] in "%٪":
        value = digits_value(token.key)
        span = Span(token.start, token.end - 1)
        return None if value is None else Number(span, token.span, value, "percent", "%")
    count = read_number(tokens, at, last)
    if count is None:
        return None
    start = passage.view.index(token.start) + len(count.prefix)
    span = Span(passage.view.span(start, start + 1).start, tokens[count.end - 1].end)
    kind, unit, end = _unit_after(tokens, count.end, last, units)
    if unit is None and at and tokens[at - 1].end == token.start and tokens[at - 1].key in units:
        kind, unit = units[tokens[at - 1].key]
    return Number(span, Span(span.start, tokens[end - 1].end), count.value, kind, unit)


def _unit_after(
    tokens: Sequence[Token], at: int, last: int, units: Mapping[str, tuple[NumberKind, str]]
) -> tuple[NumberKind, str | None, int]:
    keys = [t.key for t in tokens[at : min(at + 2, last)]]
    if keys and (keys[0] in ("%", "٪") or keys[0] in ("بالميه", "بالمايه")):
        return "percent", "%", at + 1
    if len(keys) == 2 and keys[0] == "في" and keys[1] in ("الميه", "المايه"):
        return "percent", "%", at + 2
    for length in (2, 1):
        if len(keys) >= length and (unit := units.get(" ".join(keys[:length]))):
            return *unit, at + length
    return "count", None, at
