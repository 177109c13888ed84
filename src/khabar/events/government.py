"""What governs a party: its preposition, its head noun, and whether it is coordinated with the one before."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from khabar.events.clauses import Clauses
from khabar.events.party import Party
from khabar.lexicon.actors import Actor
from khabar.lexicon.phrases import stems

#: Prepositions by the letters that are attached.
ATTACHED = {"ب": "ب", "ل": "ل", "لل": "ل", "ك": "ك", "بال": "ب", "ولل": "ل"}
#: Types of bodies whose fighters and followers are the body itself.
_MOVEMENTS = frozenset(["armed-group", "movement"])
_OPENING = frozenset(('"', "«", "“", "(", "''"))


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
            joins = party.attached == "و" and before is not None and before.last == party.first
            if party.via == "nisba" and joins and before is not None:  # القوات الهندية والباكستانية
                same = replace(party, prep=before.prep, joined=True, headed=before.headed, sided=before.sided)
                done.append(same)
            elif party.via == "nisba" and not self._stands_alone(party):
                done.append(self._settle_adjective(party, before.last if before is not None else 0))
            else:
                done.append(self._settle(party, before))
        return done

    def _stands_alone(self, party: Party) -> bool:
        """Whether a nationality is a noun: ``مع الروس``, ``بين إسرائيل والفلسطينيين``."""
        word, before = self._tokens[party.first].key, self._tokens[party.first - 1].key if party.first else ""
        if word.endswith("يا") and (party.first in self._clauses.party_ends or self._clauses.knows_verb(before)):
            return True  # قتلت فلسطينيا
        people = word.endswith(("ين", "ون")) or not word.endswith(("ي", "ه", "يا", "ات"))
        opens = party.first == self._clauses.passage.sentence_of(party.first).first
        follows = before in self._words["prepositions"] or before in self._words["complements"]
        follows = follows or before in self._words["quantities"]  # آلاف التونسيين
        return people and (opens or follows or word.startswith("و") or self._clauses.knows_verb(before))

    def _settle_adjective(self, party: Party, free: int) -> Party:
        """A nationality is governed by what governs its noun: ``للخطط الإسرائيلية``.

        Whoever fights for a movement is the movement, whoever has the nationality of a state is not the state. No noun
        before the token ``free`` is its own: ``نظيره السعودي | الملف السوري``.
        """
        body = self._known.get(party.entities[0])
        movement = body is not None and body.type in _MOVEMENTS
        people = body is not None and body.type == "region"  # قوات كردية: a people, not its land
        floor = self._clauses.passage.sentence_of(party.first).first
        for at in range(party.first - 1, max(party.first - 5, floor) - 1, -1):
            word = self._tokens[at].key
            if word.startswith("وال") and at < party.first - 1:
                break
            word = word.removeprefix("و")
            if word.startswith("لل"):
                return replace(party, prep="ل", headed=True)
            if word.startswith("بال"):
                return replace(party, prep="ب", headed=True)
            if (preposition := self._preposition(word)) is not None:
                return replace(party, prep=preposition, headed=True)
            side, attached = self._side(word)  # طائرات حربية تركية, مسلحون حوثيون
            if at >= free and not people and (side or (movement and word.endswith(("ون", "ين")))):
                if attached:
                    return replace(party, prep=ATTACHED.get(attached), sided=True)
                return replace(self._look_back(replace(party, first=at), floor), first=party.first, sided=True)
            indefinite = at == party.first - 1 and not self._tokens[party.first].key.startswith(
                "ال"
            )  # على شركات إيرانية
            if not word.startswith("ال") and not indefinite and not (at > party.first - 4 and self._owns(at)):
                break
        return replace(party, headed=True)

    def _settle(self, party: Party, before: Party | None) -> Party:
        floor = self._clauses.passage.sentence_of(party.first).first
        if (preposition := ATTACHED.get(party.attached.lstrip("وف"))) is not None:
            if party.first > floor and self._tokens[party.first - 1].key in self._words["belonging"]:
                whole = self._look_back(replace(party, first=party.first - 1), floor, before)  # الطائرات التابعة للحلف
                return replace(party, prep=whole.prep, headed=whole.headed, sided=True)
            return replace(party, prep=preposition)
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
            or (self._tokens[i].key.startswith("لت") and self._tokens[i].kind == "word")  # لتحجيم اليسار والمحكمة
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
            if word in self._words["hands"] and at > floor and self._tokens[at - 1].key == "علي":  # على أيدي المتمردين
                return replace(party, prep="من قبل", sided=sided)
            if word == "من" and at > floor and self._tokens[at - 1].key in ("كل", "كلا"):
                at -= 1
                continue
            if (sent := self._delegates(at, floor)) is not None:
                at, steps, sided = sent, steps + 1, True
                attached = self._attached_to(self._tokens[at + 1].key)
                if attached:
                    return replace(party, prep=ATTACHED.get(attached), sided=True)
                continue
            if word == "في" and at > floor and self._sits_in(at - 1):  # محكمة في فيينا
                side, attached = self._side(self._tokens[at - 1].key)
                return replace(self._of_court(party), prep=ATTACHED.get(attached), sided=True)
            if (preposition := self._preposition(word)) is not None:
                return replace(party, prep=preposition, sided=sided)
            if party.place and word in self._words["sites"] and steps < 2:  # إلى مطار عدن
                at, steps = at - 1, steps + 1
                continue
            if party.place and word[:1] in "بل" and word[1:] in self._words["sites"]:
                return replace(party, prep=word[0], sided=sided)
            if party.place and word.startswith("ال") and steps < 2:  # بالعاصمة اليمنية صنعاء
                at, steps = at - 1, steps + 1
                continue
            if party.place and word.startswith("بال"):
                return replace(party, prep="ب", sided=sided)
            side, attached = self._side(word)
            if side:
                if self._sits_in(at):  # محكمة جنايات القاهرة
                    party = self._of_court(party)
                if word.lstrip("وبل").removeprefix("ال") in self._words["governments"] and party.kind == "person":
                    party = replace(party, entities=tuple(self._state(e) for e in party.entities), kind="place")
                sided = True
                if attached:
                    return replace(party, prep=ATTACHED.get(attached), sided=True)
            elif not self._counts(at) and word not in self._words["through"] and not (steps == 0 and word in _OPENING):
                headed = not sided and self._owns(at) and not (before is not None and before.last > at)
                return replace(party, headed=headed, sided=sided)
            at, steps = at - 1, steps + 1
        return replace(party, sided=sided)

    def _sits_in(self, at: int) -> bool:
        """Whether a word names a court, which is of the state it sits in."""
        return bool(stems(self._tokens[at].key) & self._words["courts"])

    def _of_court(self, party: Party) -> Party:
        """The state of the town a court sits in."""
        if not party.place:
            return party
        known = (self._known.get(e) for e in party.entities)
        return replace(party, entities=tuple(a.country for a in known if a is not None and a.country), place=False)

    def _counts(self, at: int) -> bool:
        """Whether a word only counts the noun after it: ``ثلاث طائرات``."""
        return self._tokens[at].kind == "number" or self._tokens[at].key in self._words["quantities"]

    def _delegates(self, at: int, floor: int) -> int | None:
        """Index before those who come from a party: ``مندوبون عن البرلمان``, ``عدد كبير من النواب``."""
        word = self._tokens[at].key
        if word not in ("من", "عن"):
            return None
        wanted = self._words["delegates"] if word == "عن" else self._words["delegates"] | self._words["parts"]
        for i in (at - 1, at - 2):
            if i < floor or self._tokens[i].kind != "word":
                return None
            if stems(self._tokens[i].key) & wanted and not self._possessed(self._tokens[i].key, wanted):
                return i - 1
        return None

    @staticmethod
    def _possessed(word: str, known: Set[str]) -> bool:
        """Whether a noun has its owner attached: ``سحبت قواتها من مالي`` tells of no forces from Mali."""
        return word.endswith(("ها", "هم", "ه")) and not any(word.endswith(noun) for noun in known)

    def _attached_to(self, word: str) -> str:
        """The preposition attached to a word for delegates or parts: ``لممثلين عن``."""
        known = self._words["delegates"] | self._words["parts"]
        return next((p for p in ("ب", "ل") if word not in known and word.lstrip("و").removeprefix(p) in known), "")

    def _state(self, person: str) -> str:
        """The state whose government is called by a person's name: ``إدارة ترمب``."""
        actor = self._known.get(person)
        return actor.country if actor is not None and actor.country else person

    def _preposition(self, word: str) -> str | None:
        loose = len(word) > 3 and (word[0] == "و" or (word[0] == "ف" and not self._clauses.knows_verb(word)))  # فتحت
        bare = word[1:] if loose else word
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

    def _owns(self, at: int) -> bool:
        """Whether a word can own the phrase after it: an indefinite noun, no particle and no verb."""
        word = self._tokens[at].key
        bare = word[1:] if word[:1] in ("و", "ف") and len(word) > 3 else word
        return (
            len(word) > 2
            and not word.startswith(("ال", "وال"))
            and not {word, bare} & (self._words["particles"] | self._words["resumed"])
            and (not self._clauses.knows_verb(word) or self._clauses.is_masdar(at))
            and not self._clauses.attributes(word)
            and not self._clauses.coding.is_participle(word)
        )
