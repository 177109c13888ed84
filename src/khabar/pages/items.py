"""What comes out of a file, an archive or a feed: pages still as bytes, pages already read, and what was skipped.

Every record that goes in comes out as one of these, so that the counts add up (:class:`Tally`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from khabar.errors import PageError
from khabar.model import Page, Problem
from khabar.pages.manifest import Known
from khabar.pages.text import MAX_BYTES


@dataclass(frozen=True, slots=True)
class Raw:
    """A page as it came, not read yet.

    Attributes:
        data: Its bytes, at most one more than a page may have.
        kind: Its kind of content, if the container says it.
        charset: The encoding the container says it has.
    """

    name: str
    data: bytes
    known: Known = field(default_factory=Known)
    kind: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record that is no page, as expected: a request, a picture, an error page of a server."""

    name: str
    reason: str


Item = Raw | Page | Skipped


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken from one file.

    Attributes:
        page_bytes: The largest page, unpacked.
        unpacked_bytes: What an archive may hold unpacked in all, beside :attr:`ratio` times its own size.
        ratio: How many times its own size an archive may hold.
        members: How many members an archive may have.
        depth: How many archives may stand in one another.
        fields: For tables: the column or key for each of a page's fields, where the names differ.
    """

    page_bytes: int = MAX_BYTES
    unpacked_bytes: int = 512 * 1024 * 1024
    ratio: int = 50
    members: int = 1_000_000
    depth: int = 2
    fields: tuple[tuple[str, str], ...] = ()

    def inner(self) -> Limits:
        """The limits of an archive in an archive."""
        return replace(self, depth=self.depth - 1)


@dataclass(slots=True)
class Tally:
    """What became of the records of a run: ``records == pages + skipped + failed``."""

    records: int = 0
    pages: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)

    def note(self, item: Page | Skipped) -> None:
        """Count what became of one record."""
        self.records += 1
        if isinstance(item, Skipped):
            self.skipped[item.reason] += 1
        elif is_failed(item):
            self.failed[next((p.code for p in item.problems if p.fatal), "no-text")] += 1
        else:
            self.pages += 1

    def fail(self, code: str) -> None:
        """One of the pages was opened and could not be read on."""
        self.pages -= 1
        self.failed[code] += 1

    def __str__(self) -> str:
        parts = [f"{self.records} records", f"{self.pages} pages"]
        parts += [f"{n} skipped ({reason})" for reason, n in self.skipped.most_common()]
        parts += [f"{n} failed ({code})" for code, n in self.failed.most_common()]
        return ", ".join(parts)


def is_failed(page: Page) -> bool:
    """Whether nothing of a page could be read."""
    return not page.text.strip() or any(p.fatal for p in page.problems)


def failed(name: str, known: Known, code: str, said: str, where: str = "") -> Page:
    """The page that stands for a record that could not be read."""
    return unreadable(name, known, Problem(code, said, where or name, fatal=True))


def problem_of(error: PageError) -> Problem:
    """The problem that an error becomes."""
    said = f"{error.what} ({error.hint})" if error.hint else error.what
    return Problem(error.code, said, error.where, fatal=True)


def unreadable(name: str, known: Known, problem: Problem) -> Page:
    """A page without text, with the problem that left it so."""
    return Page(
        name,
        "",
        url=known.url,
        outlet=known.outlet,
        published=known.published,
        fetched=known.fetched,
        problems=(problem,),
    )


def over(known: Known, under: Known) -> Known:
    """What is known, completed with what ``under`` says."""
    return Known(
        known.url or under.url,
        known.outlet or under.outlet,
        known.published or under.published,
        known.fetched or under.fetched,
    )


def inner_name(container: str, member: str) -> str:
    r"""The name of a member of an archive: a label that never climbs out of the archive's own name.

    >>> inner_name("a.zip", "../../etc/passwd"), inner_name("a.zip", "C:\\x\\b.html")
    ('a.zip/etc/passwd', 'a.zip/C:/x/b.html')
    """
    shown = "".join(c for c in member.replace("\\", "/") if c.isprintable())
    parts = [p for p in shown.split("/") if p not in ("", ".", "..")]
    return "/".join([container, *parts])
