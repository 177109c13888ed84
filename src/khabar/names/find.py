"""Who is named, and who is meant."""

from __future__ import annotations

from khabar.arabic import Passage
from khabar.lexicon import Lexicon
from khabar.model import Article, Mention, Reference, fact_id
from khabar.names.anchors import compile_anchors
from khabar.names.bodies import find_bodies
from khabar.names.choose import choose_names
from khabar.names.homonyms import drop_homonyms
from khabar.names.institutions import find_institutions
from khabar.names.metonyms import settle_metonyms
from khabar.names.persons import find_persons
from khabar.names.references import find_references
from khabar.names.scene import Name, Scene
from khabar.names.short import link_short_forms
from khabar.names.variants import find_variants


def find_names(
    passage: Passage, article: Article, lexicon: Lexicon, root: str
) -> tuple[tuple[Mention, ...], tuple[Reference, ...]]:
    """Mentions and references of one article.

    Args:
        passage: The article's kept text.
        article: Its outlet and date tell bodies and holders of office apart.
        lexicon: Actors, offices and words.
        root: The page's hash, for the ids.

    Returns:
        The mentions in order, and the references by where they begin, of several the longest first. Spans count in the
        page's text.

    >>> from khabar.model import Span
    >>> text = "وصل الوفد إلى مسقط، وقالت طهران إنها مستعدة."
    >>> article = Article("a", Span(0, len(text)), (Span(0, len(text)),), published="2025-04-12")
    >>> [(m.text, m.entity) for m in find_names(Passage.of(text), article, Lexicon.bundled(), "0")[0]]
    [('مسقط', 'place/muscat'), ('طهران', 'place/iran')]
    """
    scene = Scene(passage, article, lexicon)
    anchors = lexicon.compiled(compile_anchors).scan(
        scene.haystack, [(i, use.anchors) for i, use in scene.noted if use.anchors]
    )
    choose_names(scene)
    find_variants(scene)
    find_institutions(scene, anchors)
    find_bodies(scene, anchors)
    drop_homonyms(scene, anchors)
    find_persons(scene, anchors)
    link_short_forms(scene)
    settle_metonyms(scene)
    references = find_references(scene, anchors)
    return tuple(_mention(scene, root, name) for name in scene.ordered()), references


def _mention(scene: Scene, root: str, name: Name) -> Mention:
    span = scene.name_span(name)
    text = span.of(scene.passage.text)
    return Mention(fact_id(root, "mention", span, also=name.entity), span, text, name.kind, name.entity, name.rule)
