"""What stands between a cue and its content: the subject, to whom, through which channel, on what occasion."""

from __future__ import annotations

from dataclasses import dataclass, field

from khabar.arabic import candidates
from khabar.model import Link, LinkKind, Reference, Span
from khabar.speech.scene import Scene

OUTLET_WORDS = frozenset(
    ["وكاله", "صحيفه", "قناه", "شبكه", "مجله", "موقع", "جريده", "اذاعه", "تلفزيون", "التلفزيون", "راديو", "فضائيه"]
)
_NAMED_IN: dict[str, tuple[str, ...]] = {"interview": ("person", "organization"), "platform": ("platform",)}
_SKIPPED_MARKS = frozenset("،,-–—")


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase that can be a source: its tokens ``first:last``, its span, and who is meant if that is known."""

    first: int
    last: int
    span: Span
    reference: Reference | None = None


@dataclass(slots=True)
class Middle:
    """What was found between a cue and its content."""

    subjects: list[NounPhrase] = field(default_factory=list)
    addressee: NounPhrase | None = None
    links: list[Link] = field(default_factory=list)
    channel: Span | None = None
    prompt: Span | None = None


def read_middle(scene: Scene, first: int, last: int, *, subject: bool = True, addressee: bool = False) -> Middle:
    """Read tokens ``first:last``, from after a cue to its opener.

    Args:
        subject: Whether a bare noun phrase here can be the subject (not after a participle or a suffixed noun).
        addressee: Whether a second bare noun phrase is the one spoken to (أبلغ فلان فلانا).
    """
    middle = Middle()
    at = first
    while at < last:
        at = _read_one(scene, at, last, middle, subject, addressee)
    return middle


def _read_one(scene: Scene, at: int, last: int, middle: Middle, subject: bool, addressee: bool) -> int:
    token = scene.tokens[at]
    if token.kind == "mark":
        return _past_mark(scene, at, last)
    if scene.is_relative(at):
        return _to_comma(scene, at, last)
    if scene.bare(at) in ("ردا", "جوابا") and scene.key(at + 1) == "علي":
        end = _to_comma(scene, at, last)
        middle.prompt = _span(scene, at + 2, end)
        return end
    if end := scene.time_at(at):
        return min(end, last)
    if end := read_channel(scene, at, last, middle):
        return end
    if scene.is_in(at, "preposition"):
        return _past_prepositional(scene, at, last, middle)
    if scene.is_in(at, "adverb") or scene.is_in(at, "particle") or token.kind == "number":
        return at + 1
    if scene.is_in(at, "prepositional-pronoun"):
        return at + 1
    if is_circumstance(scene, at):
        return _past_circumstance(scene, at, last, middle)
    if attached := _attached_preposition(scene, at):
        return _past_attached(scene, at, last, middle, attached)
    if subject and not middle.subjects:
        phrase = read_noun_phrase(scene, at, last)
        middle.subjects.append(phrase)
        return max(phrase.last, at + 1)
    if subject and middle.subjects and scene.key(at)[0] == "و" and middle.subjects[-1].last == at:
        if reference := scene.reference_at(at):
            middle.subjects.append(of_reference(scene, reference))
            return max(scene.end_of(reference.span), at + 1)
        return at + 1
    if addressee and middle.addressee is None and (reference := scene.reference_at(at)):
        middle.addressee = of_reference(scene, reference)
        return max(scene.end_of(reference.span), at + 1)
    return at + 1


def is_circumstance(scene: Scene, at: int) -> bool:
    """``قائلا``, ``موجها كلامه``, ``متحدثا``: an indefinite accusative is a circumstance, never a subject."""
    written = scene.tokens[at].span.of(scene.text)
    if scene.reference_at(at) is not None:
        return False
    return written.endswith(("اً", "ًا")) or (written.endswith("ا") and len(written) > 4 and scene.key(at)[0] in "م")


def _past_circumstance(scene: Scene, at: int, last: int, middle: Middle) -> int:
    """``موجها كلامه إلى فلان``: to its comma, reading the one addressed."""
    end = next((j for j in range(at + 1, last) if scene.tokens[j].kind == "mark"), last)
    for j in range(at + 1, end):
        if scene.key(j) in ("الي", "لل") and (reference := scene.reference_at(j + 1)) and middle.addressee is None:
            middle.addressee = of_reference(scene, reference)
    return end


def entity_of(scene: Scene, phrase: NounPhrase) -> str | None:
    """Who a noun phrase is: by its reference, or by the name in it that owns it (``وكالة "تاس"``, ``تصريحات فلان``)."""
    if phrase.reference is not None and phrase.reference.entities:
        return phrase.reference.entities[0]
    mention = scene.mention_in(phrase.span)
    if mention is not None and mention.span == phrase.span:
        return mention.entity
    if scene.bare(phrase.first) in scene.words["remark"]:
        mention = scene.mention_in(phrase.span)
        return mention.entity if mention else None
    if scene.bare(phrase.first) in OUTLET_WORDS or any(
        w in OUTLET_WORDS for _, w in candidates(scene.key(phrase.first))
    ):
        mention = scene.mention_in(phrase.span)
        return mention.entity if mention and mention.kind in ("organization", "platform") else None
    return None


def read_forefield(scene: Scene, cue: int, middle: Middle) -> None:
    """Channels named before the verb: ``وفي مقابلة مع القناة، قال فلان``."""
    at = scene.sentence(cue).first
    while at < cue:
        if at in scene.cues and any(h.form.form.tense in ("past", "present") for h in scene.cues[at]):
            at += 1
            continue
        end = read_channel(scene, at, cue, middle)
        at = end or at + 1


def of_reference(scene: Scene, reference: Reference) -> NounPhrase:
    """A reference as a noun phrase."""
    first = scene.passage.token_at(reference.span.start)
    return NounPhrase(first, scene.end_of(reference.span), reference.span, reference)


def read_noun_phrase(scene: Scene, at: int, last: int) -> NounPhrase:
    """The noun phrase that begins at a token: a reference if the names stage knows one, else to the phrase's end.

    A reference to nobody known (``مسؤول كبير``) takes along what describes it (``مشارك في المحادثات``).
    """
    reference = scene.reference_at(at)
    if reference is None:
        end = _end_of_phrase(scene, at, last)
        named = scene.reference_at(end + 1) if end < last and scene.tokens[end].key in ("،", ",") else None
        if named is not None and named.source_kind == "person" and not scene.attached(named):
            return NounPhrase(at, scene.end_of(named.span), Span(scene.tokens[at].start, named.span.end), named)
        return NounPhrase(at, end, _span(scene, at, end))
    end = min(scene.end_of(reference.span), last)
    if told := next((i for i in range(at + 1, end) if is_addressed(scene, i) or _journalists(scene, i)), None):
        return NounPhrase(at, told, Span(reference.span.start, scene.tokens[told - 1].end), reference)
    if reference.entities:
        return NounPhrase(at, end, reference.span, reference)
    end = max(end, _end_of_phrase(scene, at, last))
    return NounPhrase(at, end, Span(reference.span.start, _span(scene, at, end).end), reference)


def _end_of_phrase(scene: Scene, at: int, last: int) -> int:
    """Where a noun phrase nobody listed ends: at a mark, a time, a channel, a particle, a verb of saying."""
    end = at + 1
    while end < last:
        token = scene.tokens[end]
        if token.kind == "mark":
            if token.key == "(" and (close := _past_mark(scene, end, last)) <= last:
                end = close
                continue
            if (quotation := scene.opening.get(end)) and scene.is_name_quotation(quotation):
                end = min(last, scene.passage.token_at(quotation.inner.end) + 1)
                continue
            break
        if scene.time_at(end) or scene.is_in(end, "particle") or scene.is_in(end, "adverb"):
            break
        if read_channel(scene, end, last, Middle()) or is_addressed(scene, end):
            break
        if scene.key(end) in ("خلال", "عقب", "اثناء", "بعد", "قبل", "لدي", "منذ", "عن", "ردا", "حول", "بشان"):
            break
        end += 1
    return end


def is_addressed(scene: Scene, at: int) -> bool:
    """Whether a token is ``ل`` with a name or an outlet word attached."""
    if _attached_preposition(scene, at) != "ل":
        return False
    word = scene.key(at)
    return len(word) == 1 or scene.reference_at(at) is not None or word[1:].removeprefix("ل") in OUTLET_WORDS


# -- prepositions -----------------------------------------------------------------------------------


def _attached_preposition(scene: Scene, at: int) -> str:
    """``ل`` or ``ب`` if the token is a noun with that letter attached, else the empty string."""
    reference = scene.reference_at(at)
    if reference is not None:
        return next((p for p in scene.attached(reference) if p in "لب"), "")
    word = scene.key(at)
    if word == "ل" and (at + 1 in scene.opening or scene.reference_at(at + 1) is not None):
        return "ل"
    if word.startswith(("لل", "بال", "وبال")):
        return "ل" if word[0] == "ل" else "ب"
    if len(word) > 3 and word[0] in "لب":
        rest = word[1:]
        if rest in OUTLET_WORDS or (word[0] == "ب" and rest.startswith("ال")):
            return word[0]
    return ""


def _past_attached(scene: Scene, at: int, last: int, middle: Middle, letter: str) -> int:
    """Read ``لشبكة CNN``, ``للصحفيين``, ``لنظيره``: an outlet is a hop, a person the addressee."""
    reference = scene.reference_at(at)
    if scene.key(at) == "ل":
        reference = scene.reference_at(at + 1) or scene.reference_at(at + 2)
        quotation = scene.opening.get(at + 1)
        end = scene.passage.token_at(quotation.inner.end) + 1 if quotation else at + 2
        end = min(last, max(end, scene.end_of(reference.span) if reference else 0))
    else:
        end = min(last, max(scene.end_of(reference.span), at + 1)) if reference else _end_of_phrase(scene, at, last)
    if letter == "ل":
        _add_receiver(scene, at, end, reference, middle)
    return max(end, at + 1)


def _add_receiver(scene: Scene, at: int, end: int, reference: Reference | None, middle: Middle) -> None:
    outlet = _outlet_in(scene, at, end)
    if outlet is not None:
        kind = scene.outlets.get(outlet[0] or "", "outlet")
        middle.links.append(Link(kind, outlet[0], outlet[1], "given to an outlet"))
        middle.channel = middle.channel or outlet[1]
    elif reference is not None and middle.addressee is None:
        middle.addressee = NounPhrase(at, end, reference.span, reference)


def _outlet_in(scene: Scene, at: int, end: int) -> tuple[str | None, Span] | None:
    """The outlet named in tokens ``at:end``: its entity and span."""
    span = _span(scene, at, end)
    said = any(c.removeprefix("ال") in OUTLET_WORDS for i in range(at, end) for _, c in candidates(scene.key(i)))
    mention = scene.mention_in(span)
    if (
        mention is not None
        and mention.kind == "organization"
        and (said or mention.entity in scene.outlets or scene.key(at) == "ل")
    ):
        return mention.entity, mention.span
    return (None, span) if said and mention is None else None


def _past_prepositional(scene: Scene, at: int, last: int, middle: Middle) -> int:
    """Past a preposition and its noun phrase; a reference right after the preposition ends it."""
    if (scene.key(at) in ("لدي", "امام") or scene.key(at) == "الي") and (r := scene.reference_at(at + 1)):
        if scene.key(at) == "الي" and middle.addressee is None:
            middle.addressee = of_reference(scene, r)
        return min(last, scene.end_of(r.span))
    i = at + 1
    while i < last:
        token = scene.tokens[i]
        if token.kind == "mark":
            if i in scene.opening:
                return min(last, scene.passage.token_at(scene.opening[i].inner.end) + 1)
            return _past_parenthesis_or_stay(scene, i, last)
        if reference := scene.reference_at(i):
            return min(last, max(scene.end_of(reference.span), i + 1))
        if scene.is_in(i, "preposition") or scene.time_at(i) or scene.is_relative(i):
            return i
        if read_channel(scene, i, last, Middle()):
            return i
        i += 1
    return i


def _past_parenthesis_or_stay(scene: Scene, i: int, last: int) -> int:
    return _past_mark(scene, i, last) if scene.tokens[i].key == "(" else i


def _past_mark(scene: Scene, at: int, last: int) -> int:
    if scene.tokens[at].key == "(":
        for j in range(at + 1, min(last, at + 25)):
            if scene.tokens[j].key == ")":
                return j + 1
    if quotation := scene.opening.get(at):
        return min(last, scene.passage.token_at(quotation.inner.end) + 1)
    return at + 1


def _to_comma(scene: Scene, at: int, last: int) -> int:
    for j in range(at, last):
        if scene.tokens[j].key in _SKIPPED_MARKS:
            return j + 1
    return last


def _span(scene: Scene, first: int, last: int) -> Span:
    last = max(first + 1, last)
    return Span(scene.tokens[first].start, scene.tokens[last - 1].end)


# -- channels -----------------------------------------------------------------------------------------


def read_channel(scene: Scene, at: int, last: int, middle: Middle) -> int:
    """Read a channel phrase (``في مقابلة مع القناة``, ``للصحفيين``, ``على منصة إكس``); its end, or 0."""
    word = scene.key(at)
    if word[:1] in "وف" and word[1:] in ("في", "علي", "عبر", "خلال", "عن"):
        word = word[1:]
    found = None
    start = at
    if end := _platform(scene, at, word, last, middle):
        return end
    if word in scene.words["preposition"]:
        start = at + 1 + (word == "من" and scene.key(at + 1) == "خلال")
        found = scene.channel_at(start)
        prefix = word
    else:
        for letter in "لب":
            if word.startswith(letter):
                rest = "ا" + word[1:] if word.startswith("لل") else word[1:]
                if found := scene.channel_at(at, bare=rest):
                    prefix = letter
                    break
    if found is None or found[0] > last:
        return _remarks(scene, at, last, middle)
    end, channel = found
    if not any(prefix == _folded(b) for b in channel.before):
        return 0
    stop = _end_of_channel(scene, end, last)
    _add_channel(scene, channel.link, at, stop, middle)
    return stop


def _platform(scene: Scene, at: int, word: str, last: int, middle: Middle) -> int:
    """``على "إكس"``, ``عبر موقع تروث سوشيال``: a platform by name; its end, or 0."""
    if word not in ("علي", "عبر", "في") or at + 1 >= last:
        return 0
    i = at + 1
    while i < min(last, at + 5) and (
        scene.key(i) in ("منصه", "موقع", "حسابه", "حسابها", "صفحته", "منصته") or scene.tokens[i].kind == "mark"
    ):
        i += 1
    mention = (
        scene.mention_in(Span(scene.tokens[i].start, scene.tokens[min(last, i + 4) - 1].end)) if i < last else None
    )
    if mention is None or mention.kind != "platform" or mention.span.start != scene.tokens[i].start:
        return 0
    middle.links.append(Link("platform", mention.entity, mention.span, "named platform"))
    middle.channel = middle.channel or mention.span
    end = scene.end_of(mention.span)
    return (
        end + 1 if end < last and scene.tokens[end].kind == "mark" and scene.tokens[end].key in ('"', "»", "”") else end
    )


def _folded(word: str) -> str:
    return word.replace("إ", "ا").replace("أ", "ا").replace("ى", "ي")


def _remarks(scene: Scene, at: int, last: int, middle: Middle) -> int:
    """``في تصريحات لشبكة X``, ``في حديث إلى X``: remarks are a channel only through whom they were given to."""
    if scene.key(at).lstrip("وف") in ("في", "ي", "خلال", "ضمن") and scene.key(at + 1) in (
        "تصريحات",
        "تصريح",
        "حديث",
        "حديثه",
        "حديثها",
        "تصريحاته",
        "تصريحاتها",
        "تصريحه",
        "اتصال",
    ):
        stop = _end_of_channel(scene, at + 2, last)
        inner = Middle()
        for i in range(at + 2, stop):
            if is_addressed(scene, i) or (scene.key(i) in ("الي", "مع") and scene.reference_at(i + 1)):
                begin = i if is_addressed(scene, i) else i + 1
                reference = scene.reference_at(begin)
                end = max(scene.end_of(reference.span), begin + 1) if reference else stop
                _add_receiver(scene, begin, end, reference, inner)
            if _journalists(scene, i):
                inner.links.append(Link("briefing", None, scene.tokens[i].span, "told to reporters"))
        middle.links.extend(inner.links)
        middle.addressee = middle.addressee or inner.addressee
        if any(scene.is_in(i, "publishing") for i in range(at + 2, stop)):
            middle.links.append(Link("statement", None, _span(scene, at, at + 2), "channel without a name"))
            _add_publisher(scene, at, stop, middle)
        if inner.links:
            middle.channel = middle.channel or _span(scene, at, stop)
        return stop
    return 0


def _journalists(scene: Scene, at: int) -> bool:
    word = scene.key(at)
    return word in ("للصحفيين", "للصحافيين", "لصحفيين", "لصحافيين")


def _end_of_channel(scene: Scene, at: int, last: int) -> int:
    """A channel phrase takes along its adjectives, its owner and prepositional phrases, and ends before what is said.

    ``في بيان صحفي مشترك مع الوزارة | ...``, ``في منشور على منصة إكس | ...``
    """
    i = at
    while i < last:
        token = scene.tokens[i]
        if token.key in ("،", ",", ":") or scene.time_at(i):
            return i
        if quotation := scene.opening.get(i):
            if not (scene.is_name_quotation(quotation) or len(scene.passage.tokens_in(quotation.inner)) <= 2):
                return i
            i = min(last, scene.passage.token_at(quotation.inner.end) + 1)
        elif scene.is_in(i, "channel-modifier"):
            i += 1
        elif scene.is_relative(i) or scene.is_in(i, "publishing"):
            return next((j for j in range(i, last) if scene.tokens[j].key in ("،", ",", ":")), last)
        elif scene.is_in(i, "preposition") or _attached_preposition(scene, i):
            i = _past_inner_phrase(scene, i, last)
        elif i == at or token.kind == "mark":
            reference = scene.reference_at(i)
            i = min(last, max(i + 1, scene.end_of(reference.span) if reference else 0))
        else:
            return i
    return i


def _past_inner_phrase(scene: Scene, at: int, last: int) -> int:
    """Past a preposition and its noun phrase inside a channel phrase."""
    i = at + 1 if scene.is_in(at, "preposition") or len(scene.key(at)) == 1 else at
    while i < last and scene.tokens[i].kind == "mark" and scene.tokens[i].key not in ("،", ",", ":"):
        i += 1
    if i < last and (reference := scene.reference_at(i)) is not None:
        i = max(i + 1, scene.end_of(reference.span))
    else:
        i = _end_of_phrase(scene, i, last) if i < last else i
    while i < last and scene.key(i).startswith("ال") and scene.reference_at(i) is None and not scene.is_relative(i):
        i += 1
    if i < last and (quotation := scene.opening.get(i)) and scene.is_name_quotation(quotation):
        i = scene.passage.token_at(quotation.inner.end) + 1
    return min(i, last)


def _add_channel(scene: Scene, kind: LinkKind, at: int, stop: int, middle: Middle) -> None:
    span = _span(scene, at, stop)
    middle.channel = middle.channel or span
    named = [m for m in scene.mentions_in(span) if m.kind in _NAMED_IN.get(kind, ())]
    if kind == "platform":
        named = named[-1:]
    middle.links.extend(Link(kind, m.entity, m.span, "named channel") for m in named)
    if not named:
        middle.links.append(Link(kind, None, span, "channel without a name"))
    _add_publisher(scene, at, stop, middle)


def _add_publisher(scene: Scene, at: int, stop: int, middle: Middle) -> None:
    """``في مؤتمر صحفي نقله التلفزيون``, ``في بيان نشرته الوكالة``: who published it is the next hop."""
    for i in range(at + 1, stop):
        if scene.is_in(i, "publishing"):
            after = Span(scene.tokens[i].end, scene.tokens[stop - 1].end)
            mention = next((m for m in scene.mentions_in(after) if m.kind == "organization"), None)
            if mention is not None and mention.entity not in {x.entity for x in middle.links}:
                kind = scene.outlets.get(mention.entity, "outlet")
                middle.links.append(Link(kind, mention.entity, mention.span, "published by"))
            return
