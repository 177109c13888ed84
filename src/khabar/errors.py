"""Everything that can go wrong, under one root.

An error says *what* happened, *where* (page, file, offset or line) and *what to do*. Bad input never
reaches a user as a traceback: the stages turn it into a :class:`khabar.model.Problem` of its page.
"""

from __future__ import annotations


class KhabarError(Exception):
    """The root of all of Khabar's errors.

    Args:
        what: What happened, one sentence without a full stop.
        where: The page, file, line or offset it happened at.
        hint: What the user can do about it.

    >>> print(KhabarError("the page holds no text", where="a.txt", hint="check the file"))
    a.txt: the page holds no text (check the file)
    """

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        self.what, self.where, self.hint = what, where, hint
        super().__init__(f"{where}: {what}" if where else what)

    def __str__(self) -> str:
        text = super().__str__()
        return f"{text} ({self.hint})" if self.hint else text


class PageError(KhabarError):
    """A page that cannot be read at all: missing, binary, too large, without text.

    Args:
        what: What happened.
        where: The page.
        hint: What the user can do about it.
        code: The stable short name of the problem it becomes.
    """

    def __init__(self, what: str, *, where: str = "", hint: str = "", code: str = "unreadable-page") -> None:
        self.code = code
        super().__init__(what, where=where, hint=hint)


class LexiconError(KhabarError):
    """A lexicon or codebook file that does not hold to its form; ``where`` is ``file:line``."""


class RecordError(KhabarError):
    """A record that cannot be opened, read or written."""


class QueryError(KhabarError):
    """A search or a filter that cannot be understood."""


class FetchError(KhabarError):
    """An address that could not, or must not, be fetched."""


class ManifestError(KhabarError):
    """A manifest of pages that does not hold to its form."""
