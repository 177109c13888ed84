"""Whose an article is and when it was published, each with what it rests on."""

from __future__ import annotations

import pytest

from khabar.layout import split_page
from khabar.layout.dates import Ago, build_months, parse_moment, read_date_line, read_relative_line
from khabar.layout.lines import line_key
from khabar.layout.outlets import build_outlets
from khabar.lexicon import Lexicon
from khabar.model import Article, Page

BODY = "وقال الوزير العماني بدر البوسعيدي إن المحادثات أحرزت بعض التقدم لكنه لم يكن حاسما، معربا عن أمله في المزيد."


def article(text: str, **known: str) -> Article:
    (found,) = split_page(Page("p.txt", text, **known), Lexicon.bundled()).articles
    return found


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("السبت 24 مايو 2025", "2025-05-24"),
        ("آخر تحديث: ٢٤ أيار/ مايو ٢٠٢٥ - 10:15 م", "2025-05-24"),
        ("نشر في 24-05-2025 الساعة 22:15 بتوقيت غرينتش", "2025-05-24"),
        ("تاريخ النشر: 23.05.2025 | 17:21 GMT", "2025-05-23"),
        ("2025/05/24", "2025-05-24"),
        ("25 ذو القعدة 1446 هـ الموافق 23 مايو 2025", "2025-05-23"),
        ("May 24, 2025", "2025-05-24"),
        ("13 جويلية 2015", "2015-07-13"),
    ],
)
def test_date_lines(line: str, iso: str) -> None:
    day = read_date_line(line_key(line), Lexicon.bundled().compiled(build_months), None)
    assert day is not None
    assert day.isoformat() == iso


@pytest.mark.parametrize(
    "line",
    ["اتفاق 24 مايو 2025", "بين 12 و13 عاما", "1979", "المادة 12/5", "30 فبراير 2025", "24 مايو 2025 يوم حاسم في روما"],
)
def test_no_date_lines(line: str) -> None:
    assert read_date_line(line_key(line), Lexicon.bundled().compiled(build_months), None) is None


@pytest.mark.parametrize(
    ("line", "ago"),
    [
        ("منذ 30 دقيقة", Ago(30, "minutes")),
        ("منذ ساعة", Ago(1, "hours")),
        ("منذ ساعة واحدة", Ago(1, "hours")),
        ("قبل ساعتين", Ago(2, "hours")),
        ("منذ ثلاث ساعات", Ago(3, "hours")),
        ("منذ ٣ أيام", Ago(3, "days")),
        ("قبل أسبوعين", Ago(2, "weeks")),
        ("2 hours ago", Ago(2, "hours")),
        ("قبل قليل", Ago(0, "minutes")),
    ],
)
def test_relative_lines(line: str, ago: Ago) -> None:
    assert read_relative_line(line_key(line)) == ago


def test_a_relative_line_says_nothing_else() -> None:
    assert read_relative_line(line_key("منذ 30 عاما وهو ينتظر")) is None


@pytest.mark.parametrize(
    ("ago", "fetched", "iso"),
    [
        (Ago(30, "minutes"), "2025-05-25", "2025-05-25"),
        (Ago(30, "minutes"), "2025-05-25T00:10", "2025-05-24"),
        (Ago(5, "hours"), "2025-05-25", "2025-05-25"),
        (Ago(20, "hours"), "2025-05-25", "2025-05-24"),
        (Ago(20, "hours"), "2025-05-25T23:00:00Z", "2025-05-25"),
        (Ago(2, "days"), "2025-05-25", "2025-05-23"),
    ],
)
def test_counting_back(ago: Ago, fetched: str, iso: str) -> None:
    moment = parse_moment(fetched)
    assert moment is not None
    assert ago.before(moment[0], known_hour=moment[1]).isoformat() == iso


def test_the_manifest_wins_over_the_page() -> None:
    text = f"ختام جولة روما\n24 مايو 2025\n{BODY}"
    assert article(text).published == "2025-05-24"
    found = article(text, published="2025-05-23", fetched="2025-05-26")
    assert (found.published, found.published_basis) == ("2025-05-23", "manifest")


@pytest.mark.parametrize(
    ("said", "fetched", "iso"),
    [
        ("اليوم الأحد", "2025-05-27", "2025-05-25"),
        ("أمس الأربعاء", "2025-02-15", "2025-02-13"),
        ("يوم الجمعة", "2025-05-25", "2025-05-24"),
    ],
)
def test_a_date_inferred_from_the_text(said: str, fetched: str, iso: str) -> None:
    text = f"ختام جولة روما\nعقدت الجولة {said} في روما بوساطة عمانية. {BODY}"
    found = article(text, fetched=fetched)
    assert (found.published, found.published_basis) == (iso, "text")
    assert found.published_span is not None


def test_a_full_date_in_the_text_needs_nothing_beside_it() -> None:
    found = article(f"ختام جولة روما\nعقدت الجولة اليوم الجمعة 23 مايو 2025 في روما بوساطة عمانية. {BODY}")
    assert (found.published, found.published_basis) == ("2025-05-23", "text")


def test_the_day_of_fetching_is_the_last_resort() -> None:
    found = article(f"ختام جولة روما\n{BODY}", fetched="2025-05-25T10:00")
    assert (found.published, found.published_basis) == ("2025-05-25", "fetched")
    assert article(f"ختام جولة روما\n{BODY}").published is None


def test_outlet_and_date_from_the_address() -> None:
    found = article(f"ختام جولة روما\n{BODY}", url="https://www.aawsat.com/2025/05/24/rome")
    assert found.outlet == "organization/asharq-al-awsat"
    assert (found.outlet_basis, found.published, found.published_basis) == ("url", "2025-05-24", "url")


def test_outlets_of_a_manifest() -> None:
    outlets = Lexicon.bundled().compiled(build_outlets)
    assert outlets.resolve("aawsat") == "organization/asharq-al-awsat"
    assert outlets.resolve("organization/x") == "organization/x"
    assert outlets.resolve("قناة العربية") == "organization/al-arabiya"
    assert outlets.resolve("صحيفة الجزيرة") == "organization/al-jazirah"
    assert outlets.resolve("الجزيرة") == outlets.resolve("قناة الجزيرة") == "organization/al-jazeera"
    assert outlets.resolve("khabar-sample-1") == "organization/khabar-sample-1"


def test_an_agency_in_a_dateline_is_not_the_outlet() -> None:
    found = article(f"ختام جولة روما\nروما - رويترز\n{BODY}")
    assert found.outlet is None
    assert found.byline is not None


def test_the_aggregator_of_a_page() -> None:
    assert article(f"ختام جولة روما\n{BODY}", url="https://nabd.com/s/1").aggregator == "organization/nabd"
