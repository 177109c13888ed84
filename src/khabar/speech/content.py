"""Where a content ends, what is trimmed from it, and whether it is direct, indirect or mixed."""

from __future__ import annotations

from khabar.arabic import Quotation
from khabar.model import Span, SpeechMode
from khabar.speech.content_ends import LONGEST, content_end, noun_end
from khabar.speech.cues import Verb
from khabar.speech.openers import Opener, find_opener
from khabar.speech.parts import Middle
from khabar.speech.scene import Scene

_NAME = 3  # words of a name that marks set off
_CHARGED = 60  # characters that may stand between who is charged and the charge
_EDGE = " \t\u00a0\n\r،,؛;:.…-–—\"«»“”„‟'‹›*"
_JOINED = frozenset(["و", "،", ","])


def read_content(scene: Scene, opener: Opener, end: int) -> tuple[Span, ...]:
    """The pieces of a content, trimmed; empty if nothing is left.

    Args:
        opener: Where it begins.
        end: The token after its sentence.
    """
    if opener.token >= len(scene.tokens):
        return ()  # a mark that opens nothing, at the very end
    if opener.kind in ("quote", "colon") and (pieces := _quoted(scene, opener, end)):
        return pieces
    if opener.token >= end:
        return ()
    stop = content_end(scene, opener.token, end)
    if opener.kind == "nominal":
        stop = noun_end(scene, opener.token, stop)
    piece = trim(scene, Span(opener.start, scene.tokens[stop - 1].end)) if stop > opener.token else None
    return (piece,) if piece else ()


