"""One reader for all lexicon files: YAML in, typed entries out, errors with file and line.

A concept is a frozen dataclass; its fields are the keys an entry may have. ``str`` is a text, ``tuple[str, ...]`` a
list of texts, another dataclass or a tuple of one a nested entry, ``X | None`` or a default make a key optional. A
field whose key is a Python keyword says so with ``field(metadata={"key": "from"})``.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import regex
import yaml

from khabar.arabic.letters import HARAKAT, INVISIBLE, TATWEEL
from khabar.errors import LexiconError

T = TypeVar("T")

_HIDDEN = regex.compile(f"[{INVISIBLE}{TATWEEL}{HARAKAT}]")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_entries(path: Path, concept: type[T]) -> list[tuple[T, str]]:
    """The entries of one file, each with its place (``file:line``).

    Args:
        path: A YAML file: a list of mappings.
        concept: The dataclass an entry becomes.

    Raises:
        LexiconError: If the file is no such list, or an entry has an unknown key, lacks a needed one, has a value
            of the wrong kind, says the same twice in one list, or holds an invisible character.
    """
    return [(_build(concept, node, path), f"{path.name}:{node.start_mark.line + 1}") for node in _nodes(path)]


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


@dataclasses.dataclass(frozen=True, slots=True)
class _Key:
    name: str
    kind: Any
    needed: bool


@cache
def _keys(concept: type) -> dict[str, _Key]:
    hints = typing.get_type_hints(concept)
    return {
        f.metadata.get("key", f.name): _Key(
            f.name,
            hints[f.name],
            f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING,
        )
        for f in dataclasses.fields(concept)
    }


def _build(concept: Any, node: yaml.Node, path: Path) -> Any:
    where = f"{path.name}:{node.start_mark.line + 1}"
    if not isinstance(node, yaml.MappingNode):
        raise LexiconError(f"expected an entry with keys, found {_said(node)}", where=where)
    keys, values = _keys(concept), {}
    for key_node, value_node in node.value:
        key = keys.get(key_node.value)
        line = f"{path.name}:{key_node.start_mark.line + 1}"
        if key is None:
            raise LexiconError(f"unknown key '{key_node.value}'", where=line, hint=f"known: {', '.join(sorted(keys))}")
        if key.name in values:
            raise LexiconError(f"key '{key_node.value}' stands twice", where=line)
        values[key.name] = _value(key.kind, value_node, path)
    if missing := [name for name, key in keys.items() if key.needed and key.name not in values]:
        raise LexiconError(f"key '{missing[0]}' is missing", where=where)
    return concept(**values)


def _value(kind: Any, node: yaml.Node, path: Path) -> Any:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        if isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null"):
            return None
        return _value(next(a for a in arguments if a is not type(None)), node, path)
    if origin is tuple:
        return _list(arguments[0], node, path)
    if origin is dict:
        return _mapping(arguments[1], node, path)
    if dataclasses.is_dataclass(kind):
        return _build(kind, node, path)
    return _scalar(kind, origin, arguments, node, path)


def _mapping(kind: Any, node: yaml.Node, path: Path) -> dict[str, Any]:
    where = f"{path.name}:{node.start_mark.line + 1}"
    if not isinstance(node, yaml.MappingNode):
        raise LexiconError(f"expected keys and values, found {_said(node)}", where=where)
    return {k.value: _value(kind, v, path) for k, v in node.value}


def _list(kind: Any, node: yaml.Node, path: Path) -> tuple[Any, ...]:
    where = f"{path.name}:{node.start_mark.line + 1}"
    if not isinstance(node, yaml.SequenceNode):
        raise LexiconError(f"expected a list, found {_said(node)}", where=where, hint="write [a, b]")
    items = tuple(_value(kind, n, path) for n in node.value)
    for i, item in enumerate(items):
        if item in items[:i]:
            raise LexiconError(f"'{item}' stands twice in one list", where=where)
    return items


def _scalar(kind: Any, origin: Any, arguments: tuple[Any, ...], node: yaml.Node, path: Path) -> Any:
    where = f"{path.name}:{node.start_mark.line + 1}"
    if not isinstance(node, yaml.ScalarNode):
        raise LexiconError(f"expected a single value, found {_said(node)}", where=where)
    text = node.value.strip()
    if hidden := _HIDDEN.search(text):
        raise LexiconError(
            f"invisible character U+{ord(hidden.group()):04X} in '{text}'", where=where, hint="write it without"
        )
    if origin is typing.Literal:
        if text not in arguments:
            raise LexiconError(f"'{text}' is not one of {', '.join(arguments)}", where=where)
        return text
    if kind is bool:
        if text not in ("true", "false"):
            raise LexiconError(f"'{text}' is neither true nor false", where=where)
        return text == "true"
    if kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            raise LexiconError(f"'{text}' is not a number", where=where) from None
    if not text:
        raise LexiconError("an empty text", where=where)
    return text


def _said(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return f"'{node.value}'"
    return "a list" if isinstance(node, yaml.SequenceNode) else "keys and values"
