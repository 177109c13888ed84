"""Short forms of persons named in full in the article: ``الحسيني`` after ``كريم الحسيني``."""

from __future__ import annotations

from khabar.names.scene import Name, Scene
from khabar.names.unknown import frequencies

_CHAINS = ("", "و", "ف", "ب", "ل", "ك", "ول", "وب")
_COMMON = 1e-4


def link_short_forms(scene: Scene) -> None:
    """Find surnames (and foreign given names) of the article's persons standing alone, and link them."""
    owners = _short_forms(scene)
    if not owners:
        return
    spelled = {chain + form: (len(chain), form) for form in owners for chain in _CHAINS}
    spelled |= {"لل" + form[2:]: (2, form) for form in owners if form.startswith("ال")}
    for i, word in enumerate(scene.keys):
        if i in scene.inside or word not in spelled:
            continue
        skip, form = spelled[word]
        if scene.key(i - 1) in scene.words.given and skip == 0:
            continue
        full = owners[form]
        scene.add(Name(i, skip, i + 1, "person", full.entity, "short-form", full.actor))


def _short_forms(scene: Scene) -> dict[str, Name]:
    """The words that stand for a person of the article when alone."""
    owners: dict[str, Name] = {}
    known = scene.gazetteer.senses
    for name in scene.ordered():
        if name.kind != "person" or name.size < 2:
            continue
        words = [w for w in scene.keys[name.first : name.last] if w not in ("(", ")")]
        words[0] = words[0][name.skip :]
        surname, given = words[-1], words[0]
        for form in (surname, given):
            if form in known or len(form) < 4 or form in owners:
                continue
            frequency = frequencies().get(form, 0.0)
            if form == given and (form in scene.words.given or frequency > 1e-5) and form != surname:
                continue
            if form in scene.words.given and not form.startswith("ال"):
                continue
            if frequency > _COMMON and form not in scene.gazetteer.name_words:
                continue
            owners[form] = name
    return owners
