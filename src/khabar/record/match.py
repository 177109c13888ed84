"""From a parsed query to an FTS5 expression over the stems and marks of one index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from khabar.errors import QueryError
from khabar.record.query import All, Either, FieldIs, Near, Node, Not, Words, date_range
from khabar.record.stem import terms
from khabar.record.terms import mark

Index = Literal["facts", "articles"]
Resolve = Callable[[str], Sequence[str]]
#: The columns of each index that hold words.
_COLUMNS: dict[Index, str] = {"facts": "{words speaker}", "articles": "{title body}"}
_CONTENT: dict[Index, str] = {"facts": "words", "articles": "{title body}"}
_PREFIX = {"type": "t", "issue": "i", "mode": "m", "stance": "st"}
#: Which years an open range of dates takes in.
FIRST_YEAR, LAST_YEAR = 1900, 2100


class NotHere(Exception):  # noqa: N818 - no error: the other index answers
    """The index holds no such field."""


def expression(node: Node, index: Index, resolve: Resolve) -> str:
    """The FTS5 expression of a query; every term in it is quoted.

    Args:
        node: The parsed query.
        index: Which index is asked.
        resolve: Gives the entity ids that a name or an id can mean.

    Raises:
        QueryError: If there is nothing to look for (only ``NOT``, only punctuation).
        NotHere: If a field belongs to the other index.

    >>> from khabar.record.query import parse
    >>> expression(parse("mode:direct NOT هدنة"), "facts", lambda name: [])
    '((marks : "m:direct") NOT {words speaker} : "هدن")'
    """
    match node:
        case Words(text):
            return f"{_COLUMNS[index]} : {_phrase(text)}"
        case FieldIs():
            return _field(node, index, resolve)
        case Near(parts, distance):
            return f"{_COLUMNS[index]} : NEAR({' '.join(_phrase(p.text) for p in parts)}, {distance})"
        case Either(parts):
            return _join("OR", (expression(p, index, resolve) for p in parts))
        case All(parts):
            wanted = [expression(p, index, resolve) for p in parts if not isinstance(p, Not)]
            if not wanted:
                raise _nothing()
            found = _join("AND", wanted)
            for p in parts:
                if isinstance(p, Not):
                    found = f"({found} NOT {expression(p.part, index, resolve)})"
            return found
        case Not():
            raise _nothing()


def has_words(node: Node) -> bool:
    """Whether a query asks for words that a rank can weigh, not for fields alone."""
    match node:
        case Words() | Near():
            return True
        case All(parts) | Either(parts):
            return any(has_words(p) for p in parts)
        case FieldIs(field, _):
            return field == "about"
        case Not():
            return False


def stems_sought(node: Node) -> set[str]:
    """The stems a query looks for: what an excerpt marks."""
    match node:
        case Words(text):
            return set(terms(text))
        case Near(parts, _):
            return {stem for p in parts for stem in terms(p.text)}
        case All(parts) | Either(parts):
            return {stem for p in parts for stem in stems_sought(p)}
        case FieldIs("about", value):
            return set(terms(value))
        case _:
            return set()


def _field(node: FieldIs, index: Index, resolve: Resolve) -> str:
    value = node.value.strip()
    match node.field:
        case "date":
            return _marks(_date_marks(*date_range(value)))
        case "outlet":
            return _marks([mark("o", x) for x in (*resolve(value), value)])
        case "about":
            marks = [mark("a", x) for x in (*resolve(value), value)] + [mark("i", value)]
            return _join("OR", [_marks(marks), *_words(f"{_CONTENT[index]} : ", value)])
        case _ if index == "articles":
            raise NotHere
        case "speaker":
            marks = [mark("s", x) for x in (*resolve(value), value)] + [mark("sk", value)]
            return _join("OR", [_marks(marks), *_words("speaker : ", value)])
        case "via":
            return _marks([mark("v", x) for x in (*resolve(value), value)])
        case field:
            return _marks([mark(_PREFIX[field], value)])


def _date_marks(first: str, last: str) -> list[str]:
    """The fewest years, months and days that make up a range of dates.

    >>> _date_marks("2025-05-01", "2025-06-31")
    ['d:2025-05', 'd:2025-06']
    """
    marks: list[str] = []
    for year in range(max(int(first[:4]), FIRST_YEAR), min(int(last[:4]), LAST_YEAR) + 1):
        if first <= f"{year}-01-01" and f"{year}-12-31" <= last:
            marks.append(f"d:{year}")
            continue
        for month in range(1, 13):
            name = f"{year}-{month:02}"
            if first <= f"{name}-01" and f"{name}-31" <= last:
                marks.append(f"d:{name}")
            else:
                days = (f"{name}-{day:02}" for day in range(1, 32))
                marks += [f"d:{day}" for day in days if first <= day <= last]
    return marks or ["d:none"]


def _marks(marks: Iterable[str]) -> str:
    return f"(marks : {_join('OR', (_quoted(m) for m in dict.fromkeys(marks)))})"


def _words(columns: str, text: str) -> list[str]:
    return [columns + _phrase(text)] if "/" not in text and terms(text) else []


def _phrase(text: str) -> str:
    if not (stems := terms(text)):
        raise QueryError(f"{text!r} holds no word or number", hint="search for words")
    return _quoted(" ".join(stems))


def _quoted(term: str) -> str:
    return '"' + term.replace('"', " ") + '"'


def _join(operator: str, parts: Iterable[str]) -> str:
    listed = list(parts)
    return listed[0] if len(listed) == 1 else f"({f' {operator} '.join(listed)})"


def _nothing() -> QueryError:
    return QueryError("the search only says what must not be there", hint="add what should be found")
