"""Who stands around a verbal noun: its owner, its agent, those it is done to, and those it is between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from khabar.events.coding import Seen
from khabar.events.parties import Party
from khabar.events.subjects import Subjects
from khabar.events.surroundings import QUOTES
from khabar.lexicon.phrases import stems

#: Types that are done to people or things of a party where only their nationality is told: ``شركات إيرانية``.
OF_PEOPLE = frozenset(
    [
        "SANCTION",
        "COERCE",
        "AID",
        "ASSAULT",
        "THREATEN",
        "MOBILIZE",
        "RETREAT",
        "SUPPORT",
        "CONCEDE",
        "REJECT",
        "ACCUSE",
        "COOPERATE",
    ]
)


#: Types whose recipient can be named by what it does.
OF_DOINGS = frozenset(["SUPPORT", "ACCUSE", "REJECT", "SANCTION", "AGREE", "THREATEN", "ASSAULT", "COERCE", "PROTEST"])


class Around(NamedTuple):
    """Who stands around a verbal noun.

    Attributes:
        owners: In the genitive or as a nationality: ``زيارة الوزير``, ``الرفض الإيراني``.
        agents: After ``من قبل`` or a preposition of the rule.
        others: Where the rule's frame has the recipient.
        mutual: Named by ``بين``.
    """

    owners: tuple[str, ...]
    agents: tuple[str, ...]
    others: tuple[str, ...]
    mutual: tuple[str, ...]


class Owners(Subjects):
    """Finds who stands around the verbal nouns of one passage."""

    def _around_noun(self, seen: Seen, end: int) -> Around:
        """Who stands around a verbal noun, up to the token ``end``."""
        frame = seen.trigger.rule.frame
        owners: list[str] = []
        agents: list[str] = []
        others: list[str] = []
        mutual: list[str] = []
        at = self._behind_needed_verb(seen, end)
        close = True
        first = (
            seen.token
            if seen.last - seen.token == 1 and self._tokens[seen.token].key in self._words["prepositions"]
            else seen.last
        )
        for party in self._parties.within(first, end):
            gap = range(at, party.first)
            counted = all(map(self._counts, gap))
            adjoins = party.prep is None and (counted or not party.headed) and self._adjoining(gap, party)
            if party.place and adjoins and seen.trigger.rule.mode != "visit":
                at = party.last
            elif close and adjoins and self._is_met(seen, party):
                others += party.entities  # لقائه الوزير: the pronoun is who meets
                at = party.last
            elif close and adjoins and owners and "object" in frame and self._is_object(party, owners):
                others += party.entities  # اتهام الرئيس نائبه
                at, close = party.last, False
            elif close and (
                adjoins
                or (party.via == "nisba" and self._adjectives(gap, seen))
                or (party.via == "nisba" and seen.trigger.rule.owner == "object" and self._counted(gap))
            ):
                if seen.trigger.rule.mode == "visit" and self._is_delegation(party):
                    agents += party.entities  # زيارة الوفد المصري: no visit to Egypt
                else:
                    owners += party.entities
                at = party.last
            elif (
                party.prep == "من قبل"
                or (party.prep in seen.trigger.rule.agent and not party.headed and self._follows(gap, seen))
                or (party.prep == "إلى" and self._is_ascribed(seen.last, party))
                or (party.prep == "من" and party.sided and "من" not in frame and not self._harmed_of(seen, at, party))
            ):
                agents += party.entities
            elif party.prep in ("بين", "مع") and self._claimed(seen, party.first):
                close = False
            elif party.prep == "بين" and not party.headed:
                mutual += self._meant(party)
                close = False
            elif self._receives(seen, party, at, owned=bool(owners), first=not others):
                others += party.entities
                close = False
            elif party.prep is not None:
                close = False
            elif "object" in frame and owners and party.prep is None and not party.headed and self._fills(at, party):
                others += party.entities
            if party.prep is not None:
                at = party.last
        return Around(tuple(owners), tuple(agents), tuple(others), tuple(mutual))

    def _is_ascribed(self, first: int, party: Party) -> bool:
        """Whether what is told before is laid at a party's door: ``هجوم نسب إلى التنظيم``."""
        return any(self._tokens[i].key in self._words["ascribed"] for i in range(first, party.first))

    def _behind_needed_verb(self, seen: Seen, end: int) -> int:
        """Where a noun's parties begin: behind the verb that it needs, if one goes on with it (``إجراءات تستهدف``)."""
        for i in range(seen.last, min(seen.last + 3, end)):
            if self._tokens[i].key in seen.trigger.needs and self._clauses.knows_verb(self._tokens[i].key):
                return i + 1
        return seen.last

    def _follows(self, gap: range, seen: Seen) -> bool:
        """Whether nothing but adjectives and what it needs stands between a noun and the preposition of a party."""
        return len(gap) <= 4 and all(
            self._tokens[i].key in self._words["prepositions"]
            or bool(seen.trigger.needs & stems(self._tokens[i].key))
            or (self._tokens[i].kind == "word" and self._tokens[i].key.endswith(("ه", "ي", "يا", "ا", "ين")))
            for i in gap
        )

    def _receives(self, seen: Seen, party: Party, at: int, *, owned: bool, first: bool) -> bool:
        """Whether a party stands where the recipient of the noun stands, or is named by its doing."""
        rule, gap = seen.trigger.rule, range(at, party.first)
        slot = party.prep in rule.frame or (party.prep == "ل" and owned and self._suffers(seen, gap, sided=party.sided))
        free = not party.headed or (party.via == "nisba" and rule.type in OF_PEOPLE)
        if slot and free and (not party.place or party.prep == "إلى" or rule.mode == "visit" or rule.type == "AID"):
            return True
        if self._harmed_of(seen, at, party):
            return True
        doing = first and rule.type in OF_DOINGS and not rule.mutual
        return doing and self._doing_of(party, at, rule.frame, free=False) is not None

    def _is_delegation(self, party: Party) -> bool:
        """Whether a party stands for those it sent: ``الوفد المصري``."""
        at = party.first if party.via == "reference" else party.first - 1
        return at >= 0 and bool(stems(self._tokens[at].key) & self._words["delegates"])

    def _is_met(self, seen: Seen, party: Party) -> bool:
        """Whether a name right behind a noun with its owner attached is the other side: ``خلال لقائه الوزير``."""
        word = self._tokens[seen.token].key
        own = seen.pronoun and seen.last == seen.token + 1 and not word.endswith("هما")
        return own and seen.trigger.rule.type == "CONSULT" and party.via != "nisba" and not party.place

    def _is_object(self, party: Party, owners: Sequence[str]) -> bool:
        """Whether a person behind the owner of a noun is its object: nobody joins them, both are persons."""
        persons = all(e.startswith("person/") for e in (*party.entities, *owners))
        return persons and bool(party.entities) and not party.joined and not set(party.entities) & set(owners)

    def _claimed(self, seen: Seen, last: int) -> bool:
        """Whether a noun between owns what ``بين`` and ``مع`` name: ``لمناقشة الاتفاق بين إيران والقوى``.

        What the trigger itself needs does not where it is known: ``توقيع الاتفاق مع إيران``; nor what somebody is
        ready for: ``مستعدة لتوقيع اتفاق مع تركيا``.
        """
        if seen.trigger.rule.predicate:
            return False
        for i in range(seen.last, last):
            if seen.trigger.needs & stems(self._tokens[i].key):
                continue
            for other in self._clauses.coding.see(self._tokens, i, last):
                if other.trigger.form.tense != "noun" or not other.trigger.rule.mutual:
                    continue
                aim = "accord" in other.trigger.rule.traits and i - seen.last <= 1 and seen.trigger.rule.mutual
                if not aim:  # مفاوضات لاتفاق بين: those talk who are to agree
                    return True
        return False

    def _adjoining(self, gap: range, party: Party) -> bool:
        return (
            all(
                self._counts(i)
                or self._tokens[i].key in self._words["fillers"]
                or self._tokens[i].key in QUOTES
                or party.sided
                for i in gap
            )
            and len(gap) <= 3
        )

    def _adjectives(self, gap: range, seen: Seen) -> bool:
        """Whether only adjectives stand between a noun and a nationality: ``المحادثات النووية الإيرانية``.

        What the noun needs is no adjective but its object: ``تحرير المدن اليمنية``.
        """
        given = "goods" in seen.trigger.rule.traits
        if not given and any(seen.trigger.needs & stems(self._tokens[i].key) for i in gap):
            return False
        return len(gap) <= 3 and all(
            (self._tokens[i].key.startswith("ال") and self._tokens[i].kind == "word")
            or self._tokens[i].key in ("-", "–")
            or self._tokens[i].key.endswith(("ه", "ي", "يا"))
            or (given and self._is_goods(i))
            for i in gap
        )

    def _is_goods(self, at: int) -> bool:
        """Whether a word can name goods or what brings them: ``وصول طائرات الإغاثة | السعودية``."""
        word = self._tokens[at].key
        return word not in self._words["prepositions"] and not self._clauses.is_finite(word)

    def _doing_of(self, party: Party, at: int, frame: Sequence[str], *, free: bool) -> str | None:
        """The slot in which a party's doing stands: ``أشاد بجهود قطر``, ``انتقد سياسة واشنطن``."""
        gap = [self._tokens[i] for i in range(at, party.first) if self._tokens[i].key not in QUOTES]
        while len(gap) > 1 and gap[0].key in self._words["fillers"] and gap[0].key not in self._words["prepositions"]:
            del gap[0]  # تحتج رسميا على تصريحات
        if (
            party.place
            or not 0 < len(gap) <= 3
            or any(t.kind != "word" for t in gap)
            or not (party.headed or party.via == "nisba")
        ):
            return None
        head = gap[0].key
        if self._is_only_verb(head) or head in self._words["complements"]:
            return None
        if any(t.key in self._words["prepositions"] or self._is_armed(t.key) for t in gap[1:]):
            return None  # قتل جنود برصاص القوات: no doing of theirs was killed
        if head in self._words["prepositions"]:
            slot = self._clauses.coding.prepositions[head]
            return slot if slot in frame and len(gap) > 1 else None
        for letter in ("ب", "ل"):
            if head.startswith(letter) and len(head) > 4 and letter in frame:
                return letter
        return "object" if free and "object" in frame and not head.startswith(("ب", "ل", "و")) else None

    def _is_only_verb(self, word: str) -> bool:
        """Whether a word is a finite verb and no noun of the same spelling: ``خطط``, ``دعوة``."""
        return self._clauses.is_finite(word) and not (
            word in self._words["verb-or-noun"] or self._clauses.coding.is_noun(word)
        )

    def _is_armed(self, word: str) -> bool:
        """Whether a word says by what somebody is killed: ``برصاص``."""
        return word[0] == "ب" and bool(stems(word) & self._words["arms"]) and word not in self._words["arms"]

    def _harmed_of(self, seen: Seen, at: int, party: Party) -> bool:
        """Whether a party's people suffer what a noun names: ``مقتل عشرة من عناصر الحركة``."""
        rule = seen.trigger.rule
        suffers = rule.owner == "object" and party.prep == "من" and "من" not in rule.frame
        return suffers and self._some_of(at, party)

    def _some_of(self, at: int, party: Party) -> bool:
        """Whether ``من`` tells whose people a number are: ``قتل 27 من عناصر الحركة``, ``اعتقال مسلحين من داعش``."""
        counted = False
        for i in range(at, party.first):
            token = self._tokens[i]
            if token.kind == "number" or stems(token.key) & (self._words["quantities"] | self._words["harmed"]):
                counted = True
            elif token.kind != "word" or self._clauses.is_finite(token.key) or token.key in self._words["complements"]:
                return False
        return counted and party.first - at <= 6

    def _is_place_hit(self, seen: Seen, owners: Sequence[str]) -> bool:
        """Whether the owner of an attack is a state named by itself, right behind a noun in the singular."""
        party = self._parties.around(seen.last)
        seat = bool(stems(self._tokens[seen.last].key) & self._words["missions"])  # تفجير السفارة الأميركية
        named = party is not None and party.via != "nisba" and (party.last - party.first == 1 or seat)
        single = not self._tokens[seen.token].key.endswith("ات")
        return named and single and all(e.startswith("place/") for e in owners)

    def _suffers(self, seen: Seen, gap: range, *, sided: bool) -> bool:
        """Whether ``ل`` right behind the owner of a noun tells whom it is done to: ``استدعاء كينيا للسفير``."""
        return seen.trigger.rule.owner == "object" and len(gap) <= (3 if sided else 1)

    def _counted(self, gap: range) -> bool:
        """Whether a counted or indefinite noun stands before a nationality: ``اختطاف عشرة بحارة كوريين``."""
        return len(gap) <= 3 and all(
            self._tokens[i].kind == "number"
            or (self._tokens[i].kind == "word" and not self._clauses.is_finite(self._tokens[i].key))
            for i in gap
        )
