"""A reading written as JSON comes back as the same nouns."""

import orjson

from khabar.form import as_dict, from_dict, page_as_dict, page_of, to_json
from khabar.model import (
    Article,
    ArticleReading,
    Dropped,
    Event,
    Link,
    Mention,
    Page,
    Position,
    Problem,
    Reading,
    Reference,
    Source,
    Span,
    Statement,
    TimeExpression,
)

TEXT = "قال وزير الخارجية العماني بدر البوسعيدي الجمعة: «انتهت الجولة الخامسة في روما»."


def whole_reading() -> Reading:
    page = Page("a.txt", TEXT, url="https://example.org/a", problems=(Problem("x", "m", "a.txt", 3),), tags=("روما",))
    speaker = Source(Span(4, 40), "وزير الخارجية", "person/badr-albusaidi", "person", 1)
    outer = Statement("st-1", (speaker,), Span(0, 3), (Span(49, 78),), "direct", (Link("outlet", None, None, "own"),))
    inner = Statement(
        "st-2", (), None, (Span(49, 55),), "mixed", parent="st-1", sentence=Span(0, 80), notes=("mt-slip",),
        addressee=speaker, alternatives=(speaker,), condition=Span(0, 2), confidence=0.5,
    )  # fmt: skip
    event = Event(
        "ev-1", "CONSULT", "visit", ("place/iran",), (), "2025-05-23", "place/rome", "happened", Span(49, 78),
        Span(49, 55), {"round": 5, "topics": ("a", "b")}, statement="st-1",
    )  # fmt: skip
    article = Article("ar-1", Span(0, 80), (Span(0, 80),), headings=(Span(1, 2),), outlet_span=Span(0, 1), tags=("a",))
    read = ArticleReading(
        article,
        (Mention("me-1", Span(26, 40), "بدر البوسعيدي", "person", "person/badr-albusaidi", "r"),),
        (Reference(Span(4, 40), Span(4, 8), ("a",), "foreign-minister", "place/oman", "person", "m", "singular", "r"),),
        (TimeExpression("ti-1", Span(41, 47), "الجمعة", "DATE", "2025-05-23", None, "2025-05-24", "r"),),
        (outer, inner),
        (event,),
        (Position("po-1", "place/iran", "sanctions", "demands", "st-2", "self", Span(49, 78)),),
    )
    return Reading(page, (Dropped(Span(79, 80), "tags", "r"),), (read,), (Problem("y", "n", "a.txt"),), "1")


def test_a_reading_comes_back_whole():
    reading = whole_reading()
    data = orjson.loads(orjson.dumps(as_dict(reading, references=True)))
    page = page_of(orjson.loads(orjson.dumps(page_as_dict(reading.page))), reading.page.text)
    assert page == reading.page
    assert from_dict(data, page) == reading


def test_what_is_printed_comes_back_without_references():
    reading = whole_reading()
    back = from_dict(orjson.loads(to_json(reading)), reading.page)
    assert back.articles[0].references == ()
    assert back.articles[0].statements == reading.articles[0].statements


def test_half_a_character_is_written_as_one_replacement() -> None:
    page = Page("\udce9.txt", "قال ? \ud800 نعم", extracted=True)
    written = orjson.loads(to_json(Reading(page)))
    assert written["page"] == "\ufffd.txt"
    assert written["text"] == "قال ? \ufffd نعم"
    assert len(written["text"]) == len(page.text)
