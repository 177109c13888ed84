"""The record: one file with all pages, what was read on them, and what people decided about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from khabar.errors import QueryError
from khabar.form import Json
from khabar.lexicon import Lexicon
from khabar.model import Article, Event, Page, Position, Problem, Reading, Span, Statement
from khabar.record import judge
from khabar.record.add import Report, Summary, add, fail, keep, reread
from khabar.record.doctor import Finding, Setting, examine, settings
from khabar.record.found import ActorSeen, Found, Located
from khabar.record.gold import gold, write_gold
from khabar.record.index import fold_anew, rebuild
from khabar.record.judgements import Judgement
from khabar.record.query import Ask, question
from khabar.record.search import EVERYTHING, Hit, Over, search
from khabar.record.status import Status, count
from khabar.record.store import Store
from khabar.record.versions import Change, Version, changes, versions
from khabar.record.view import Pages, actors_seen, matching, reading_of, whereabouts


class Record:
    """An open record; use it as a context manager or call :meth:`close`.

    A record is one SQLite file. Several processes can read it while one writes; writers take turns.

    >>> import tempfile
    >>> from khabar.model import Page
    >>> folder = tempfile.TemporaryDirectory()
    >>> with Record.open(Path(folder.name) / "khabar.db") as record:
    ...     print(record.add([Page("a.txt", "انتهت المفاوضات في روما.", published="2025-05-23")]))
    ...     [hit.page.name for hit in record.search("مفاوضات")]
    1 added
    ['a.txt']
    >>> folder.cleanup()
    """

    def __init__(self, store: Store, lexicon: Lexicon) -> None:
        self._store = store
        self.lexicon = lexicon

    @classmethod
    def open(cls, path: Path | str, *, readonly: bool = False, lexicon: Lexicon | None = None) -> Record:
        """Open a record; a new one is made where there is none.

        Args:
            path: The file.
            readonly: Never write; the file must be there.
            lexicon: What pages are read with; the bundled lexicon if left out.

        Raises:
            RecordError: If the file is no record, is damaged or of a newer version, or cannot be made.
        """
        store = Store(Path(path), readonly=readonly)
        try:
            if not readonly:
                fold_anew(store)
        except BaseException:
            store.db.close()
            raise
        return cls(store, lexicon or Lexicon.bundled())

    @property
    def path(self) -> Path:
        """The file."""
        return self._store.path

    def close(self) -> None:
        """Close the file."""
        self._store.db.close()

    def __enter__(self) -> Record:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    # -- adding -----------------------------------------------------------------------------------

    def add(self, pages: Iterable[Page], *, jobs: int = 1, report: Report | None = None) -> Summary:
        """Read pages and keep them; a page that is there already is not read again.

        Args:
            pages: The pages; consumed as they are read.
            jobs: How many processes read.
            report: Called for each page once it is on the disk, never before.

        Returns:
            How many pages were added, known, new versions, failed.

        Raises:
            RecordError: If the disk is full or the file cannot be written: what was reported is kept.
        """
        return add(self._store, pages, self.lexicon, jobs, report)

    def keep(self, readings: Iterable[Reading], *, lexicon: str | None = None, report: Report | None = None) -> Summary:
        """Keep readings made elsewhere, on another machine or by another reader; the pages are not read again.

        Args:
            readings: The readings; those of pages that are there already are passed over.
            lexicon: The version of the lexicon they were made with; this record's if left out.
            report: As for :meth:`add`.
        """
        return keep(self._store, readings, lexicon or self.lexicon.version, report)

    def fail(self, problems: Iterable[Problem]) -> None:
        """Record that files or addresses gave no page, and why."""
        with self._store.writing():
            for problem in problems:
                fail(self._store, Page(problem.where, "", problems=(problem,)))

    def reread(self, *, everything: bool = False, jobs: int = 1, report: Report | None = None) -> Summary:
        """Read pages again that were read with another reader or lexicon; judgements and ids that hold stay.

        Args:
            everything: All pages.
            jobs: How many processes read.
            report: As for :meth:`add`.
        """
        return reread(self._store, self.lexicon, everything, jobs, report)

    # -- asking -----------------------------------------------------------------------------------

    def search(
        self, query: str, *, over: Collection[Over] = EVERYTHING, limit: int = 20, among: Collection[str] | None = None
    ) -> list[Hit]:
        """Search statements, events and articles.

        Args:
            query: Words, ``"phrases"``, ``AND`` ``OR`` ``NOT``, ``near/5``, fields (``docs/how-to/search.md``).
            over: What is searched.
            limit: How many hits at most.
            among: Only what stands on these pages, by their content hashes.

        Returns:
            The best first: facts and articles in turn, an article that a fact was found in not again.

        Raises:
            QueryError: If the query cannot be understood.
        """
        if limit < 1:
            raise QueryError("a search must ask for at least one hit", hint="give a limit of 1 or more")
        with self._store.snapshot():
            return search(self._store, query, over, limit, among)

    def statements(self, query: str | None = None, **fields: Ask) -> Found[Statement]:
        """Statements, in the order they were added.

        Args:
            query: Words and fields as in :meth:`search`.
            fields: ``speaker``, ``about``, ``via``, ``outlet``, ``issue``, ``mode``, ``stance``; ``since`` and
                ``until`` as ISO dates. Several values of one field mean any of them.

        Raises:
            QueryError: If a field is unknown or the query cannot be understood.
        """
        return self._facts("statements", 1, query, fields)

    def events(self, query: str | None = None, **fields: Ask) -> Found[Event]:
        """Events: as :meth:`statements`, with ``type`` too."""
        return self._facts("events", 2, query, fields)

    def positions(
        self, *, party: str | None = None, issue: str | None = None, stand: str | None = None
    ) -> Found[Position]:
        """Positions of a party, on an issue."""

        def ask() -> Iterator[Located[Position]]:
            self._store.look_again()
            who = self._store.renamed.get(party, party) if party else None
            for located in matching(self._store, None, 3, Pages(self._store)):
                p = located.noun
                if all(want in (None, has) for want, has in ((who, p.party), (issue, p.issue), (stand, p.stand))):
                    yield located

        return Found(ask, "positions")

    def articles(
        self, *, outlet: str | None = None, since: str | None = None, until: str | None = None
    ) -> Found[Article]:
        """Articles on the newest version of each page; dates are inclusive."""

        def ask() -> Iterator[Located[Article]]:
            pages = Pages(self._store)
            rows = self._store.rows(
                "SELECT page, place FROM articles JOIN pages USING (page) WHERE current AND (? IS NULL OR outlet = ?) "
                "AND (? IS NULL OR published >= ?) AND (? IS NULL OR substr(published, 1, length(?)) <= ?) "
                "ORDER BY article",
                *(outlet, outlet, since, since, until, until, until),
            )
            return (pages.article(*row) for row in rows)

        return Found(ask, "articles")

    def actors(self) -> Found[ActorSeen]:
        """Everybody who is named, the most often named first; merged actors are one."""
        return Found(self._actors, "actors")

    def readings(self, *, all_versions: bool = False) -> Iterator[Reading]:
        """The whole reading of each page, judged, in the order pages were added."""
        where = "" if all_versions else "WHERE current"
        for (number,) in self._store.rows(f"SELECT page FROM pages {where} ORDER BY page"):  # noqa: S608
            yield reading_of(self._store, number)

    def reading(self, page: str, *, judged: bool = True) -> Reading | None:
        """The reading of the page with this content hash; as the reader read it if not ``judged``."""
        number = self._store.number_of(page)
        return None if number is None else reading_of(self._store, number, judged=judged)

    def get(self, id_: str) -> Located[Any]:
        """The statement, event, position or article with this id.

        Raises:
            RecordError: If there is none; names what stands there now if a newer reader found another.
            QueryError: If it was rejected.
        """
        with self._store.snapshot():
            page, article, kind, place = whereabouts(self._store, id_)
            pages = Pages(self._store)
            if kind is None or place is None:
                return pages.article(page, article)
            if located := pages.fact(page, article, kind, place):
                return located
        raise QueryError(f"{id_} was rejected", hint="see khabar judge log; khabar judge undo takes it back")

    def versions(self, url: str) -> list[Version]:
        """The texts that were seen at an address, the oldest first."""
        return versions(self._store, url)

    def changes(self, old: str, new: str) -> list[Change]:
        """What changed from one page (content hash) to another, by lines.

        Raises:
            RecordError: If one of them is not in the record.
        """
        return changes(self._store, old, new)

    # -- judging ----------------------------------------------------------------------------------

    def accept(self, id_: str, *, user: str, reason: str = "") -> Judgement:
        """Say that a fact is right: it stays, whatever a later reader reads.

        Raises:
            RecordError: If there is no such id.
        """
        return judge.on_fact(self._store, "accept", id_, user, reason, {})

    def reject(self, id_: str, *, user: str, reason: str = "") -> Judgement:
        """Say that a fact is wrong: it is no longer found, and neither is what rests on it.

        Raises:
            RecordError: If there is no such id.
            QueryError: If it is that of an article: only facts are rejected.
        """
        return judge.on_fact(self._store, "reject", id_, user, reason, {})

    def correct(self, id_: str, *, user: str, reason: str = "", **fields: Any) -> Judgement:
        """Correct a fact or an article; fields in the form of ``khabar-reading/1``, ``speaker`` an entity id.

        Raises:
            QueryError: If a field is unknown, a value impossible or a span not on the page.
        """
        return judge.on_fact(self._store, "correct", id_, user, reason, fields)

    def merge(self, actor: str, into: str, *, user: str, reason: str = "") -> Judgement:
        """Say that two actors are one.

        Raises:
            RecordError: If nobody in the record has the id ``actor``.
            QueryError: If they are one already.
        """
        return judge.merge(self._store, actor, into, user, reason)

    def split(self, actor: str, into: str, facts: Iterable[str], *, user: str, reason: str = "") -> Judgement:
        """Say that in these facts the actor is somebody else.

        Raises:
            RecordError: If one of the facts is not in the record.
            QueryError: If no facts are named, or no other actor.
        """
        return judge.split(self._store, actor, into, facts, user, reason)

    def undo(self, number: int, *, user: str, reason: str = "") -> Judgement:
        """Take a judgement back.

        Raises:
            RecordError: If the log has no such number.
            QueryError: If it is undone already.
        """
        return judge.undo(self._store, number, user, reason)

    def judgements(self) -> list[Judgement]:
        """The whole log, the oldest first."""
        self._store.look_again()
        return list(self._store.log)

    def gold(self) -> Iterator[Json]:
        """Each judged page as a gold object (the scorer's form)."""
        return gold(self._store)

    def write_gold(self, folder: Path) -> int:
        """Write the judged pages as gold files; how many pages.

        Raises:
            RecordError: If a file cannot be written.
        """
        return write_gold(self._store, folder)

    # -- health -----------------------------------------------------------------------------------

    def status(self) -> Status:
        """What is in the record."""
        return count(self._store, self.lexicon)

    def problems(self) -> Iterator[Problem]:
        """Everything that went wrong, the latest last."""
        rows = self._store.rows("SELECT code, message, place, at_character, fatal FROM problems ORDER BY problem")
        return (Problem(code, message, place, at, bool(fatal)) for code, message, place, at, fatal in rows)

    def examine(self) -> Iterator[Finding]:
        """Whether the file, pages, indexes and judgements are as they should be."""
        return examine(self._store)

    def settings(self) -> list[Setting]:
        """What the record runs with, and where each value came from."""
        return settings(self._store, self.lexicon)

    def repair(self) -> None:
        """Make the search indexes again from the pages and readings."""
        with self._store.writing():
            rebuild(self._store)

    # -- inside -----------------------------------------------------------------------------------

    def _facts(self, name: str, kind: int, query: str | None, fields: Mapping[str, Ask]) -> Found[Any]:
        node = question(query, fields)

        def ask() -> Iterator[Located[Any]]:
            self._store.look_again()
            return matching(self._store, node, kind, Pages(self._store))

        return Found(ask, name)

    def _actors(self) -> Iterator[Located[ActorSeen]]:
        nowhere, nothing = Page("", ""), Article("", Span(0, 0), ())
        return (Located(actor, nothing, nowhere) for actor in actors_seen(self._store))
