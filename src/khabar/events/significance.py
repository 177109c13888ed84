"""What of all that is told a desk of diplomacy would note."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.events.arguments import ArgumentFinder, Arguments
from khabar.events.clauses import Clauses
from khabar.events.coding import FINITE, Seen
from khabar.events.voices import Voices
from khabar.lexicon.events import CodingRule
from khabar.lexicon.phrases import stems

#: Classes of cues whose content somebody wants or holds, and has not done.
_WISHES = frozenset(["demand", "attitude", "belief", "proposal"])


class Significance:
    """Judges the triggers of one article: whether enough is known of an act, and whether it is one of politics."""

    def __init__(self, clauses: Clauses, arguments: ArgumentFinder, voices: Voices) -> None:
        self._clauses, self._arguments, self._voices = clauses, arguments, voices

    def matters(self, seen: Seen, found: Arguments, people: Sequence[str]) -> bool:
        """Whether a desk of diplomacy would note it: somebody of politics, and no state receiving its own."""
        rule = seen.trigger.rule
        if not any(self._voices.is_political(e) for e in people):
            return False
        if self._of_sport(seen, people) or (rule.type == "SUPPORT" and self._is_courtesy(seen, found)):
            return False
        if rule.spoken and rule.type == "ACCUSE" and not all(map(self._voices.holds_power, found.actors)):
            return False  # an analyst blames
        if rule.type == "REQUEST" and not found.recipients and self._to_the_public(seen):
            return False
        if rule.mode == "visit" and not all(self._voices.holds_power(e) for e in found.actors):
            return False  # a singer travels
        if rule.mode == "visit" and found.actors and found.recipients and not self._crosses_a_border(found):
            return False  # a minister inspects his own provinces
        if rule.mode == "resign" and not all(self._voices.holds_state_office(e) for e in found.actors):
            return False  # a manager resigns
        if rule.type == "AGREE" and not all(self._voices.is_public(e) for e in people):
            return False  # a company and the office that licenses it
        persons = all(e.startswith("person/") for e in people)
        if rule.type == "AID" and persons and not found.actors:
            return False  # حصل الطالب على منحة
        if rule.type == "COOPERATE" and persons and len({self._voices.side_of(e) for e in people}) == 1:
            return False
        if rule.type != "CONSULT" or not persons:
            return True
        if len(people) > 1 and not all(self._voices.is_public(e) for e in people):
            return False
        states = {self._voices.state(e) for e in people}
        if len(people) == 1 or len(states) > 1:
            return True
        met = rule.mutual and (found.recipients or seen.trigger.form.tense in FINITE)
        return bool(met) and all(map(self._voices.is_known, people))  # leaders of one state who meet

    def _crosses_a_border(self, found: Arguments) -> bool:
        """Whether visitor and host are of two states, as far as anybody knows."""
        states = {self._voices.state(e) for e in (*found.actors, *found.recipients)}
        return len(states) > 1 or None in states

    def _to_the_public(self, seen: Seen) -> bool:
        """Whether a call goes to people who are no party to politics: ``دعا الوزير الصحافيين``, ``يطالب المطاعم``."""
        last = min(seen.last + 8, self._clauses.passage.sentence_of(seen.token).last)
        following = self._clauses.tokens[seen.last : last]
        return any(stems(t.key) & self._clauses.coding.words["public"] for t in following)

    def _of_sport(self, seen: Seen, people: Sequence[str]) -> bool:
        """Whether the sentence is one of sport, and no state or office takes part."""
        if any(e.startswith("place/") or self._voices.is_of_politics(e) for e in people):
            return False
        sentence = self._clauses.passage.sentence_of(seen.token)
        sport = self._clauses.coding.words["sport"]
        return any(stems(t.key) & sport for t in self._clauses.tokens[sentence.first : sentence.last])

    def _is_courtesy(self, seen: Seen, found: Arguments) -> bool:
        """Whether it is a greeting: a guest made welcome, a feast, or thanks among the people of one state."""
        rule, tokens = seen.trigger.rule, self._clauses.tokens
        if "courtesy" not in rule.traits:
            return False
        sentence = self._clauses.passage.sentence_of(seen.token)
        guests = self._clauses.coding.words["guests"]
        if any(
            t.key[0] == "ب" and stems(t.key) & guests for t in tokens[seen.last : min(seen.last + 25, sentence.last)]
        ):
            return True
        following = tokens[max(seen.token - 2, sentence.first) : min(seen.last + 8, sentence.last)]
        if any(stems(t.key) & self._clauses.coding.words["feasts"] for t in following):
            return True
        if not found.recipients:
            return "welcome" not in rule.traits and not all(self._voices.holds_state_office(e) for e in found.actors)
        if "welcome" in rule.traits and self._arguments.greets(seen, found.recipients):
            return True  # رحب الملك برئيس الوزراء: a guest, not what he did
        people = (*found.actors, *found.recipients)
        if "welcome" not in rule.traits:  # thanks count between two sides that are known
            return len({self._voices.side_of(e) for e in people if self._voices.is_known(e)}) < 2
        states = {self._voices.state(e) for e in people}
        return len(states) == 1 and None not in states

    def tellable(self, seen: Seen, found: Arguments) -> bool:
        """Whether it is worth telling though nobody knows who did it; so are words of people without a name."""
        type_, finite = seen.trigger.rule.type, seen.trigger.form.tense in FINITE
        if is_doing(type_) or (type_ == "SANCTION" and finite):
            return True
        if type_ == "CONSULT":  # استقبل الأمير وفدا: the visitors have no name, yet they are there
            following = self._clauses.tokens[seen.last : min(seen.last + 16, len(self._clauses.tokens))]
            if any(stems(t.key) & self._clauses.coding.words["household"] for t in following):
                return False  # استقبل الأمير المهنئين
            host = any(e.startswith("person/") for e in found.recipients)
            return seen.trigger.rule.receives and (host or self._arguments.receives_unnamed(seen))
        said = type_ in ("ACCUSE", "REQUEST") and finite and bool(found.recipients)
        return said and self._arguments.unnamed_doer(seen) is not None  # اتهمت منظمات حقوقية كينيا

    def is_sought(self, seen: Seen) -> bool:
        """Whether an agreement is only what talks are held for: ``مفاوضات لاتفاقية تجارة``."""
        if seen.token == 0:
            return False
        if seen.trigger.rule.mode == "ceasefire" and self._clauses.tokens[seen.token - 1].key == "الي":
            return True  # من أجل التوصل إلى هدنة
        if "accepts" in seen.trigger.rule.traits and seen.token > 1:
            got = stems(self._clauses.tokens[seen.token - 2].key) & self._clauses.coding.words["obtaining"]
            return bool(got) and self._clauses.tokens[seen.token - 1].key == "علي"
        if "accord" not in seen.trigger.rule.traits:
            return False
        before = self._clauses.coding.see(self._clauses.tokens, seen.token - 1, seen.token)
        return any(
            s.trigger.form.tense == "noun" and s.trigger.rule.mutual and s.trigger.rule.type == "CONSULT"
            for s in before
        )

    def is_circumstance(self, seen: Seen) -> bool:
        """Whether a noun with ``ب`` tells with whose help something else is done: ``بدعم من طيران الحلف``."""
        tokens, last = self._clauses.tokens, self._clauses.passage.sentence_of(seen.token).last
        helped = seen.trigger.form.tense == "noun" and seen.trigger.rule.type in ("SUPPORT", "AID", "COOPERATE")
        return helped and tokens[seen.token].key[0] == "ب" and seen.last < last and tokens[seen.last].key == "من"

    def is_meeting_of(self, seen: Seen, entity: str, found: Arguments) -> bool:
        """Whether one known participant alone can have met: no state, not the press, not where it is only spoken of."""
        rule, tokens, words = seen.trigger.rule, self._clauses.tokens, self._clauses.coding.words
        for i in range(seen.last, min(seen.last + 12, len(tokens) - 1)):
            if tokens[i].key == "مع" and stems(tokens[i + 1].key) & words["household"]:
                return False  # اجتمع الوزير مع وكلاء الوزارة
        if rule.mode == "phone" and tokens[seen.token - 1].key == "علي":
            return False  # على اتصال: no call
        if self._arguments.meets_unnamed(seen):
            return True
        if self._voices.is_town(entity):
            return False  # أهالي المدينة الذين يجتمعون
        if "topical" in rule.traits and seen.trigger.form.tense in FINITE:  # سنبحث الأزمة
            form = seen.trigger.form
            told = form.number != "s" and (form.person == 3 or form.tense == "past")  # ناقشنا; not سنناقش
            return told or entity.startswith("organization/")
        if seen.trigger.form.tense != "noun":
            return True
        before = self._clauses.tokens[seen.token - 1].key if seen.token else ""
        if stems(before) & words["figures"]:
            return False  # العودة إلى طاولة الحوار
        if "gathering" in rule.traits:
            following = tokens[seen.last].key if seen.last < len(tokens) else ""
            return not entity.startswith("place/") and following not in words["press"]
        return found.carrier is None or found.carrier.subject != "speaks"

    def threatened(self, seen: Seen) -> bool:
        """Whether an act is only what somebody threatens with: ``هدد بقصف البلدة``."""
        tokens, clauses = self._clauses.tokens, self._clauses
        if seen.trigger.form.tense != "noun" or not tokens[seen.token].key.startswith("ب"):
            return False
        last = clauses.passage.sentence_of(seen.token).last
        for i in range(seen.token - 1, max(clauses.left(seen.token), seen.token - 8) - 1, -1):
            if tokens[i].kind != "word":
                return False
            if any(s.trigger.rule.type == "THREATEN" for s in clauses.coding.see(tokens, i, last)):
                return True
        return False

    def wished(self, seen: Seen, found: Arguments) -> bool:
        """Whether somebody only asks or hopes that another does it: the clause a demand or a hope opens with."""
        token = self._clauses.tokens[seen.token]
        statement = self._voices.around(token.start)
        if statement is None or statement.cue_class not in _WISHES or seen.trigger.rule.mutual:
            return False
        if not found.actors and not (statement.cue_class == "demand" and seen.trigger.form.tense == "noun"):
            return False
        opens = any(0 <= token.start - piece.start <= 6 for piece in statement.content)
        ours = {self._voices.side_of(e) for e in self._voices.entities(statement)}
        return opens and not ours & {self._voices.side_of(e) for e in found.actors}


def is_doing(type_: str) -> bool:
    """Whether an event of the type is worth telling though nobody knows who did it."""
    return type_ in ("ASSAULT", "COERCE", "RETREAT", "AID", "PROTEST")


def suffices(rule: CodingRule, people: Sequence[str], *, carried: bool, noun: bool) -> bool:
    """Whether one participant is enough where a rule asks for two: a visitor, one who declares support, a signature."""
    if "signing" in rule.traits:
        return len(people) == 1 and not carried and noun
    visits = rule.mode == "visit" and people[:1] and people[0].startswith("person/")
    return carried and len(people) == 1 and (rule.type == "SUPPORT" or bool(visits))
