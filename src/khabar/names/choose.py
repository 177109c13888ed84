"""From all known forms at a place to one name: guards, longest match, and which of several actors is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from khabar.lexicon import Actor
from khabar.names.entries import Guard
from khabar.names.gazetteer import Sense
from khabar.names.matcher import Hit
from khabar.names.rarity import COMMON, frequencies
from khabar.names.scene import QUOTES, Name, Scene
from khabar.names.words import folded_once

_OUTLETS = frozenset(["newspaper", "broadcaster", "news-site", "magazine", "agency"])
_RANK = {"full": 0, "short": 1, "derived": 2}


def choose_names(scene: Scene) -> None:
    """Put the known names of the passage into the scene: the longest from the left, each with its likeliest actor."""
    begun = [(i, use.names) for i, use in scene.noted if use.names]
    allowed: list[tuple[Hit, list[Sense]]] = []
    ends, country = -1, None
    for hit in scene.gazetteer.matcher.find(scene.haystack, begun):
        if senses := _allowed(scene, hit, beside=country if hit.first == ends else None):
            allowed.append((hit, senses))
            ends, country = hit.last, senses[0].actor.country if senses[0].kind == "place" else None
    taken: list[tuple[Hit, list[Sense]]] = []
    covered, letters = -1, 0
    for hit, senses in _prefer_longest(allowed):
        if hit.first < covered and not (hit.last == hit.first + 1 == covered and hit.skip > letters):
            continue
        taken.append((hit, senses))
        covered = hit.last - scene.gazetteer.trim(hit.form)[1]
        letters = hit.skip + len(hit.form)
    doubtful = any(len(senses) > 1 for _, senses in taken)
    weight = _countries(scene, taken) if doubtful else Counter[str]()
    for hit, senses in taken:
        sense = senses[0] if len(senses) == 1 else _likeliest(scene, hit, senses, taken, weight)
        actor = sense.actor
        front, back = scene.gazetteer.trim(hit.form)
        first, last = hit.first + front, hit.last - back
        if front:
            first = scene.skip_quotes(first)
        name = Name(first, 0 if front else hit.skip, last, sense.kind, actor.id, f"known-{sense.how}", hit.cut, actor)
        if scene.gazetteer.is_description(hit.form):
            scene.described[first] = name
        else:
            scene.add(name, glued=first in scene.names)


def _prefer_longest(found: list[tuple[Hit, list[Sense]]]) -> Iterable[tuple[Hit, list[Sense]]]:
    """Drop a hit that a longer one beginning a little later swallows from the left (``دولة قطر الشقيقة``)."""
    for n, (hit, senses) in enumerate(found):
        longer = False
        for other, _ in found[n + 1 : n + 4] if hit.last - hit.first > 1 else ():
            if hit.first < other.first < hit.last < other.last and other.last - other.first > hit.last - hit.first:
                longer = True
        if not longer:
            yield hit, senses


def _allowed(scene: Scene, hit: Hit, *, beside: str | None) -> list[Sense]:
    """The senses of a hit that the words around it allow; ``beside`` is the country of a place right before it."""
    if scene.gazetteer.is_plain(hit.form):
        return scene.gazetteer.senses[hit.form]
    if "(" in scene.keys[hit.first : hit.last] and not _bracket_is_inside(scene, hit):
        return []
    if ")" in scene.keys[hit.first : hit.last] and not _bracket_is_inside(scene, hit):
        return []
    if not scene.same_line(hit.first, hit.last - 1):
        return []
    if (guard := scene.words.guards.get(hit.form)) and not _passes(scene, hit, guard):
        return []
    if hit.form.startswith("الخارجيه ") and scene.key(hit.first - 1) in scene.words.lists["foreign-or-domestic"]:
        return []
    if "علي" in hit.form and _reads_a_preposition(scene, hit):
        return []
    if _is_adjective(scene, hit) or _is_possessive(scene, hit):
        return []
    senses = scene.gazetteer.senses[hit.form]
    bound = [s for s in senses if s.actor.after and (" " not in hit.form or len(senses) > 1)]
    if not bound:
        return senses
    if beside and hit.skip and scene.keys[hit.first].startswith("و"):
        cities = [s for s in bound if s.actor.type == "city" and s.actor.country == beside]
        if cities:
            return cities
    satisfied = [s for s in bound if _stands_after(scene, hit, s.actor.after) or _is_quoted_outlet(scene, hit, s.actor)]
    return satisfied or [s for s in senses if s not in bound]


def _is_quoted_outlet(scene: Scene, hit: Hit, actor: Actor) -> bool:
    """``«الشرق الأوسط»``: a region is not put into quotation marks, a paper is."""
    quoted = scene.key(hit.first - 1) in QUOTES and scene.key(hit.last) in QUOTES
    return quoted and actor.type in _OUTLETS


def _is_adjective(scene: Scene, hit: Hit) -> bool:
    """Whether a state's name is here the adjective it also is: ``اللهجة السعودية``."""
    if hit.skip or hit.last - hit.first > 1 or hit.form not in scene.nisbas or hit.first == 0:
        return False
    before = scene.keys[hit.first - 1]
    definite = before.startswith(("ال", "لل", "وال", "بال", "فال", "كال", "ولل")) and len(before) > 4
    named = any(not sense.actor.after for sense in scene.gazetteer.senses.get(before, ()))
    return (definite and not named) or scene.nisba(hit.first - 1) is not None


