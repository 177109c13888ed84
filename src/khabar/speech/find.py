"""Who said what: the grammar of attribution over one article.

The steps: every token that can be a cue is read by the rule of its kind; contents that stand in each other are nested;
an "according to" around speech becomes a hop; speakers are resolved in the order of the text; chains are drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from khabar.arabic import Passage
from khabar.lexicon import Lexicon
from khabar.model import Article, Mention, Reference, Source, Span, Statement, TimeExpression, fact_id
from khabar.speech.according import by_according
from khabar.speech.chains import add_occasions, draw_chains
from khabar.speech.conditions import split_condition
from khabar.speech.draft import Draft
from khabar.speech.fabrication import mark_fabricated
from khabar.speech.headlines import by_headline, name_headline_outlet
from khabar.speech.labels import by_label, by_slip, by_tag
from khabar.speech.nesting import nest, turn_into_hops, without_echoes, without_nobodys, without_repeats
from khabar.speech.nouns import by_noun
from khabar.speech.participles import by_participle
from khabar.speech.rules import Rule, attribution_rules
from khabar.speech.scene import Scene
from khabar.speech.sources import to_sources
from khabar.speech.speakers import resolve
from khabar.speech.verbs import by_verb


def find_statements(
    passage: Passage,
    article: Article,
    mentions: Sequence[Mention],
    references: Sequence[Reference],
    times: Sequence[TimeExpression],
    lexicon: Lexicon,
    root: str,
) -> tuple[Statement, ...]:
    """Statements of one article, in order.

    Args:
        passage: The article's kept text.
        article: Its title counts: a headline may have a speaker.
        mentions: Names; a quotation that only sets off a name quotes nobody.
        references: Noun phrases that stand for somebody: the sources.
        times: Temporal expressions: never part of a source.
        lexicon: The cues.
        root: The page's hash, for ids.
    """
    scene = Scene(passage, article, mentions, references, times, lexicon)
    drafts = without_repeats(list(_draft_all(scene)))
    nest(drafts)
    drafts = turn_into_hops(scene, drafts)
    resolve(scene, drafts)
    name_headline_outlet(scene, drafts)
    drafts = without_echoes(without_nobodys(drafts))
    add_occasions(scene, drafts)
    draw_chains(scene, drafts)
    mark_fabricated(scene, drafts)
    ids = {id(d): _id(root, d) for d in drafts}
    rules = lexicon.compiled(attribution_rules)
    return tuple(_statement(scene, d, ids, rules) for d in drafts)


def _draft_all(scene: Scene) -> Iterator[Draft]:
    if headline := by_headline(scene):
        yield headline
    for at in range(len(scene.tokens)):
        if slip := by_slip(scene, at):
            yield slip
            continue
        if according := by_according(scene, at):
            yield according
            continue
        for hit in scene.cues.get(at, ()):
            tense = hit.form.form.tense
            if tense == "participle":
                draft = by_label(scene, hit) or by_participle(scene, hit)
            elif tense == "masdar":
                draft = by_noun(scene, hit)
            else:
                draft = by_label(scene, hit) or by_verb(scene, hit) or by_tag(scene, hit)
            if draft:
                yield draft
                break


def _id(root: str, draft: Draft) -> str:
    return fact_id(root, "statement", draft.cue, *draft.content)


def _statement(scene: Scene, draft: Draft, ids: dict[int, str], rules: Mapping[str, Rule]) -> Statement:
    condition, consequence = split_condition(scene, draft)
    addressee: Source | None = None
    if draft.middle.addressee is not None:
        addressee = to_sources(scene, draft.middle.addressee)[0]
    return Statement(
        id=ids[id(draft)],
        sources=draft.sources,
        cue=draft.cue,
        content=draft.content,
        mode=draft.mode,
        chain=draft.chain,
        cue_lemma=draft.lemma,
        cue_class=draft.cls,
        stance=draft.stance,
        alternatives=draft.alternatives,
        addressee=addressee,
        channel=draft.middle.channel,
        prompt=draft.middle.prompt,
        condition=condition,
        consequence=consequence,
        fabricated=draft.fabricated,
        parent=ids.get(id(draft.parent)) if draft.parent else None,
        sentence=_sentence(scene, draft),
        rule=f"speech.{draft.rule}",
        confidence=rules[draft.rule].confidence,
        notes=tuple(draft.notes),
    )


def _sentence(scene: Scene, draft: Draft) -> Span:
    first, last = scene.sentence(draft.at), scene.sentence(scene.passage.token_at(draft.hull.end - 1))
    return Span(min(first.span.start, draft.start), max(first.span.end, last.span.end))
