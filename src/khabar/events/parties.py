"""Who can take part: every name, role phrase, nationality and group of a passage, and what governs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from khabar.arabic import Passage
from khabar.events.clauses import Clauses
from khabar.events.government import Government
from khabar.events.groups import from_groups
from khabar.events.party import Parties, Party
from khabar.lexicon import Lexicon
from khabar.lexicon.actors import Actor, actors
from khabar.lexicon.phrases import stems
from khabar.model import Mention, Reference, Span
from khabar.names.nisba import Nisba, compile_nisbas

_RELATIONS = frozenset(["علاقات", "علاقه", "بعثه", "جهود", "تمثيل"])
_MEDIA = frozenset(["agency", "newspaper", "broadcaster", "news-site", "magazine"])
_STANDS_FOR_STATE = frozenset(["state", "area", "region"])

__all__ = ["Parties", "Party", "compile_actors", "find_parties"]


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
    people = {passage.token_at(m.span.start): m for m in mentions if m.kind != "platform"}
    trim = _Trim(passage, people, lexicon.compiled(compile_nisbas), clauses)
    found = [*_from_references(passage, references, known, trim), *_from_mentions(passage, mentions, known)]
    found += from_groups(passage, lexicon)
    pairs = clauses.coding.words["pairs"]
    found += [
        Party(i, i + 1, (), "group", "group", attached=t.key[0] if t.key[1:] in pairs else "")
        for i, t in enumerate(passage.tokens)
        if t.key in pairs or (t.key[:1] in "ول" and t.key[1:] in pairs)
    ]
    found = _outermost(found)
    found = list(_named(found, {passage.token_at(m.span.start) for m in mentions if m.kind == "person"}))
    taken = [False] * (len(passage.tokens) + 1)
    for party in found:
        taken[party.first : party.last] = [True] * (party.last - party.first)
    found += _from_nisbas(passage, lexicon.compiled(compile_nisbas), taken, {p.first: p for p in found})
    found.sort(key=lambda p: (p.first, -p.last))
    directions = clauses.coding.words["directions"]
    found = [_as_spot(p, passage.tokens[p.first].key, known, directions) for p in _whole(found)]
    clauses.party_ends = frozenset(p.last for p in found if p.via != "nisba")
    named = frozenset(i for m in mentions if m.kind in ("person", "organization") for i in passage.tokens_in(m.span))
    clauses.named = frozenset(i for m in mentions for i in passage.tokens_in(m.span))
    return Parties(Government(clauses, known).settle(found), named)


class _Trim:
    """Cuts a role phrase before what the verb governs: ``بحث الوزير الهندي | مع نظيره``."""

    def __init__(
        self, passage: Passage, named: Mapping[int, Mention], nisbas: Mapping[str, Nisba], clauses: Clauses
    ) -> None:
        self._tokens = passage.tokens
        self._named, self._nisbas = named, nisbas
        self._cuts = clauses.coding.words["cuts"]
        self._missions = clauses.coding.words["missions"]

    def person(self, first: int, last: int) -> tuple[str, ...]:
        """The one person whose name ends the phrase ``first:last``."""
        found = [m.entity for i in range(first, last) if (m := self._named.get(i)) is not None and m.kind == "person"]
        return (found[0],) if len(found) == 1 else ()

    def sent_by(self, first: int, last: int) -> str | None:
        """The state whose seat abroad a phrase names: ``السفارة الفرنسية``."""
        if not stems(self._tokens[first].key) & self._missions:
            return None
        told = (self._nisbas.get(self._tokens[i].key) for i in range(first + 1, last))
        return next((nisba.of for nisba in told if nisba is not None), None)

    def states_joined(self, first: int, last: int, state: str) -> tuple[str, ...]:
        """The other states of a role phrase of several: ``وزراء مياه مصر | والسودان | وإثيوبيا``."""
        named = ((i, m.entity) for i in range(first, last) if (m := self._named.get(i)) is not None)
        return tuple(e for i, e in named if e.startswith("place/") and e != state and self._tokens[i].key[0] == "و")

    def last(self, first: int, last: int) -> int:
        """Index after the last token of the phrase that begins at ``first`` and was read up to ``last``."""
        for i in range(first + 1, last):
            named = self._named.get(i)
            if named is not None and named.kind != "person" and self._tokens[i - 1].key in self._nisbas:
                return i
            if self._tokens[i].key in self._cuts:
                persons = [j for j in range(first, last) if j in self._named and self._named[j].kind == "person"]
                if not persons or persons[0] < i:  # المبعوث إلى اليمن فلان; الوزير فلان | مع فلان
                    return i
        return last


def _from_references(
    passage: Passage, references: Iterable[Reference], known: dict[str, Actor], trim: _Trim
) -> Iterator[Party]:
    for reference in references:
        inside = passage.tokens_in(reference.span)
        if not inside or reference.source_kind == "document":
            continue
        if _is_adjective(passage, inside.start):
            continue
        first = passage.token_at(reference.span.start)
        entities = reference.entities or ((reference.of,) if reference.of else ())
        if sent := trim.sent_by(first, inside.stop):
            entities = (sent,)
        kind: str = "group" if reference.number != "singular" else reference.source_kind
        if reference.number == "singular" and entities and entities[0].startswith("organization/"):
            entities = trim.person(first, inside.stop) or entities  # whose name the phrase holds is meant
        if len(entities) == 1 and (actor := known.get(entities[0])) is not None and actor.type in _MEDIA:
            continue
        if reference.number != "singular" and len(entities) == 1 and entities[0].startswith("place/"):
            entities = (*entities, *trim.states_joined(first, inside.stop, entities[0]))
        attached = _attached(passage, first, reference.span.start)
        place = len(entities) == 1 and _is_spot(known.get(entities[0]), entities[0])
        if place:
            kind = "place"
        yield Party(
            first,
            max(trim.last(first, inside.stop), first + 1),
            entities,
            kind,
            "reference",
            place=place,
            attached=attached,
        )


def _is_adjective(passage: Passage, at: int) -> bool:
    """Whether what was read as a body is an adjective of relations: ``علاقاتها الدبلوماسية بمصر``."""
    before = passage.tokens[at - 1].key if at else ""
    return passage.tokens[at].key == "الدبلوماسيه" and bool(stems(before) & _RELATIONS)


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


def _as_spot(party: Party, word: str, known: Mapping[str, Actor], directions: Set[str]) -> Party:
    """A part of a state's land is where things happen: ``شمال سوريا`` acts as little as a city does."""
    actor = known.get(party.entities[0]) if len(party.entities) == 1 else None
    part = actor is not None and actor.type in ("region", "area") and bool({word, word[1:]} & directions)
    return replace(party, place=True) if part else party


