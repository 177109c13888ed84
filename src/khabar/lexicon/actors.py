"""Actors and offices: who there is, what they are called, and who held which office when."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from khabar.lexicon.lexicon import Lexicon

Rank = Literal[
    "head-of-state",
    "head-of-government",
    "minister",
    "deputy",
    "spokesperson",
    "envoy",
    "adviser",
    "ambassador",
    "military",
    "party-leader",
    "legislator",
    "judge",
    "cleric",
    "official",
    "expert",
    "other",
]


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organization, place or platform; the keys are those of ``docs/reference/lexicon.md``."""

    id: str
    en: str
    ar: tuple[str, ...]
    short: tuple[str, ...] = ()
    country: str | None = None
    type: str | None = None
    after: tuple[str, ...] = ()
    gender: Literal["m", "f"] = "m"
    capital: str | None = None
    nisba: tuple[str, ...] = ()
    nisba_plural: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    gloss: str | None = None

    @property
    def kind(self) -> str:
        """``person``, ``organization``, ``place`` or ``platform``: the first part of the id."""
        return self.id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Role:
    """A role of politics: ``وزير الخارجية``."""

    id: str
    en: str
    ar: tuple[str, ...]
    construct: tuple[str, ...] = ()
    feminine: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    rank: Rank = "other"
    speaks_for: Literal["office", "self"] = "office"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who held an office; months as ``YYYY-MM`` or years, ``until`` None for whoever holds it still."""

    person: str
    since: str | None = field(default=None, metadata={"key": "from"})
    until: str | None = field(default=None, metadata={"key": "to"})

    def held_on(self, date: str) -> bool:
        """Whether the office was held on an ISO date; the months of change count for both holders.

        >>> Holder("person/mohammad-javad-zarif", "2013-08", "2021-08").held_on("2015-07-22")
        True
        """
        since, until = self.since or "0", self.until or "9999"
        return since <= date[: len(since)] and date[: len(until)] <= until


@dataclass(frozen=True, slots=True)
class Office:
    """A role at a state, body or movement, with its holders in time."""

    role: str
    of: str
    holders: tuple[Holder, ...] = ()


class Term(NamedTuple):
    """A term of office: the id of a role, that of the state or body it belongs to, who held it and when."""

    role: str
    of: str
    holder: Holder


def actors(lexicon: Lexicon) -> dict[str, Actor]:
    """All actors by id; this and the tables below are kept by ``lexicon.compiled(actors)``."""
    return {a.id: a for a in lexicon.table("actors", Actor)}


def roles(lexicon: Lexicon) -> dict[str, Role]:
    """All roles by id."""
    return {r.id: r for r in lexicon.table("offices/roles.yaml", Role)}


def offices(lexicon: Lexicon) -> dict[tuple[str, str], tuple[Holder, ...]]:
    """Holders by (role, of), from every ``offices/holders-*.yaml``."""
    held: dict[tuple[str, str], tuple[Holder, ...]] = {}
    files = [path.name for folder in lexicon.folders for path in sorted((folder / "offices").glob("holders-*.yaml"))]
    for file in dict.fromkeys(files):  # a user's file may be called like a bundled one: its table holds both
        for office in lexicon.table(f"offices/{file}", Office):
            held[office.role, office.of] = held.get((office.role, office.of), ()) + office.holders
    return held


def terms_of_office(lexicon: Lexicon) -> dict[str, tuple[Term, ...]]:
    """The terms of office of each person, in the order of the files.

    >>> [(t.role, t.holder.since) for t in terms_of_office(Lexicon.bundled())["person/hakan-fidan"]]
    [('foreign-minister', '2023-06'), ('intelligence-chief', '2010-05')]
    """
    held: dict[str, tuple[Term, ...]] = {}
    for (role, of), holders in offices(lexicon).items():
        for holder in holders:
            held[holder.person] = (*held.get(holder.person, ()), Term(role, of, holder))
    return held