def with_charged(cue: Verb, middle: Middle, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """``اتهم الوزير موسكو بخرق الهدنة``: what is said begins with who is charged."""
    charged = middle.addressee
    if not cue.charge or charged is None or not 0 < content[0].start - charged.span.end < _CHARGED:
        return content
    return (Span(charged.span.start, content[0].end), *content[1:])


def _quoted(scene: Scene, opener: Opener, end: int) -> tuple[Span, ...]:
    """The inside of the quotation that the opener stands at, and of those joined to it."""
    quotation = scene.inside.get(opener.start)
    if quotation is None:
        return ()
    if not quotation.closed and (piece := _to_next_speech(scene, opener, quotation)) is not None:
        return (piece,)
    pieces = [quotation]
    while True:
        after = scene.passage.token_at(pieces[-1].outer.end)
        while after < len(scene.tokens) and scene.tokens[after].key in _JOINED:
            after += 1
        following = scene.opening.get(after)
        near = following is not None and following.outer.start - pieces[-1].outer.end <= 4
        if following is None or not (near if pieces[-1].closed else _opens_paragraph(scene, after)):
            break
        pieces.append(following)
    if opener.kind == "quote" and _led_by_preposition(scene, opener):
        stop = content_end(scene, opener.token, end)
        piece = trim(scene, Span(opener.start, scene.tokens[stop - 1].end))
        return (piece,) if piece else ()
    if opener.kind == "colon" and (rest := _runs_on(scene, opener, pieces[-1].outer.end, end)):
        return rest
    return tuple(t for q in pieces if (t := trim(scene, q.inner)))


def _to_next_speech(scene: Scene, opener: Opener, quotation: Quotation) -> Span | None:
    """A quotation that is never closed ends where a later sentence of its paragraph begins with a verb of saying."""
    last = min(scene.passage.token_at(quotation.inner.end - 1), opener.token + LONGEST)
    at = scene.sentence(opener.token).last
    while at <= last:
        for hit in scene.cues.get(at, ()):
            finite = isinstance(hit.form.cue, Verb) and hit.form.form.tense == "past" and hit.chain in ("و", "ف")
            if finite and find_opener(scene, at, scene.sentence(at).last) is not None:
                return trim(scene, Span(opener.start, scene.tokens[at - 1].end))
        at = max(at + 1, scene.sentence(at).last)
    return None


def _opens_paragraph(scene: Scene, at: int) -> bool:
    """A quotation over several paragraphs opens each of them anew and is closed in the last only."""
    return at == scene.passage.paragraph_of(at).first


def _led_by_preposition(scene: Scene, opener: Opener) -> bool:
    """``اتفقا على «ضرورة» كذا``: the quotation is the beginning of a noun phrase that goes on after it."""
    return scene.is_in(opener.first - 1, "preposition") or scene.key(opener.first - 1) in ("ب", "ل")


def _runs_on(scene: Scene, opener: Opener, closed: int, end: int) -> tuple[Span, ...]:
    """After a colon, a short quotation at the head may only be the first words of what is said."""
    after = scene.passage.token_at(closed)
    if after >= end or scene.tokens[after].kind == "mark" or scene.tokens[after].key.startswith("و"):
        return ()
    if len(scene.passage.tokens_in(Span(opener.start, closed))) > 4 or after in scene.cues:
        return ()
    stop = content_end(scene, after, end)
    piece = trim(scene, Span(opener.start, scene.tokens[stop - 1].end))
    return (piece,) if piece else ()


def trim(scene: Scene, span: Span) -> Span | None:
    """Without white space, quotation marks, commas and the full stop at the edges; None if nothing is left.

    A closing mark stays out even where its opening one is inside: the content is what was said, not how it is set.
    """
    start, end, text = span.start, span.end, scene.text
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and (text[end - 1] in _EDGE or (text[end - 1] == ")" and "(" not in text[start:end])):
        end -= 1
    return Span(start, end) if end - start > 1 else None


def mode_of(scene: Scene, content: tuple[Span, ...], opener: Opener, cue: Span | None = None) -> SpeechMode:
    """``direct`` if all is in quotation marks or stands after a colon, ``mixed`` if a part is, else ``indirect``.

    A quotation that holds the cue itself is another's. Marks that set off a name, or a term that the article always
    sets off, quote nobody.
    """
    around = scene.quotations_around(content[0].start, content[-1].end)
    quotations = [q for q in around if cue is None or not q.inner.overlaps(cue)]
    if all(any(piece in q.inner for q in quotations) for piece in content):
        return "direct"
    partly = any(
        q.inner in piece or (q.inner.overlaps(piece) and q.outer.start >= piece.start)
        for piece in content
        for q in quotations
        if q.depth == 0 and len(q.inner) and not _sets_off_a_name(scene, q)
    )
    begins = any(q.inner.start <= content[0].start < q.inner.end for q in quotations)
    if partly or begins:
        return "mixed"
    reported = any(scene.is_in(opener.token - 1, g) for g in ("complementizer-with-b", "complementizer"))
    own = not reported or any(_in_first_person(scene, piece) for piece in content)
    return "direct" if opener.kind == "colon" and own else "indirect"


def _in_first_person(scene: Scene, piece: Span) -> bool:
    """Whether a speaker says I or we of himself: after ``قال: إن`` only that shows that the words are his own."""
    return any(scene.is_in(i, "first-person") for i in scene.passage.tokens_in(piece))


def _sets_off_a_name(scene: Scene, quotation: Quotation) -> bool:
    """Whether marks set off a name or a term: a mention, a term, what a naming noun calls (السفينة «نور»)."""
    if scene.is_name_quotation(quotation) or scene.is_term(quotation):
        return True
    before = scene.passage.token_at(quotation.outer.start) - 1
    words = len(scene.passage.tokens_in(quotation.inner))
    noun = scene.bare(before).removeprefix("ب").removeprefix("ل").removeprefix("ال")
    return words <= _NAME and (noun in scene.words["naming"] or scene.bare(before) in scene.words["naming"])


def is_bare_name(scene: Scene, content: tuple[Span, ...]) -> bool:
    """Whether all that is "said" is one word or a name: then it is only spoken *of*."""
    tokens = range(scene.passage.token_at(content[0].start), scene.end_of(content[0]))
    mention = scene.mention_in(content[0])
    named = mention is not None and len(mention.span) > 0.8 * len(content[0])
    return len(content) == 1 and (len(tokens) < 2 or named)