def _outermost(found: list[Party]) -> list[Party]:
    """The longest of those that overlap; a name of the same extent wins over a role phrase without anybody.

    Names run together in one word (``مصروتركيا``) are one party of both.
    """
    kept: list[Party] = []
    for party in sorted(found, key=lambda p: (p.first, -p.last, not p.entities)):
        if kept and party.first < kept[-1].last:
            if party.first == kept[-1].last - 1 and party.via == "mention" and _is_run_on(kept[-1], party):
                both = tuple(dict.fromkeys((*kept[-1].entities, *party.entities)))
                kept[-1] = replace(kept[-1], last=party.last, entities=both, kind="group")
                continue
            if not kept[-1].entities and party.entities:
                kept[-1] = replace(kept[-1], entities=party.entities, kind=party.kind)
            continue
        kept.append(party)
    return kept


def _is_run_on(held: Party, party: Party) -> bool:
    """Whether a name begins behind ``و`` in the word another name ends in."""
    return len(party.attached) > len(held.attached) + 2 and party.attached.endswith("و")


def _named(found: Sequence[Party], people: Set[int]) -> Iterator[Party]:
    """Role phrases with the name right behind them as one party: ``رئيسا الوزراء الهندي | فلان``.

    Another role phrase is another person (``وزير الدفاع التركي | نظيره القطري``): ``people`` are the tokens at which
    persons are named.
    """
    held: Party | None = None
    for party in found:
        role = held is not None and held.via == "reference" and all(e.startswith("place/") for e in held.entities)
        role = role and held is not None and held.last - held.first > 1
        follows = held is not None and held.last == party.first and party.first in people and not party.attached
        if held is not None and role and follows and held.kind != "place":
            held = replace(held, last=party.last, entities=party.entities, kind="person")
            continue
        if held is not None:
            yield held
        held = party
    if held is not None:
        yield held


def _whole(found: Sequence[Party]) -> Iterator[Party]:
    """A conjoined nationality with the name behind it as one party: ``التركي أردوغان | والأمريكي أوباما``."""
    held: Party | None = None
    for party in found:
        if held is not None and held.via == "nisba" and held.attached and _names_its_man(held, party):
            held = replace(party, first=held.first, attached=held.attached)
            continue
        if held is not None:
            yield held
        held = party
    if held is not None:
        yield held


def _names_its_man(nisba: Party, party: Party | None) -> bool:
    """Whether a party is the person whose nationality stands right before the name."""
    return party is not None and party.first == nisba.last and party.kind == "person" and not party.attached


def _from_nisbas(
    passage: Passage, nisbas: dict[str, Nisba], taken: list[bool], begun: Mapping[int, Party]
) -> Iterator[Party]:
    tokens = passage.tokens
    at = 0
    while at < len(tokens):
        for width in (2, 1):
            if at + width > len(tokens) or taken[at] or tokens[at].kind != "word":
                continue
            said = nisbas.get(" ".join(t.key for t in tokens[at : at + width])) or _conjoined(
                nisbas, tokens[at].key, width
            )
            if said is None:
                continue
            attached = tokens[at].key[0] if tokens[at].key[0] in "ول" and width == 1 else ""
            follows = begun.get(at + width)
            inside = at + width < len(tokens) and taken[at + width] and (follows is None or not follows.attached)
            # A nationality before a name belongs to the name's phrase: الرئيس الروسي فلاديمير بوتين.
            if not inside or (attached and follows is not None and follows.kind == "person"):
                yield Party(at, at + width, (said.of,), "place", "nisba", attached=attached)
                at += width - 1
                break
        at += 1


def _conjoined(nisbas: dict[str, Nisba], word: str, width: int) -> Nisba | None:
    return nisbas.get(word[1:]) if width == 1 and word[:1] in "ول" else None


def _attached(passage: Passage, first: int, start: int) -> str:
    """The letters of token ``first`` before the character ``start``."""
    token = passage.tokens[first]
    return passage.view.slice(Span(token.start, start)) if start > token.start else ""
