"""What is furniture by its words or its form, line by line, and furniture glued to the text of a line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import regex

from khabar.arabic.view import View
from khabar.layout.dates import Ago, Months, read_date_line, read_relative_line
from khabar.layout.entries import Opens
from khabar.layout.lines import LONG, Line, bare_words, lower, make_line, trim
from khabar.layout.outlets import Outlets
from khabar.layout.phrases import Phrases, found_in
from khabar.model import DropReason, Span

_PIECES = regex.compile(r"\s*(?:[|›•·>]|(?<=\s)[/\\»](?=\s)|::)\s*")
_BESIDE = regex.compile(r"\s*[|•·\-–—]\s+|\s+[|•·\-–—]\s*")
_NAME_PIECES = regex.compile(r"\s*[\-–—ـ/|:،,()\[\]]+\s*")
_DASHED = regex.compile(r"\s*[\-–—ـ/|:]+\s*|\s*[()]\s*")
_DIGIT = regex.compile(r"\d")
_ADDRESS = regex.compile(
    r"^\W*(?:(?:https?://|www\.)\S+|[\w.+\-]+@[\w\-]+\.[\w.]+|@\w+)(?:\s+(?:https?://\S+|@\w+))*\W*$"
)
_HASHTAGS = regex.compile(r"^\W*(?:#\s?\w+[\s،,|]*)+$")
_GLUED_CODE = regex.compile(
    r"(?:^|(?<=\s))[#.]?[a-zA-Z][a-zA-Z\d_\-]*(?:\s+[a-zA-Z\d_\-.#]+){0,3}\s*\{"
    r"|\bfunction\s*\(|\bwindow\.\w|\bdocument\.\w|\bvar \w+ ?=|<\w+ "
)
_CODE = regex.compile(r"[{};=<>]|\bfunction\b|\bvar\b|\bwindow\.|&&")
_CREDITED = regex.compile(
    r"^(?P<text>.{12,}?)\s*(?:[\-–—|/]+\s*(?P<dash>[^\-–—|/()]{2,40})|[(\[]\s*(?P<paren>[^()\[\]]{2,40})[)\]])\W*$"
)
_PHOTO = regex.compile(r"(?<!\w)(?:تصوير|الصوره|صوره|ارشيفيه|ارشيف|عدسه|photo|getty)(?!\w)")
_SENTENCE_END = regex.compile(r"[.؟!]\s*$|\. ")
_CREDITS_APART = regex.compile(r"\s*[/،,\-–—]\s*|\s+عبر\s+")
_ARABIC = regex.compile(r"[\u0620-\u06ff]")
_DATELINE_MARK = regex.compile(r"\s*(:|--+|[\-–—/](?=\s))")
_QUOTED = regex.compile(r"^\s*[«\"“].+[»\"”]\s*$")
_AUTHOR = regex.compile(r"^[^\W\d]+(?:\s+[^\W\d]+){0,3}$")

#: How far from a line's end glued furniture may begin, in characters.
TAIL_REACH = 420


@dataclass(frozen=True, slots=True)
class Label:
    """Why a line is no text of an article.

    Attributes:
        weak: It counts only at the edges of an article or among other furniture.
        day: The date it gives; ``ago`` the relative time.
        pieces: The names in it, for a line that names outlets, places or authors.
    """

    reason: DropReason
    rule: str
    weak: bool = False
    opens: Opens | None = None
    day: date | None = None
    ago: Ago | None = None
    pieces: tuple[str, ...] = ()


class Reader:
    """Reads what single lines of a page are, with the lexicon's phrases, months and outlets."""

    def __init__(self, phrases: Phrases, months: Months, outlets: Outlets, anchor: date | None) -> None:
        self.phrases, self.months, self.outlets, self.anchor = phrases, months, outlets, anchor

    def label(self, line: Line) -> Label | None:
        """What kind of furniture a line is; None for text, or what may be text."""
        if len(line.key) > LONG:
            return None
        return self._by_date(line) or self._by_phrase(line) or self._by_form(line) or self._by_names(line)

    def _by_phrase(self, line: Line) -> Label | None:
        entry = self.phrases.find(line)
        if entry is None:
            return None
        day = read_date_line(line.key, self.months, self.anchor) if entry.reason == "dateline" else None
        opens = entry.opens if line.bare in self.phrases.lines or line.key.endswith(":") else None
        return Label(entry.reason, entry.id, weak=entry.weak, opens=opens, day=day)

    def _by_date(self, line: Line) -> Label | None:
        if ago := read_relative_line(line.key):
            return Label("dateline", "relative-time", ago=ago, weak=not line.key[-1:].isdigit() and ago.amount == 0)
        if line.words <= 14 and (day := read_date_line(line.key, self.months, self.anchor)):
            return Label("dateline", "date-line", day=day)
        return self._by_date_and_name(line)

    def _by_date_and_name(self, line: Line) -> Label | None:
        """``العربية | منذ 30 دقيقة``: a relative time or a date beside a name."""
        if line.words > 16:
            return None
        pieces = [p for p in _BESIDE.split(line.key) if p]
        if not 2 <= len(pieces) <= 4:
            return None
        for i, piece in enumerate(pieces):
            ago = read_relative_line(piece)
            day = None if ago else read_date_line(piece, self.months, self.anchor)
            others = tuple(p for j, p in enumerate(pieces) if j != i)
            if (ago or day) and all(len(p.split()) <= 4 for p in others):
                return Label("dateline", "date-and-name", ago=ago, day=day, pieces=others)
        return None

    def _by_form(self, line: Line) -> Label | None:
        if not line.bare:
            if any(c.isdigit() for c in line.key):
                return Label("navigation", "digits", weak=True) if len(line.key) <= 12 else None
            return Label("navigation", "no-words")
        if _ADDRESS.match(line.key):
            return Label("navigation", "address")
        if _HASHTAGS.match(line.key):
            return Label("tags", "hashtags", opens="tags")
        if not _ARABIC.search(line.key):
            if len(_CODE.findall(line.key)) >= 3:
                return Label("navigation", "code")
            if line.words <= 5 and not line.stop:
                return Label("navigation", "latin", weak=True)
        pieces = [p for p in _PIECES.split(line.key) if p]
        if len(pieces) >= 3 and not line.stop and all(len(p.split()) <= 4 for p in pieces):
            known = any(self._names_section(p) for p in pieces)
            if known or (len(pieces) >= 5 and not regex.search(r"[\d:*]", line.key)):
                return Label("navigation", "menu-line")
        if len(pieces) == 2 and self._names_section(pieces[0]):
            return Label("navigation", "breadcrumb")
        if self._is_row_of_sections(line):
            return Label("navigation", "section-row")
        return None

    def _names_section(self, piece: str) -> bool:
        entry = self.phrases.lines.get(bare_words(piece))
        return entry is not None and (entry.id == "site-pages" or entry.id.startswith("sections"))

    def _is_row_of_sections(self, line: Line) -> bool:
        """``الرئيسية أخبار رياضة اقتصاد``: at least four words that can all be read as names of sections."""
        words = line.bare.split()
        if not 4 <= len(words) <= 60 or line.stop:
            return False
        hits = sum(self._names_section(w) for w in words)
        return hits >= 3 and hits >= 0.75 * len(words)

    def _by_names(self, line: Line) -> Label | None:
        if line.words > 40 or line.full_stop:
            return None
        if self.outlets.publisher(line.key):
            return Label("dateline", "outlet-line", weak=True, pieces=(line.key,))
        pieces = tuple(p for p in _NAME_PIECES.split(line.key) if p.strip("\"'«»“”"))
        named = sum(self.outlets.is_dateline_word(p) for p in pieces)
        short = line.words <= 9 and all(len(p.split()) <= 3 for p in pieces) and not _DIGIT.search(line.key)
        if len(pieces) >= 2 and named and short:
            return Label("dateline", "byline", weak=named < 2, pieces=pieces)
        if self._is_credited(line):
            return Label("caption", "photo-credit")
        return None

    def _is_credited(self, line: Line) -> bool:
        """Whether a line is the caption of a picture: words without a full stop that end in the name of an agency."""
        match = _CREDITED.match(line.key)
        if match is None or len(match.group("text").split()) < 3 or _SENTENCE_END.search(match.group("text")):
            return False
        names = _CREDITS_APART.split(match.group("dash") or match.group("paren"))
        return all(self.outlets.publisher(n) or _PHOTO.search(n) for n in names if n)

    # -- furniture glued to text ------------------------------------------------------------------

    def cut(self, view: View, line: Line) -> list[tuple[Line, Label | None]]:
        """The line in its parts: furniture glued before it, its text, furniture glued behind it.

        Nearly always this is the line itself.
        """
        found: list[tuple[Line, Label | None]] = []
        span = line.span
        if lead := self.phrases.lead.match(_reach(view, span, head=True)):
            entry = self.phrases.lead_of[" ".join(lead.group(1).split())]
            cut = view.span(*_shift(view, span, lead.span(1))).end
            found.append((make_line(view, Span(span.start, cut), gap=line.gap), Label(entry.reason, entry.id)))
            span = trim(view.original, Span(cut, span.end)) or Span(span.end, span.end)
        behind: list[tuple[Line, Label | None]] = []
        if span.start < span.end and (start := self._glued_code(view, span)) is not None:
            behind.append((make_line(view, Span(start, span.end)), Label("navigation", "code")))
            span = trim(view.original, Span(span.start, start)) or Span(span.start, span.start)
        while span.start < span.end and (tail := self._tail(view, span)):
            start, label = tail
            behind.insert(0, (make_line(view, Span(start, span.end)), label))
            span = trim(view.original, Span(span.start, start)) or Span(span.start, span.start)
        if span == line.span:
            return [(line, None)]
        middle: list[tuple[Line, Label | None]] = []
        if span.start < span.end:
            middle = [(make_line(view, span, gap=line.gap and not found), None)]
        return found + middle + behind

    def _glued_code(self, view: View, span: Span) -> int | None:
        """Where a script or a style sheet begins that was left behind the text of a line."""
        text = view.original
        if text.find("{", span.start, span.end) < 0 or not (match := _GLUED_CODE.search(text, span.start, span.end)):
            return None
        rest = text[match.start() : min(match.start() + 4000, span.end)]
        code = len(rest) >= 20 and len(_ARABIC.findall(rest)) < 0.2 * len(rest)
        return match.start() if code else None

    def _tail(self, view: View, span: Span) -> tuple[int, Label] | None:
        """Where furniture begins that is glued behind a text, with its label."""
        text = _reach(view, span, head=False)
        if not found_in(text, self.phrases.tail_words):
            return None
        end = view.index(span.end)
        for match in self.phrases.tail.finditer(text):
            entry = self.phrases.tail_of[match.group(1)]
            before, rest = text[: match.start(1)].rstrip(), text[match.end(1) :]
            if not before:
                continue
            if entry.reason == "tags" and not (
                before[-1] in '.!؟»"”)…'
                and 1 <= len(rest.split()) <= 25
                and not regex.search(r"[.:؟!]", rest.lstrip(" :"))
                and rest[:1] in " :"
            ):
                continue
            start = view.span(end - len(text) + match.start(1), end).start
            return start, Label(entry.reason, entry.id, opens=entry.opens)
        return None

    def dateline(self, view: View, line: Line) -> tuple[Line, Label, Line] | None:
        """``الرياض - واس: أعلن ...``: the dateline before the first paragraph of an article, and the rest of it."""
        text = _reach(view, line.span, head=True)[:90]
        found: tuple[int, tuple[str, ...]] | None = None
        for mark in _DATELINE_MARK.finditer(text):
            pieces = tuple(p for p in _DASHED.split(text[: mark.start()]) if p.strip("\"'«»“” "))
            if found is None:
                if self._is_dateline(pieces, mark.group(1), text[: mark.start()]):
                    found = mark.end(), pieces
            elif mark.group(1) == ":" and len(pieces) == len(found[1]) + 1 and self._names_place(pieces[-1]):
                found = mark.end(), pieces
            if mark.group(1) == ":":
                break
        if found is None:
            return None
        cut = view.span(*_shift(view, line.span, (0, found[0]))).end
        if rest := trim(view.original, Span(cut, line.span.end)):
            label = Label("dateline", "inline-dateline", pieces=found[1])
            return make_line(view, Span(line.span.start, cut), gap=line.gap), label, make_line(view, rest)
        return None

    def _names_place(self, piece: str) -> bool:
        """Whether what stands between the last dash and the colon can only be a place: known, or a single word."""
        return self.outlets.is_dateline_word(piece) or " " not in piece.strip()

    def _is_dateline(self, pieces: tuple[str, ...], mark: str, head: str) -> bool:
        """Whether names before a colon or a dash are a dateline: an outlet or agency with a place or an author.

        An outlet alone counts before a dash or a stroke (``شفق نيوز/ أعلن``), not before a colon: there it speaks.
        """
        if not pieces or any(len(p.split()) > 5 for p in pieces) or head.count("(") != head.count(")"):
            return False
        named = [p for p in pieces if self.outlets.publisher(p) or (len(pieces) > 1 and _QUOTED.match(p))]
        rest = [p for p in pieces if p not in named and not self.outlets.is_dateline_word(p)]
        anchor = self.anchor or date.max
        if not all(_AUTHOR.match(p.strip("\"'«»“” ")) or read_date_line(p, self.months, anchor) for p in rest):
            return False
        if named and len(pieces) >= 2:
            return len(rest) <= 1 or mark == ":"
        if named:
            return "(" in head or mark != ":"
        return len(pieces) >= 2 and not rest and mark == ":"


def _reach(view: View, span: Span, *, head: bool) -> str:
    """The view's text at the beginning or the end of a span, in small letters."""
    start, end = view.index(span.start), view.index(span.end)
    part = view.text[start : min(end, start + TAIL_REACH)] if head else view.text[max(start, end - TAIL_REACH) : end]
    return lower(part)


def _shift(view: View, span: Span, at: tuple[int, int]) -> tuple[int, int]:
    start = view.index(span.start)
    return start + at[0], start + at[1]
