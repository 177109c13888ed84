"""Short forms of persons named in full in the article: ``الحسيني`` after ``كريم الحسيني``."""

from __future__ import annotations

from collections import Counter

from khabar.arabic.spelling import same_name
from khabar.names.rarity import frequencies, is_word
from khabar.names.scene import Name, Scene
from khabar.names.words import folded_once

_CHAINS = ("", "و", "ف", "ب", "ل", "ك", "ول", "وب")
_COMMON = 1e-4
#: How often an article must name those whom a coalition fights for the bare noun to mean it.
_FOUGHT = 2
_NO_SURNAMES = frozenset(["عبد", "ال", "ولد", "بو", "بني"])
_TRIBES = frozenset(["قبيله", "قبايل", "عشيره"])


def link_short_forms(scene: Scene) -> None:
    """Find what stands for an actor of the article: surnames of its persons, common nouns for its bodies and states."""
    _link_nouns(scene)
    _link_surnames_of_two_words(scene)
    owners = _short_forms(scene)
    if not owners:
        return
    spelled = {chain + form: (len(chain), form) for form in owners for chain in _CHAINS}
    spelled |= {"لل" + form[2:]: (2, form) for form in owners if form.startswith("ال")}
    found = [(i, *spelled[word]) for i, word in enumerate(scene.keys) if word in spelled and i not in scene.inside]
    nouns = {form for form, owner in owners.items() if owner.actor is None and _is_noun(form)}
    nouns -= {form for i, skip, form in found if form in nouns and _in_place_of_a_name(scene, i, skip)}
    for i, skip, form in found:
        if form not in nouns and _stands_alone(scene, i, skip, form):
            full = owners[form]
            scene.add(Name(i, skip, i + 1, "person", full.entity, "short-form", actor=full.actor))


def _link_surnames_of_two_words(scene: Scene) -> None:
    """``فان در بيلن`` and ``دي ميستورا`` after the full name: a surname with a European particle."""
    owners: dict[tuple[str, str], Name] = {}
    no_particles = _NO_SURNAMES | scene.words.bridges | scene.words.lists["kunyas"]
    for name in scene.ordered():
        if name.kind == "person" and name.size > 2:
            particle, surname = scene.keys[name.last - 2], scene.keys[name.last - 1]
            if particle in scene.words.prefixes - no_particles:
                owners.setdefault((particle, surname), name)
    if not owners:
        return
    particles = {particle for particle, _ in owners}
    begun = [i for i, word in enumerate(scene.keys[:-1]) if word in particles or word[1:] in particles]
    for i in begun:
        after = scene.keys[i + 1]
        for skip in (0, 1):
            owner = next((owners[o] for o in owners if o[0] == scene.keys[i][skip:] and _is_spelled(o[1], after)), None)
            if owner and i not in scene.inside and i + 1 not in scene.inside and scene.keys[i][:skip] in _CHAINS:
                scene.add(Name(i, skip, i + 2, "person", owner.entity, "short-form", actor=owner.actor))
                break


def _is_spelled(surname: str, word: str) -> bool:
    return word == surname or (len(word) > 4 and word[0] == surname[0] and same_name(word, surname, most=1))


def _stands_alone(scene: Scene, i: int, skip: int, form: str) -> bool:
    """Whether a short form is no part of somebody else's name and no common word here."""
    words = scene.words
    before, after = scene.key(i - 1), scene.key(i + 1)
    is_given = form in words.given or form in words.common_given
    if skip == 0 and (before in words.given or before in words.bridges or before in words.prefixes):
        return False
    if is_given and (after in words.bridges or after in words.given or after in words.prefixes):
        return False
    if is_given and _is_surname(scene, after):
        return False
    if before in _TRIBES:
        return False
    if form in words.common_given or frequencies().get(form, 0.0) > _COMMON / 2:
        return _in_place_of_a_name(scene, i, skip)
    return True


