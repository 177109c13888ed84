"""Who can take part: every name, role phrase, nationality and group of a passage, and what governs it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from khabar.arabic import Passage, key
from khabar.events.clauses import Clauses
from khabar.lexicon import Lexicon
from khabar.lexicon.actors import Actor, actors
from khabar.lexicon.events import Group
from khabar.lexicon.phrases import Phrases
from khabar.model import Mention, Reference, Span
from khabar.names.nisba import Nisba, compile_nisbas

Via = Literal["mention", "reference", "nisba", "group"]

_ATTACHED = {"ب": "ب", "ل": "ل", "لل": "ل", "ك": "ك", "بال": "ب", "ولل": "ل"}
_OPENING = frozenset(('"', "«", "“", "(", "''"))
_MEDIA = frozenset(["agency", "newspaper", "broadcaster", "news-site", "magazine"])
_STANDS_FOR_STATE = frozenset(["state", "area", "region"])


@dataclass(frozen=True, slots=True)
class Party:
    """A noun phrase that names who could act.

    Attributes:
        first: Index of the phrase's first token; ``last`` is the index after its last.
        entities: Who is meant; empty if nobody knows.
        prep: The preposition that governs it, attached or not; None if it stands free.
        joined: Whether it is coordinated with the party before it.
        headed: Whether another noun before it owns the phrase (``مطار عدن``): then it is no participant itself.
        sided: Whether that noun stands for the party (``إدارة ترمب``).
        place: Whether it names a place rather than a state.
        attached: The letters attached before it: ``و``, ``ول``.
    """

    first: int
    last: int
    entities: tuple[str, ...]
    kind: str
    via: Via
    prep: str | None = None
    joined: bool = False
    headed: bool = False
    sided: bool = False
    place: bool = False
    attached: str = ""


class Parties:
    """The parties of one passage in order, with ways to find those near a token."""

    def __init__(self, found: Sequence[Party], named: frozenset[int] = frozenset()) -> None:
        self.all = tuple(found)
        #: The tokens inside names of persons and organizations.
        self.named = named
        self._firsts = [p.first for p in found]

    def within(self, first: int, last: int) -> Sequence[Party]:
        """Those that begin at tokens ``first:last``."""
        return self.all[bisect_left(self._firsts, first) : bisect_left(self._firsts, last)]

    def around(self, at: int) -> Party | None:
        """The party whose phrase holds token ``at``."""
        found = self.within(max(0, at - 12), at + 1)
        return next((p for p in reversed(found) if p.first <= at < p.last), None)

    def before(self, at: int, floor: int) -> Iterator[Party]:
        """Those that end at or before token ``at`` and begin at or after ``floor``, the nearest first."""
        for i in range(bisect_left(self._firsts, at) - 1, -1, -1):
            party = self.all[i]
            if party.first < floor:
                return
            if party.last <= at:
                yield party


def compile_groups(lexicon: Lexicon) -> Phrases[Group]:
    """The phrases of ``groups/*.yaml``."""
    return Phrases((phrase, group) for group in lexicon.table("groups", Group) for phrase in group.ar)


def compile_actors(lexicon: Lexicon) -> dict[str, Actor]:
    """All actors by id."""
    return actors(lexicon)


def find_parties(
    passage: Passage,
    mentions: Sequence[Mention],
    references: Sequence[Reference],
    lexicon: Lexicon,
    clauses: Clauses,
) -> Parties:
    """The parties of a passage.

    Args:
        passage: The article's text.
        mentions: Its names.
        references: Its role phrases; a name inside one belongs to it.
        lexicon: For nationality adjectives, groups and the types of places.
        clauses: The passage's clauses.
    """
    known = lexicon.compiled(compile_actors)
    found = [*_from_references(passage, references, known), *_from_mentions(passage, mentions, known)]
    found += _from_groups(passage, lexicon)
    found = _outermost(found)
    taken = [False] * (len(passage.tokens) + 1)
    for party in found:
        taken[party.first : party.last] = [True] * (party.last - party.first)
    found += _from_nisbas(passage, lexicon.compiled(compile_nisbas), taken)
    found.sort(key=lambda p: (p.first, -p.last))
    clauses.party_ends = frozenset(p.last for p in found if p.via != "nisba")
    named = frozenset(i for m in mentions if m.kind in ("person", "organization") for i in passage.tokens_in(m.span))
    return Parties(Government(clauses, known).settle(found), named)


def _from_references(passage: Passage, references: Iterable[Reference], known: dict[str, Actor]) -> Iterator[Party]:
    for reference in references:
        inside = passage.tokens_in(reference.span)
        if not inside or reference.source_kind == "document":
            continue
        first = passage.token_at(reference.span.start)
        entities = reference.entities or ((reference.of,) if reference.of else ())
        kind: str = "group" if reference.number != "singular" else reference.source_kind
        attached = _attached(passage, first, reference.span.start)
        place = len(entities) == 1 and _is_spot(known.get(entities[0]), entities[0])
        if place:
            kind = "place"
        yield Party(first, max(inside.stop, first + 1), entities, kind, "reference", place=place, attached=attached)


def _from_mentions(passage: Passage, mentions: Iterable[Mention], known: dict[str, Actor]) -> Iterator[Party]:
    for mention in mentions:
        if mention.kind == "platform":
            continue
        actor = known.get(mention.entity)
        if actor is not None and actor.type in _MEDIA:
            continue
        first = passage.token_at(mention.span.start)
        last = passage.tokens_in(mention.span).stop
        place = _is_spot(actor, mention.entity)
        attached = _attached(passage, first, mention.span.start)
        yield Party(
            first, max(last, first + 1), (mention.entity,), mention.kind, "mention", place=place, attached=attached
        )


def _is_spot(actor: Actor | None, entity: str) -> bool:
    """Whether an entity is a city, building or the like: a place things happen at, no state that acts."""
    return entity.startswith("place/") and (actor is None or actor.type not in _STANDS_FOR_STATE)


def _from_groups(passage: Passage, lexicon: Lexicon) -> Iterator[Party]:
    present = {t.key for t in passage.tokens}
    for found in lexicon.compiled(compile_groups).find(passage.tokens):
        group = found.value
        if not group.about or present & {key(w) for w in group.about}:
            attached = _letters_before(passage.tokens[found.first].key, group)
            yield Party(found.first, found.last, (group.id,), "organization", "group", attached=attached)


def _letters_before(word: str, group: Group) -> str:
    """The letters attached before the first word of a group's name."""
    firsts = {key(phrase.split()[0]) for phrase in group.ar}
    for letters in ("و", "ب", "ل", "ف", "وب", "ول"):
        rest = word.removeprefix(letters)
        if word.startswith(letters) and (rest in firsts or ("ا" + rest in firsts and letters.endswith("ل"))):
            return letters
    return ""


def _outermost(found: list[Party]) -> list[Party]:
    """The longest of those that overlap; a name of the same extent wins over a role phrase without anybody."""
    kept: list[Party] = []
    for party in sorted(found, key=lambda p: (p.first, -p.last, not p.entities)):
        if kept and party.first < kept[-1].last:
            if not kept[-1].entities and party.entities:
                kept[-1] = replace(kept[-1], entities=party.entities, kind=party.kind)
            continue
        kept.append(party)
    return kept


def _from_nisbas(passage: Passage, nisbas: dict[str, Nisba], taken: list[bool]) -> Iterator[Party]:
    tokens = passage.tokens
    at = 0
    while at < len(tokens):
        for width in (2, 1):
            if at + width > len(tokens) or taken[at] or tokens[at].kind != "word":
                continue
            said = nisbas.get(" ".join(t.key for t in tokens[at : at + width])) or _conjoined(
                nisbas, tokens[at].key, width
            )
            # A nationality before a name belongs to the name's phrase: الرئيس الروسي فلاديمير بوتين.
            if said is not None and not (
                at + width < len(tokens) and taken[at + width] and _adjoins(passage, at + width)
            ):
                attached = tokens[at].key[0] if tokens[at].key[0] in "ول" and width == 1 else ""
                yield Party(at, at + width, (said.of,), "place", "nisba", attached=attached)
                at += width - 1
                break
        at += 1


def _conjoined(nisbas: dict[str, Nisba], word: str, width: int) -> Nisba | None:
    return nisbas.get(word[1:]) if width == 1 and word[:1] in "ول" else None


def _adjoins(passage: Passage, at: int) -> bool:
    """Whether the phrase at ``at`` has no attached letter that would begin a new one."""
    return passage.tokens[at].key[:1] not in ("و", "ب", "ل")


def _attached(passage: Passage, first: int, start: int) -> str:
    """The letters of token ``first`` before the character ``start``."""
    token = passage.tokens[first]
    return passage.view.slice(Span(token.start, start)) if start > token.start else ""


class Government:
    """Finds what governs each party: its preposition, its head noun, and whether it is coordinated."""

    def __init__(self, clauses: Clauses, known: dict[str, Actor]) -> None:
        self._clauses = clauses
        self._known = known
        self._tokens = clauses.tokens
        self._words = clauses.coding.words
        self._prepositions = clauses.coding.prepositions

    def settle(self, found: Sequence[Party]) -> list[Party]:
        """Each party with what governs it; one that is coordinated takes after the one before it."""
        done: list[Party] = []
        for party in found:
            before = done[-1] if done else None
            if before is not None and before.prep == "من" and len(done) > 1 and before.first - done[-2].last <= 1:
                before = replace(done[-2], last=before.last)  # ماكرون من فرنسا، وميرتس: من فرنسا belongs to ماكرون
            if party.via == "nisba" and not self._stands_alone(party):
                done.append(self._settle_adjective(party))
            else:
                done.append(self._settle(party, before))
        return done

    def _stands_alone(self, party: Party) -> bool:
        """Whether a nationality is a noun: ``مع الروس``, ``بين إسرائيل والفلسطينيين``."""
        word, before = self._tokens[party.first].key, self._tokens[party.first - 1].key if party.first else ""
        if word.endswith("يا") and (party.first in self._clauses.party_ends or self._clauses.knows_verb(before)):
            return True  # قتلت فلسطينيا
        people = word.endswith(("ين", "ون")) or not word.endswith(("ي", "ه", "يا", "ات"))
        return people and (before in self._words["prepositions"] or word.startswith("و"))

    def _settle_adjective(self, party: Party) -> Party:
        """A nationality is governed by what governs its noun: ``للخطط الإسرائيلية``."""
        floor = self._clauses.passage.sentence_of(party.first).first
        for at in range(party.first - 1, max(party.first - 4, floor) - 1, -1):
            word = self._tokens[at].key.removeprefix("و")
            if word.startswith("لل"):
                return replace(party, prep="ل", headed=True)
            if word.startswith("بال"):
                return replace(party, prep="ب", headed=True)
            if (preposition := self._preposition(word)) is not None:
                return replace(party, prep=preposition, headed=True)
            if self._side(word)[0]:
                return replace(self._look_back(party, floor), sided=True)
            if not word.startswith("ال"):
                break
        return replace(party, headed=True)

    def _settle(self, party: Party, before: Party | None) -> Party:
        floor = self._clauses.passage.sentence_of(party.first).first
        if (preposition := _ATTACHED.get(party.attached.lstrip("وف"))) is not None:
            belongs = party.first > floor and self._tokens[party.first - 1].key in self._words["belonging"]
            return replace(party, prep=preposition, headed=belongs)
        loose = party.first > floor and self._tokens[party.first - 1].key == "و"
        if (party.attached == "و" or loose) and before is not None and before.last > floor:
            if self._coordinated(range(before.last, party.first)):
                return replace(party, prep=before.prep, joined=True, headed=before.headed, sided=before.sided)
            return party
        return self._look_back(party, floor, before)

    def _coordinated(self, between: range) -> bool:
        """Whether only a comma, ``من`` with a place or a bracket stands between two coordinated parties."""
        return len(between) <= 5 and not any(
            (self._tokens[i].key in self._words["prepositions"] and self._tokens[i].key != "من")
            or self._tokens[i].key in self._words["complements"]
            or self._tokens[i].key in self._words["relatives"]
            or self._tokens[i].key in ".؛:"
            or self._clauses.is_finite(self._tokens[i].key)
            for i in between
        )

    def _look_back(self, party: Party, floor: int, before: Party | None = None) -> Party:
        """Walk left over titles and side nouns to the preposition or head noun that governs the party."""
        at, steps, sided = party.first - 1, 0, False
        while at >= floor and steps < 5:
            word = self._tokens[at].key
            if word in ("قبل", "جانب", "طرف", "لدن") and at > floor and self._tokens[at - 1].key == "من":
                return replace(party, prep="من قبل", sided=sided)
            if word == "من" and at > floor and self._tokens[at - 1].key == "كل":
                at -= 1
                continue
            if (preposition := self._preposition(word)) is not None:
                return replace(party, prep=preposition, sided=sided)
            side, attached = self._side(word)
            if side:
                if word.lstrip("وبل").removeprefix("ال") in self._words["governments"] and party.kind == "person":
                    party = replace(party, entities=tuple(self._state(e) for e in party.entities), kind="place")
                sided = True
                if attached:
                    return replace(party, prep=_ATTACHED.get(attached), sided=True)
            elif word not in self._words["through"] and not (steps == 0 and word in _OPENING):
                headed = not sided and self._owns(word) and not (before is not None and before.last > at)
                return replace(party, headed=headed, sided=sided)
            at, steps = at - 1, steps + 1
        return replace(party, sided=sided)

    def _state(self, person: str) -> str:
        """The state whose government is called by a person's name: ``إدارة ترمب``."""
        actor = self._known.get(person)
        return actor.country if actor is not None and actor.country else person

    def _preposition(self, word: str) -> str | None:
        bare = word[1:] if len(word) > 3 and word[0] in "وف" else word
        return self._prepositions.get(word) or self._prepositions.get(bare)

    def _side(self, word: str) -> tuple[bool, str]:
        """Whether a word is a side noun, and the preposition attached to it."""
        for prefix in ("", "و", "ب", "ل", "لل", "وب", "ول"):
            if word.startswith(prefix):
                rest = word[len(prefix) :]
                rest = "ال" + rest if prefix == "لل" else rest
                if rest in self._words["sides"]:
                    return True, prefix.lstrip("و")
        return False, ""

    def _owns(self, word: str) -> bool:
        """Whether a word can own the phrase after it: an indefinite noun, no particle and no verb."""
        bare = word[1:] if word[0] in "وف" and len(word) > 3 else word
        return (
            len(word) > 2
            and not word.startswith(("ال", "وال"))
            and not {word, bare} & (self._words["particles"] | self._words["resumed"])
            and not self._clauses.knows_verb(word)
            and not self._clauses.attributes(word)
            and not self._clauses.coding.is_participle(word)
        )
