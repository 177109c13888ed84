"""One reader for all lexicon files: YAML in, typed entries out, errors with file and line.

A concept is a frozen dataclass; its fields are the keys an entry may have. ``str`` is a text, ``tuple[str, ...]`` a
list of texts, another dataclass or a tuple of one a nested entry, ``X | None`` or a default make a key optional. A
field whose key is a Python keyword says so with ``field(metadata={"key": "from"})``.
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from khabar.arabic.letters import HARAKAT, INVISIBLE, TATWEEL
from khabar.errors import LexiconError

T = TypeVar("T")

_HIDDEN = re.compile(f"[{INVISIBLE}{TATWEEL}{HARAKAT}]")
_TEXT, _NULL = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"
_NOTHING = ("", "~", "null", "Null", "NULL")


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML without guesses at types: what an entry wants says its dataclass, only nothing is told from a text.

    PyYAML asks a pattern in Python for each scalar what it may be; that would be a third of the time of loading.
    """

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        """No key has a type of its own."""

    def ascend_resolver(self) -> None:
        """No key has a type of its own."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        """The tag of a node: null or text; of lists and mappings nobody asks it."""
        return _NULL if kind is yaml.ScalarNode and implicit[0] and value in _NOTHING else _TEXT


#: From a node of a file to the value of a kind.
_Reader = Callable[[yaml.Node, str], Any]


def read_entries(path: Path, concept: type[T]) -> list[tuple[T, str]]:
    """The entries of one file, each with its place (``file:line``).

    Args:
        path: A YAML file: a list of mappings.
        concept: The dataclass an entry becomes.

    Raises:
        LexiconError: If the file is no such list, or an entry has an unknown key, lacks a needed one, has a value
            of the wrong kind, says the same twice in one list, or holds an invisible character.
    """
    kind: Any = concept
    read, file = _reader(kind), path.name
    return [(read(node, file), _place(node, file)) for node in _nodes(path)]


def _place(node: yaml.Node, file: str) -> str:
    return f"{file}:{node.start_mark.line + 1}"


def _nodes(path: Path) -> Iterator[yaml.Node]:
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path.name}:{mark.line + 1}" if mark else path.name
        problem = getattr(error, "problem", None) or str(error)
        raise LexiconError(f"this is not valid YAML: {problem}", where=where, hint="mend the file") from error
    if root is None:
        return
    if not isinstance(root, yaml.SequenceNode):
        raise LexiconError("a lexicon file is a list of entries", where=f"{path.name}:1", hint="begin each with '- '")
    yield from root.value


# -- one reader for each kind of value, made once ---------------------------------------------------


@cache
def _reader(kind: Any) -> _Reader:
    """What reads a value of this kind; the annotation is taken apart once, not for each of fifty thousand values."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return _optional(_reader(next(a for a in arguments if a is not type(None))))
    if origin is tuple:
        return _list(_reader(arguments[0]))
    if origin is dict:
        return _mapping(_reader(arguments[1]))
    if dataclasses.is_dataclass(kind):
        return _entry(kind)
    if origin is typing.Literal:
        return _choice(arguments)
    if kind is bool:
        return _truth
    if kind in (int, float):
        return _number(kind)
    return _text


def _optional(read: _Reader) -> _Reader:
    def optional(node: yaml.Node, file: str) -> Any:
        if isinstance(node, yaml.ScalarNode) and node.tag == _NULL:
            return None
        return read(node, file)

    return optional


def _entry(concept: Any) -> _Reader:
    hints, fields = typing.get_type_hints(concept), dataclasses.fields(concept)
    keys = {f.metadata.get("key", f.name): (f.name, _reader(hints[f.name])) for f in fields}
    needed = {
        f.metadata.get("key", f.name): f.name
        for f in fields
        if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    }

    def entry(node: yaml.Node, file: str) -> Any:
        if not isinstance(node, yaml.MappingNode):
            raise LexiconError(f"expected an entry with keys, found {_said(node)}", where=_place(node, file))
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = keys.get(key_node.value)
            if key is None:
                hint = f"known: {', '.join(sorted(keys))}"
                raise LexiconError(f"unknown key '{key_node.value}'", where=_place(key_node, file), hint=hint)
            name, read = key
            if name in values:
                raise LexiconError(f"key '{key_node.value}' stands twice", where=_place(key_node, file))
            values[name] = read(value_node, file)
        if missing := [key for key, name in needed.items() if name not in values]:
            raise LexiconError(f"key '{missing[0]}' is missing", where=_place(node, file))
        return concept(**values)

    return entry


def _mapping(read: _Reader) -> _Reader:
    def mapping(node: yaml.Node, file: str) -> dict[str, Any]:
        if not isinstance(node, yaml.MappingNode):
            raise LexiconError(f"expected keys and values, found {_said(node)}", where=_place(node, file))
        return {k.value: read(v, file) for k, v in node.value}

    return mapping


def _list(read: _Reader) -> _Reader:
    def items(node: yaml.Node, file: str) -> tuple[Any, ...]:
        if not isinstance(node, yaml.SequenceNode):
            raise LexiconError(f"expected a list, found {_said(node)}", where=_place(node, file), hint="write [a, b]")
        values = tuple([read(n, file) for n in node.value])
        for i, value in enumerate(values):
            if value in values[:i]:
                raise LexiconError(f"'{value}' stands twice in one list", where=_place(node, file))
        return values

    return items


def _choice(allowed: tuple[str, ...]) -> _Reader:
    def choice(node: yaml.Node, file: str) -> str:
        text = _scalar(node, file)
        if text not in allowed:
            raise LexiconError(f"'{text}' is not one of {', '.join(allowed)}", where=_place(node, file))
        return text

    return choice


def _number(kind: Callable[[str], float]) -> _Reader:
    def number(node: yaml.Node, file: str) -> float:
        text = _scalar(node, file)
        try:
            return kind(text)
        except ValueError:
            raise LexiconError(f"'{text}' is not a number", where=_place(node, file)) from None

    return number


def _truth(node: yaml.Node, file: str) -> bool:
    text = _scalar(node, file)
    if text not in ("true", "false"):
        raise LexiconError(f"'{text}' is neither true nor false", where=_place(node, file))
    return text == "true"


def _text(node: yaml.Node, file: str) -> str:
    text = _scalar(node, file)
    if not text:
        raise LexiconError("an empty text", where=_place(node, file))
    return text


def _scalar(node: yaml.Node, file: str) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise LexiconError(f"expected a single value, found {_said(node)}", where=_place(node, file))
    text: str = node.value.strip()
    if hidden := _HIDDEN.search(text):
        said = f"invisible character U+{ord(hidden.group()):04X} in '{text}'"
        raise LexiconError(said, where=_place(node, file), hint="write it without")
    return text


def _said(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return f"'{node.value}'"
    return "a list" if isinstance(node, yaml.SequenceNode) else "keys and values"
