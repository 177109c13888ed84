"""Names and references in sentences written for the tests."""

from __future__ import annotations

import pytest

from khabar.arabic import Passage
from khabar.lexicon import Lexicon
from khabar.model import Article, Mention, Reference, Span
from khabar.names import find_names


def read(text: str, published: str = "2025-05-20") -> tuple[tuple[Mention, ...], tuple[Reference, ...]]:
    whole = Span(0, len(text))
    return find_names(Passage.of(text), Article("a", whole, (whole,), published=published), Lexicon.bundled(), "0")


def mentions(text: str) -> list[tuple[str, str]]:
    return [(m.text, m.entity) for m in read(text)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اجتمع الوفدان في مسقط أمس.", [("مسقط", "place/muscat")]),
        ("رفضت طهران المقترح.", [("طهران", "place/iran")]),
        ("تحدث عن روسياوأوكرانيا معا.", [("روسيا", "place/russia"), ("أوكرانيا", "place/ukraine")]),
        ("نقلت الرسالة للولايات المتحدة.", [("ولايات المتحدة", "place/united-states")]),
        ("وقالت وزارة الخارجية الإيرانية إنها تدرس الرد.", None),
    ],
)
def test_known_names_are_found_without_their_attached_letters(
    text: str, expected: list[tuple[str, str]] | None
) -> None:
    if expected is None:
        assert [m[0] for m in mentions(text)] == ["وزارة الخارجية الإيرانية"]
    else:
        assert mentions(text) == expected


def test_nationality_adjectives_are_no_mentions() -> None:
    assert mentions("التقى الوفد الإيراني نظيره الأميركي.") == []


def test_a_role_with_a_name_is_one_reference() -> None:
    text = "قال وزير الخارجية العماني بدر البوسعيدي إن الجولة انتهت."
    spans = [r.span.of(text) for r in read(text)[1]]
    assert "وزير الخارجية العماني بدر البوسعيدي" in spans


def test_a_nameless_source_has_a_number() -> None:
    text = "قال مصدران إيرانيان إن الجولة تأجلت."
    found = read(text)[1][0]
    assert (found.span.of(text), found.source_kind, found.number) == ("مصدران إيرانيان", "anonymous", "dual")