def _is_noun(form: str) -> bool:
    """Whether a surname with the article is a noun with the article too (``الوشم``), and no adjective of origin.

    It stands for a person nobody listed only in an article that once puts it where a person stands (``قال``).
    """
    known = frequencies()
    return form.startswith("ال") and not form.endswith("ي") and known.get(form, 0.0) + known.get(form[2:], 0.0) > 1e-6


def _in_place_of_a_name(scene: Scene, i: int, skip: int) -> bool:
    """Whether a word that is common stands where a person stands: beside a speech verb, a title or a name."""
    lists = scene.words.lists
    before, first = scene.key(i - 1), i == scene.line(i).first
    if skip:
        return scene.key(i).startswith("و") and (i - 1) in scene.inside
    if before.lstrip("و") in lists["speech-verbs"] or scene.key(i + 1) == ":" or before in lists["owned"]:
        return True
    if first:
        return scene.key(i + 1) in lists["name-enders"]
    return before in lists["name-enders"] and before not in lists["not-a-person-after"]


def _is_surname(scene: Scene, word: str) -> bool:
    """Whether a word behind a given name makes another person of it: a rare name that is no word of the language."""
    if frequencies().get(word, 0.0) >= _COMMON:
        return False
    return word in scene.gazetteer.name_words or (word.startswith("ال") and not is_word(word))


def _short_forms(scene: Scene) -> dict[str, Name]:
    """The words that stand for a person of the article when alone."""
    owners: dict[str, Name] = {}
    known = scene.gazetteer.senses
    for name in scene.ordered():
        if name.kind != "person" or name.size < 2:
            continue
        words = [w for w in scene.keys[name.first : name.last] if w not in ("(", ")", ".")]
        words[0] = words[0][name.skip :]
        surname, given = words[-1], words[0]
        if len(words) > 2 and words[-2] in scene.words.prefixes | scene.words.bridges:
            surname = ""
        for form in (surname, given if _is_transliterated(scene, name, given) else ""):
            if (
                len(form) < 4
                or form in owners
                or any(s.kind != "person" and not s.actor.after for s in known.get(form, ()))
            ):
                continue
            if frequencies().get(form, 0.0) > 3 * _COMMON:
                continue
            owners[form] = name
    return owners


def _is_transliterated(scene: Scene, name: Name, given: str) -> bool:
    """Whether a given name alone can only be this person: foreign, rare, and nobody else's in the article."""
    if name.actor is None or (given in scene.words.given and given not in scene.words.foreign):
        return False
    if frequencies().get(given, 0.0) > _COMMON / 3 or given in scene.words.common_given:
        return False
    return (
        sum(
            n.kind == "person" and n.size > 1 and scene.keys[n.first][n.skip :] == given and n.entity != name.entity
            for n in scene.names.values()
        )
        == 0
    )


def _link_nouns(scene: Scene) -> None:
    """``الاتحاد`` after ``الاتحاد الأوروبي``; ``المملكة`` in a paper of the kingdom."""
    nouns = scene.words.short_names
    named = Counter(n.entity for n in scene.names.values())
    for i, found in [(i, use.noun) for i, use in scene.noted if use.noun and i not in scene.inside]:
        noun = max(nouns[found[1]], key=lambda n: sum(3 * named[e] for e in n.of) + sum(named[e] for e in n.enemies))
        if scene.key(i + 1) in folded_once(noun.unless_after):
            continue
        outlet = scene.gazetteer.actors.get(scene.article.outlet or "")
        home = outlet.country if outlet else None
        likely = max(noun.of, key=lambda e: (named[e] + 3 * (e == home), -noun.of.index(e)))
        fought = sum(named[e] for e in noun.enemies) >= _FOUGHT
        if named[likely] == 0 and not fought and not (noun.fallback and (home == likely or home is None)):
            continue
        actor = scene.gazetteer.actors.get(likely)
        follower = scene.names.get(i + 1)
        if follower is not None and follower.entity == likely and not follower.skip:
            scene.replace(follower, follower._replace(first=i, skip=found[0]))
            continue
        kind = "place" if likely.startswith("place/") else "organization"
        scene.add(Name(i, found[0], i + 1, kind, likely, "short-name", actor=actor))  # type: ignore[arg-type]
