"""Who is cast as actor and recipient: by the statement around, by accords, by what bodies and envoys stand for."""

from __future__ import annotations

from dataclasses import replace

from khabar.arabic import key
from khabar.events.accords import Accords
from khabar.events.arguments import ArgumentFinder, Arguments
from khabar.events.clauses import Clauses
from khabar.events.coding import FINITE, Seen
from khabar.events.voices import Voices
from khabar.lexicon.events import Accord, CodingRule

_ENDORSERS = ("security-council", "general-assembly")
_LEGISLATURES = ("parliament", "congress", "senate", "house-of-representatives", "knesset", "assembly", "council")


class Casting:
    """Casts the participants of the triggers of one article."""

    def __init__(self, clauses: Clauses, arguments: ArgumentFinder, accords: Accords, voices: Voices) -> None:
        self._clauses, self._arguments = clauses, arguments
        self._accords, self._voices = accords, voices

    def doers(self, type_: str, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Who is said to have done it: what an army or police does, its state does."""
        if type_ not in ("ASSAULT", "COERCE", "MOBILIZE", "RETREAT"):
            return actors
        return tuple(dict.fromkeys(self._voices.commander(a) for a in actors))

    def addressed(self, rule: CodingRule, type_: str, found: Arguments) -> tuple[str, ...]:
        """Whom it is done to: an envoy stands for his state, a crowd before a ministry protests against the state."""
        if "envoy" in rule.traits:
            return tuple(dict.fromkeys(map(self._voices.side_of, found.recipients)))
        if type_ != "PROTEST":
            return found.recipients
        return tuple(dict.fromkeys(self._voices.host_of_body(r) for r in found.recipients))

    def spoken(self, seen: Seen, found: Arguments) -> Arguments:
        """What a speaker says of another's doing: the speaker acts, the doer is the recipient."""
        statement = self._voices.around(self._clauses.tokens[seen.token].start)
        speaker = self._voices.entities(statement) if statement else ()
        ours = {self._voices.side_of(e) for e in speaker}
        attribute = self._clauses.tokens[seen.token].key.startswith(("ال", "وال", "لل"))
        if "adjective" in seen.trigger.rule.traits and attribute:
            return replace(found, actors=(), recipients=())
        rule = seen.trigger.rule
        if rule.directly and self._clauses.tokens[seen.last].key not in map(key, rule.directly):
            return replace(found, actors=(), recipients=())  # يجب عرضه على المجلس
        doers = (found.recipients or found.actors) if rule.frame else (found.actors or found.recipients)
        if rule.owner == "object":  # محاولة تقويض تركيا: who is named behind the noun suffers it
            doers = ()
        doers = doers or (self._arguments.named_before(seen, frozenset(ours)) if rule.predicate else ())
        if not doers and "object" in rule.frame:
            doers = self._arguments.named_after(seen, found.end, frozenset(ours))
        theirs = tuple(e for e in doers if self._voices.side_of(e) not in ours)
        return replace(found, actors=speaker if theirs else (), recipients=theirs, anaphoric=False)

    def endorses(self, seen: Seen, found: Arguments) -> tuple[str, ...]:
        """Whose agreement somebody accepts who is no party to it: that is support, not agreement."""
        if "accepts" not in seen.trigger.rule.traits or not found.actors or found.negated:
            return ()
        accord = self._accords.near(seen.token, min(found.end, seen.last + 12))
        if accord is None or set(found.actors) & set(accord.parties):
            return ()
        if found.actors[0].endswith(_LEGISLATURES) and not found.actors[0].endswith(_ENDORSERS):
            return ()
        return accord.parties

    def _accord_of(self, seen: Seen, found: Arguments) -> Accord | None:
        """The known agreement a clause speaks of, after the trigger or as the noun its relative clause belongs to."""
        accord = self._accords.near(seen.token, min(found.end, seen.last + 12))
        if (
            accord is None
            and seen.trigger.form.tense in FINITE
            and self._clauses.relative_before(seen.token) is not None
        ):
            accord = self._accords.near(max(found.begin, seen.token - 6), seen.token)
        return accord

    def bound(self, seen: Seen, found: Arguments) -> Arguments:
        """The arguments, with the parties of an accord the clause speaks of where it names only some of them."""
        rule = seen.trigger.rule
        if rule.type not in ("AGREE", "SUPPORT"):
            return found
        accord = self._accord_of(seen, found)
        if accord is None:
            return found
        people = (*found.actors, *found.recipients)
        if "concludes" in rule.traits and Accords.fits(accord, people):
            told = "accord" not in rule.traits or len(people) > 1 or (found.carrier and _concludes(found, rule))
            return replace(found, actors=accord.parties, recipients=(), anaphoric=False) if told else found
        if "accepts" in rule.traits and found.actors and found.actors[0].endswith(_LEGISLATURES):
            return replace(found, recipients=accord.parties)
        if rule.type == "SUPPORT" and found.actors and not found.recipients:
            return replace(found, recipients=tuple(p for p in accord.parties if p not in found.actors))
        return found


def _concludes(found: Arguments, rule: CodingRule) -> bool:
    """Whether the verb that carries an accord says that it was concluded: ``أبرم``, no ``قدم تنازلات في``."""
    past = found.carrier.verb.partition("/")[0] if found.carrier else ""
    return found.carrier_tense == "past" and (past in rule.carriers or past in ("تم", "جرى"))
