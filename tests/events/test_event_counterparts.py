"""A minister and his counterpart are two, whether or not the lexicon knows who holds the offices."""

import pytest

from khabar.model import Page
from khabar.reader import read


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("التقى وزير الدفاع التركي نظيره القطري.", ("place/turkey",), ("place/qatar",)),
        ("بحث وزير الخارجية المصري مع نظيره السوداني ملف المياه.", ("place/egypt",), ("place/sudan",)),
    ],
)
def test_a_role_and_its_counterpart(text, actors, recipients):
    events = read(Page("a.txt", text + "\n")).articles[0].events
    assert [(e.type, e.actors, e.recipients) for e in events] == [("CONSULT", actors, recipients)]


def test_both_sides_agree():
    text = "التقى وزير الخارجية المصري نظيره السوداني في القاهرة. واتفق الجانبان على استئناف المفاوضات.\n"
    events = read(Page("a.txt", text)).articles[0].events
    assert [(e.type, e.actors) for e in events if e.type == "AGREE"] == [("AGREE", ("place/egypt", "place/sudan"))]


@pytest.mark.parametrize(
    ("text", "type_", "actors"),
    [
        ("شن الحوثيون هجوما على السعودية.", "ASSAULT", ("organization/houthis",)),
        ("حث الاتحاد الأوروبي إسرائيل على وقف إطلاق النار.", "REQUEST", ("organization/european-union",)),
    ],
)
def test_verbs_of_two_letters(text, type_, actors):
    events = read(Page("a.txt", text + "\n")).articles[0].events
    assert [(e.type, e.actors) for e in events] == [(type_, actors)]


def test_nobody_meets_alone():
    text = "زار الوزير العماني بغداد والتقى الرئيس العراقي.\n"
    events = read(Page("a.txt", text, published="2025-05-24")).articles[0].events
    assert all(len(e.actors + e.recipients) == 2 for e in events)