def _reads_a_preposition(scene: Scene, hit: Hit) -> bool:
    """``على`` behind a name is folded to ``علي`` but is none (``صالح على``)."""
    text = scene.passage.text
    return any(scene.keys[j] == "علي" and text[scene.tokens[j].end - 1] == "ى" for j in range(hit.first + 1, hit.last))


def _is_possessive(scene: Scene, hit: Hit) -> bool:
    """Whether a name that ends in ``ة`` is here a common word with ``ه``: ``زواره``, not ``زوارة``."""
    if hit.last - hit.first > 1 or not hit.form.endswith("ه") or frequencies().get(hit.form[:-1], 0.0) < COMMON:
        return False
    return scene.passage.text[scene.tokens[hit.first].end - 1] == "ه"


def _bracket_is_inside(scene: Scene, hit: Hit) -> bool:
    """Whether a bracket in a match belongs to the way names are printed: ``(محمد جواد) ظريف``, ``مجموعة (5+1)``."""
    inner = scene.keys[hit.first : hit.last]
    if "(" in inner and ")" in inner:
        return inner.index("(") < inner.index(")")
    if ")" in inner:
        before = scene.keys[max(0, hit.first - 4) : hit.first]
        return "(" in before and ")" not in before
    return scene.key(hit.last) == ")" and inner.index("(") > 0 and hit.form.split(" ")[0] == "مجموعه"


def _stands_after(scene: Scene, hit: Hit, words: tuple[str, ...]) -> bool:
    before = scene.skip_quotes(hit.first - 1, -1)
    return scene.same_line(max(before, 0), hit.first) and scene.stem(before, folded_once(words)) is not None


def _passes(scene: Scene, hit: Hit, guard: Guard) -> bool:
    before, after = scene.skip_quotes(hit.first - 1, -1), scene.skip_quotes(hit.last)
    quoted = scene.key(hit.first - 1) in QUOTES and scene.key(hit.last) in QUOTES
    if guard.never:
        return False
    if guard.before or guard.after:
        return bool(
            quoted
            or scene.stem(before, folded_once(guard.before))
            or (guard.after and scene.key(after) in folded_once(guard.after))
        )
    if guard.unless_before and scene.key(before) in folded_once(guard.unless_before):
        return False
    return scene.key(after) not in folded_once(guard.unless_after)


def _countries(scene: Scene, taken: list[tuple[Hit, list[Sense]]]) -> Counter[str]:
    """How often the article speaks of each state."""
    weight: Counter[str] = Counter()
    for _, senses in taken:
        if len(senses) == 1:
            actor = senses[0].actor
            if actor.type == "state":
                weight[actor.id] += 1
            elif actor.country:
                weight[actor.country] += 1
    for _, use in scene.noted:
        if use.nisba:
            weight[use.nisba.of] += 1
    return weight


def _likeliest(
    scene: Scene, hit: Hit, senses: list[Sense], taken: list[tuple[Hit, list[Sense]]], weight: Counter[str]
) -> Sense:
    """Which of several actors a form means: named in full in the article, of the state beside it, of its states."""
    full = Counter(s[0].actor.id for _, s in taken if len(s) == 1)
    beside = scene.nisba(scene.skip_quotes(hit.last))
    near = beside[0].of if beside else None

    def score(sense: Sense) -> tuple[int, int, int, int, int]:
        actor = sense.actor
        home = actor.country or (actor.id if actor.type == "state" else "")
        return (
            int(home == near and near is not None),
            full[actor.id] if sense.kind == "person" else 0,
            int(actor.type == "state"),
            weight[home],
            -_RANK[sense.how],
        )

    return max(senses, key=score)
