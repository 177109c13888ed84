"""The search language: words, phrases, AND / OR / NOT, near, fields.

A query is parsed into a small tree; only from that tree an FTS5 expression is written, with every term quoted. Nothing
a user types reaches SQLite as syntax.

Grammar (words and phrases side by side mean AND; AND binds closer than OR)::

    query  = and (OR and)*
    and    = unary ([AND] unary)*
    unary  = NOT unary | near
    near   = atom (NEAR[/n] atom)*
    atom   = "(" query ")" | field ":" value | phrase | word
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from khabar.errors import QueryError

Ask = str | Sequence[str] | None
Field = Literal["speaker", "about", "outlet", "via", "type", "issue", "date", "mode", "stance"]
FIELDS: tuple[Field, ...] = get_args(Field)
#: How deep brackets may be nested, and how many words a query may have.
DEPTH, LENGTH = 50, 200

_TOKEN = re.compile(
    r"""\s*(?:(?P<open>\()|(?P<close>\))
    |(?P<field>[A-Za-z_]+):(?:"(?P<quoted>[^"]*)"|(?P<value>[^\s()"]*))
    |["“”«](?P<phrase>[^"“”«»]*)["“”»]
    |(?P<word>[^\s()"“”«»]+)
    |(?P<stray>["“”«»]))""",
    re.VERBOSE,
)
_NEAR = re.compile(r"near(?:/(\d{1,3}))?", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Words:
    """A word or a phrase."""

    text: str


@dataclass(frozen=True, slots=True)
class FieldIs:
    """A field's value."""

    field: Field
    value: str


@dataclass(frozen=True, slots=True)
class Near:
    """Words or phrases with at most ``distance`` words between them, in any order."""

    parts: tuple[Words, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be there."""

    part: Node


@dataclass(frozen=True, slots=True)
class All:
    """Everything of it."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of it."""

    parts: tuple[Node, ...]


Node = Words | FieldIs | Near | Not | All | Either


def parse(query: str) -> Node:
    """Parse a query.

    Raises:
        QueryError: If brackets or quotation marks do not pair, an operator stands alone, a field is unknown.

    >>> parse('speaker:عراقجي (تخصيب OR "اليورانيوم المخصب")').parts[0]
    FieldIs(field='speaker', value='عراقجي')
    """
    return _Parser(query).whole()


def date_range(value: str) -> tuple[str, str]:
    """The first and last day of ``2025-05``, ``2025-05..2025-06``, ``..2025``, ``2025-05-23..``.

    They are to be compared as texts: every month ends with its 31st.

    Raises:
        QueryError: If it is no date, or ends before it begins.

    >>> date_range("2025-05..2025-06")
    ('2025-05-01', '2025-06-31')
    """
    first, dots, last = value.partition("..")
    if not dots:
        last = first
    begin = _edge(first, "01", value) if first else "0000-01-01"
    end = _edge(last, "31", value, month="12") if last else "9999-12-31"
    if begin > end or not (first or last):
        raise QueryError(f"date:{value} ends before it begins", hint="write date:2025-05..2025-06")
    return begin, end


def _edge(text: str, day: str, value: str, month: str = "01") -> str:
    if not (m := _DATE.fullmatch(text)):
        raise QueryError(f"date:{value} is no date", hint="write date:2025, date:2025-05-23 or date:2025-05..2025-06")
    return f"{m[1]}-{m[2] or month}-{m[3] or day}"


class _Parser:
    def __init__(self, query: str) -> None:
        self.query = query
        self.tokens = [m for m in _TOKEN.finditer(query) if m.group().strip()]
        self.at = 0
        self.depth = 0
        if len(self.tokens) > LENGTH:
            raise QueryError(f"the search has more than {LENGTH} words", hint="shorten it")

    def whole(self) -> Node:
        if "\x00" in self.query:
            raise QueryError("the search holds a NUL character", hint="leave it out")
        if not self.tokens:
            raise QueryError("the search is empty", hint="give a word, a phrase or a field like speaker:لافروف")
        node = self.either()
        if self.at < len(self.tokens):
            raise self.error("a bracket closes that was not opened", "pair the brackets")
        return node

    def either(self) -> Node:
        parts = [self.all()]
        while self.takes("OR"):
            parts.append(self.all())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def all(self) -> Node:
        parts = [self.unary()]
        while self.at < len(self.tokens) and not self.sees("OR") and self.tokens[self.at]["close"] is None:
            self.takes("AND")
            parts.append(self.unary())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def unary(self) -> Node:
        if self.takes("NOT"):
            self.deeper()
            part = self.unary()
            self.depth -= 1
            return Not(part)
        return self.near()

    def near(self) -> Node:
        first = self.atom()
        parts, distance = [first], 0
        while self.at < len(self.tokens) and (m := _NEAR.fullmatch(self.tokens[self.at]["word"] or "")):
            self.at += 1
            distance = max(distance, int(m[1] or 10))
            parts.append(self.atom())
        if len(parts) == 1:
            return first
        words = tuple(p for p in parts if isinstance(p, Words))
        if len(words) < len(parts):
            raise self.error("near stands between something else than words and phrases", "write word near/5 word")
        return Near(words, distance)

    def atom(self) -> Node:
        if self.at >= len(self.tokens):
            raise self.error("the search ends where a word should follow", "add it, or take the operator away")
        token = self.tokens[self.at]
        self.at += 1
        if token["open"]:
            self.deeper()
            inner = self.either()
            if self.at >= len(self.tokens):
                raise self.error("a bracket is not closed", "pair the brackets")
            self.at += 1
            self.depth -= 1
            return inner
        if token["field"]:
            return self.field(token)
        if token["phrase"] is not None:
            return Words(token["phrase"])
        if (word := token["word"]) and word not in ("AND", "OR", "NOT") and not _NEAR.fullmatch(word):
            return Words(word)
        if token["stray"]:
            raise self.error("a quotation mark has no partner", "close the phrase, or leave the mark out")
        raise self.error(
            f"{token.group().strip()} stands where a word should", 'to search for the word itself, put it in ""'
        )

    def field(self, token: re.Match[str]) -> FieldIs:
        name = token["field"].lower()
        value = token["quoted"] if token["quoted"] is not None else token["value"]
        known = next((f for f in FIELDS if f == name), None)
        if known is None:
            raise self.error(
                f"there is no field {name}", f"fields are {', '.join(FIELDS)}; put a text with a colon in quotes"
            )
        if not value.strip():
            raise self.error(f"the field {name} has no value", f'write {name}:value or {name}:"two words"')
        if known == "date":
            date_range(value)
        return FieldIs(known, value)

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEPTH:
            raise self.error("the brackets are nested too deep", "simplify the search")

    def sees(self, operator: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at]["word"] == operator

    def takes(self, operator: str) -> bool:
        self.at += (seen := self.sees(operator))
        return seen

    def error(self, what: str, hint: str) -> QueryError:
        return QueryError(what, where=f"search {self.query!r}", hint=hint)


def question(query: str | None, fields: Mapping[str, Ask]) -> Node | None:
    """A query and keyword arguments as one tree; ``since`` and ``until`` are dates, several values mean any of them.

    Raises:
        QueryError: If the query cannot be understood, a field is unknown or has an empty value.

    >>> question(None, {"speaker": "لافروف", "since": "2025-05"}).parts
    (FieldIs(field='date', value='2025-05..'), FieldIs(field='speaker', value='لافروف'))
    """
    parts: list[Node] = [parse(query)] if query else []
    if (since := fields.get("since")) or fields.get("until"):
        value = f"{since or ''}..{fields.get('until') or ''}"
        date_range(value)
        parts.append(FieldIs("date", value))
    for name, asked in fields.items():
        if name in ("since", "until") or asked is None:
            continue
        values = tuple(_field(name, v) for v in ([asked] if isinstance(asked, str) else asked))
        if not values:
            raise QueryError(f"the field {name} has no value", hint="give one, or leave the field out")
        parts.append(values[0] if len(values) == 1 else Either(values))
    return All(tuple(parts)) if parts else None


def _field(name: str, value: str) -> FieldIs:
    known = next((f for f in FIELDS if f == name), None)
    if known is None:
        raise QueryError(f"there is no field {name}", hint=f"fields are {', '.join(FIELDS)}, since, until")
    if not value.strip():
        raise QueryError(f"the field {name} has no value", hint="give one, or leave the field out")
    if known == "date":
        date_range(value)
    return FieldIs(known, value)
