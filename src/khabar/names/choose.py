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

#: Actors whose names are put into quotation marks where the same word without them is a word: papers, armed groups.
_QUOTED = frozenset(["newspaper", "broadcaster", "news-site", "magazine", "agency", "armed-group"])
_RANK = {"full": 0, "short": 1, "derived": 2}


def choose_names(scene: Scene) -> None:
    """Put the known names of the passage into the scene: the longest from the left, each with its likeliest actor."""
    begun = [(i, use.names) for i, use in scene.noted if use.names]
    allowed: list[tuple[Hit, list[Sense]]] = []
    ends, country = -1, None
    told: set[str] = set()
    found = scene.gazetteer.matcher.find(scene.haystack, begun)
    hits = [(hit, _is_bound(scene, hit)) for hit in found]
    for hit, bound in hits:
        if bound:
            told.update(s.actor.id for s in scene.gazetteer.senses[hit.form] if _is_told(scene, hit, s.actor))
    for hit, bound in hits:
        if senses := _allowed(scene, hit, beside=country if bound and hit.first == ends else None, told=told):
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


def _is_bound(scene: Scene, hit: Hit) -> bool:
    """Whether one of a form's actors is meant only behind certain words."""
    gazetteer = scene.gazetteer
    return not gazetteer.is_plain(hit.form) and any(s.actor.after for s in gazetteer.senses[hit.form])


def _is_told(scene: Scene, hit: Hit, actor: Actor) -> bool:
    """Whether the words before a name say that it is this place or person, here and so in the whole article."""
    return bool(actor.after) and actor.kind in ("place", "person") and _stands_after(scene, hit, actor)


def _allowed(scene: Scene, hit: Hit, *, beside: str | None, told: set[str]) -> list[Sense]:
    """The senses of a hit that the words around it allow.

    ``beside`` is the country of a place right before it, ``told`` who is said elsewhere in the article to be what he
    is: after ``محافظة إب`` the name ``إب`` stands alone.
    """
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
        places = [s for s in bound if s.kind == "place" and s.actor.country == beside]
        if places:
            return places
    satisfied = [s for s in bound if _stands_after(scene, hit, s.actor) or _is_quoted_name(scene, hit, s.actor)]
    if satisfied:
        return satisfied
    free = [s for s in senses if s not in bound]
    if any(s.actor.type == "state" for s in free):  # عمان is Oman, or Amman where the article is about Jordan
        free += [s for s in bound if s.actor.type == "capital"]
    known = [s for s in bound if s.actor.id in told and not _is_common_word(scene, hit, s.actor)]
    return known if known and (not free or known[0].kind == "person") else free


def _is_common_word(scene: Scene, hit: Hit, actor: Actor) -> bool:
    """Whether a form is more often a word than the name (``حجة``), and not told from it by a hamza (``إب``, ``آب``)."""
    if frequencies().get(hit.form, 0.0) < COMMON:
        return False
    text = scene.passage.text[scene.tokens[hit.first].start : scene.tokens[hit.last - 1].end]
    return not any(form[0] in "أإ" and text.endswith(form) for form in actor.ar)


def _is_quoted_name(scene: Scene, hit: Hit, actor: Actor) -> bool:
    """``«الشرق الأوسط»``: a region is not put into quotation marks, a paper is, and ``«القاعدة»``."""
    quoted = scene.key(hit.first - 1) in QUOTES and scene.key(hit.last) in QUOTES
    return quoted and actor.type in _QUOTED


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
    derived = all(s.how == "derived" for s in scene.gazetteer.senses[hit.form])
    least = hit.first + (not derived)  # a slip of the pen begins a name as papers print it: على عبدالله صالح
    return any(scene.keys[j] == "علي" and text[scene.tokens[j].end - 1] == "ى" for j in range(least, hit.last))


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


def _stands_after(scene: Scene, hit: Hit, actor: Actor) -> bool:
    before = scene.skip_quotes(hit.first - 1, -1)
    if not scene.same_line(max(before, 0), hit.first):
        return False
    if scene.stem(before, folded_once(actor.after)) is not None:
        return True
    if actor.kind != "place" or any(not s.actor.after for s in scene.gazetteer.senses[hit.form]):
        return False  # of two cities of one name a noun that goes with every city says nothing
    lists = scene.words.lists
    if scene.stem(before, lists["place-nouns"]) is not None:
        return True
    noun = hit.form.startswith("ال") and frequencies().get(hit.form, 0.0) >= COMMON / 2  # سكان العمارة: of the house
    return not noun and scene.stem(before, lists["about-places"]) is not None


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
        capital = actor.type == "capital" and weight[home] > 1
        return (
            int(home == near and near is not None),
            full[actor.id] if sense.kind == "person" else 0,
            int(actor.type == "state" or capital),
            weight[home],
            -_RANK[sense.how],
        )

    return max(senses, key=score)
