"""Positions found in whole sentences, through all stages before."""

from __future__ import annotations

import pytest

from khabar.model import Page, Position
from khabar.reader import read


def positions(text: str, published: str = "2025-05-23") -> list[Position]:
    return [p for a in read(Page("a.txt", text, published=published)).articles for p in a.positions]


def said(text: str) -> set[tuple[str, str, str]]:
    return {(p.party, p.issue, p.stand) for p in positions(text)}


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("طالبت إيران الولايات المتحدة برفع العقوبات.", ("place/iran", "sanctions", "demands")),
        ("قال عباس عراقجي إن إيران مستعدة لتعليق التخصيب.", ("place/iran", "uranium-enrichment", "offers")),
        ("وافقت إيران على وقف إطلاق النار.", ("place/iran", "ceasefire", "accepts")),
        ("رفضت إيران قيود التفتيش.", ("place/iran", "nuclear-restrictions", "rejects")),
        ("قال عباس عراقجي إن إيران لن تقبل وقف التخصيب.", ("place/iran", "uranium-enrichment", "rejects")),
        ("أكد عباس عراقجي أن إيران لن تتنازل عن التخصيب.", ("place/iran", "uranium-enrichment", "red-line")),
        ("قال عباس عراقجي إن التخصيب خط أحمر.", ("place/iran", "uranium-enrichment", "red-line")),
        (
            "قال عباس عراقجي إن وقف التخصيب ممكن إذا رفعت واشنطن حصارها.",
            ("place/iran", "uranium-enrichment", "conditions"),
        ),
    ],
)
def test_stands(text: str, position: tuple[str, str, str]) -> None:
    assert position in said(text)


def test_a_minister_speaks_for_the_state_and_says_so_himself() -> None:
    (position,) = positions("دعا عباس عراقجي إلى رفع العقوبات.")
    assert (position.party, position.stated_by) == ("place/iran", "self")


def test_a_stand_told_by_the_opponent_is_the_partys_stand_attributed() -> None:
    found = positions("قال ماركو روبيو إن إيران ترفض وقف التخصيب.")
    assert [(p.party, p.stand, p.stated_by) for p in found] == [("place/iran", "rejects", "opponent")]
    assert found[0].statement is not None


def test_the_articles_own_voice() -> None:
    (position,) = positions("لا تزال روسيا ترفض وقف إطلاق النار.")
    assert (position.statement, position.stated_by) == (None, "article")


def test_a_finer_issue_is_named_by_the_rule() -> None:
    (position,) = positions("رفضت إيران آلية الزناد.")
    assert (position.issue, position.rule) == ("sanctions", "refuse@snapback")


def test_praise_and_forecast_are_no_positions() -> None:
    assert positions("قال عباس عراقجي إن الطقس في مسقط جميل.") == []


def test_words_passed_on_by_the_other_side_are_attributed_by_the_opponent() -> None:
    text = "قال عباس عراقجي إن ماركو روبيو قال إن الولايات المتحدة ترفض التخصيب."
    found = [p for p in positions(text) if p.party == "place/united-states"]
    assert [(p.issue, p.stand, p.stated_by) for p in found] == [("uranium-enrichment", "rejects", "opponent")]
