"""The lexicon: what Khabar knows, read once per process, with a user's files laid over the bundled ones."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from khabar.errors import LexiconError
from khabar.lexicon.entries import read_entries
from khabar.model import page_hash

T = TypeVar("T")

BUNDLED = Path(__file__).parent / "data"


class Lexicon:
    """All lexicon files of one or more folders; a later folder is laid over the earlier ones.

    An entry with an ``id`` that an earlier folder has too replaces it; all other entries are added. What a stage
    makes of the entries (automata, tables) it asks for with :meth:`compiled`, which keeps it.

    >>> lexicon = Lexicon.bundled()
    >>> lexicon is Lexicon.bundled()
    True
    """

    def __init__(self, *folders: Path, codebooks: Sequence[Path] = ()) -> None:
        for folder in folders:
            if not folder.is_dir():
                raise LexiconError("no such folder of lexicon files", where=str(folder), hint="give --lexicon DIR")
        self.folders = folders
        #: A user's codebooks (:mod:`khabar.lexicon.codebook`): single files laid over ``issues/``, in order.
        self.codebooks = tuple(codebooks)
        self._tables: dict[tuple[str, type], tuple[Any, ...]] = {}
        self._compiled: dict[Callable[[Lexicon], Any], Any] = {}

    def __reduce__(self) -> tuple[Callable[..., Lexicon], tuple[tuple[Path, ...], tuple[Path, ...]]]:
        """What is sent to another process: where its files are, which are read there once."""
        return _lexicon_there, (tuple(self.folders), self.codebooks)

    @classmethod
    @cache
    def bundled(cls) -> Lexicon:
        """The lexicon that comes with Khabar."""
        return cls(BUNDLED)

    @classmethod
    def with_overlay(cls, folders: Sequence[Path], codebooks: Sequence[Path] = ()) -> Lexicon:
        """The bundled lexicon with a user's folders and codebooks laid over it, in order."""
        return cls(BUNDLED, *folders, codebooks=codebooks) if folders or codebooks else cls.bundled()

    def table(self, where: str, concept: type[T]) -> tuple[T, ...]:
        """The entries of one concept.

        Args:
            where: A folder (``actors``) or a file (``offices/roles.yaml``) under the lexicon's folders.
            concept: The dataclass an entry becomes.

        Raises:
            LexiconError: If a file does not hold to its form, or one id stands twice in one folder.
        """
        if (where, concept) not in self._tables:
            with _collection_paused():
                self._tables[where, concept] = self._read(where, concept)
        return self._tables[where, concept]

    def compiled(self, build: Callable[[Lexicon], T]) -> T:
        """What ``build`` makes of this lexicon, made once."""
        if build not in self._compiled:
            with _collection_paused():
                self._compiled[build] = build(self)
        return self._compiled[build]  # type: ignore[no-any-return]

    @property
    def version(self) -> str:
        """A hash of all lexicon files: readings made with another one can be told."""
        return self.compiled(_version)

    def _read(self, where: str, concept: type[T]) -> tuple[T, ...]:
        entries: dict[object, T] = {}
        for folder in self.folders:
            here: dict[object, str] = {}
            for path in _files(folder / where):
                for entry, place in read_entries(path, concept):
                    key = getattr(entry, "id", entry)
                    if key in here:
                        said = key if isinstance(key, str) else "this entry"
                        raise LexiconError(f"{said} stands twice", where=place, hint=f"first at {here[key]}")
                    here[key] = place
                    entries[key] = entry
        return tuple(entries.values())


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Without the garbage collector: walking tables that only grow would take a third of the time of loading them."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@cache
def _lexicon_there(folders: tuple[Path, ...], codebooks: tuple[Path, ...]) -> Lexicon:
    bundled = Lexicon.bundled()
    return bundled if (folders, codebooks) == (bundled.folders, ()) else Lexicon(*folders, codebooks=codebooks)


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else sorted(path.glob("*.yaml"))


def _version(lexicon: Lexicon) -> str:
    texts = [p.read_text(encoding="utf-8") for folder in lexicon.folders for p in sorted(folder.rglob("*.yaml"))]
    texts += [p.read_text(encoding="utf-8") for p in lexicon.codebooks]
    return page_hash("\x00".join(texts))
