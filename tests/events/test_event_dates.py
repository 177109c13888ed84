"""Which date of a sentence an event takes, in sentences written for the project (published on Friday 2025-05-23)."""

from __future__ import annotations

import pytest

from khabar.events.dating import last_day
from khabar.model import Event, Page
from khabar.reader import read


def events(text: str) -> list[Event]:
    return [e for a in read(Page("a.txt", text, published="2025-05-23")).articles for e in a.events]


def the(text: str, type_: str) -> Event:
    return next(e for e in events(text) if e.type == type_)


@pytest.mark.parametrize(
    ("text", "type_", "date"),
    [
        # of its own clause, behind it or before it
        ("التقى جون كيري أمس سيرغي لافروف في جنيف.", "CONSULT", "2025-05-22"),
        ("يوم الاثنين، التقى جون كيري سيرغي لافروف.", "CONSULT", "2025-05-19"),
        # of what the clause only speaks of: none
        ("اتهمت كينيا حركة الشباب بقصف بلدة حدودية الشهر الماضي.", "ACCUSE", None),
        ("في هجوم على سفارة بلاده في نيروبي عام 1998 تنتقده كينيا، قال جون كيري إن التحقيق انتهى.", "ACCUSE", None),
        ("رفضت كينيا (التي استضافت قمة عام 2013) عقوبات الاتحاد الأفريقي.", "REJECT", None),
        # of the saying, which is no day of what is said
        ("قال سيرغي لافروف أمس إن كينيا تتهم النرويج بدعم المتمردين.", "ACCUSE", None),
        # of the saying, where somebody tells of his own doing
        ("أعلن جون كيري أمس أنه التقى سيرغي لافروف.", "CONSULT", "2025-05-22"),
        # of the day on which something else was
        ("بدأ الحوار في 12 مايو، عندما التقى جون كيري سيرغي لافروف.", "CONSULT", "2025-05-12"),
        # of what is called after a day, of a period, of what happened since another act: none
        ("انتقد جون كيري قادة ثورة 25 يناير.", "ACCUSE", None),
        ("وصلت أمس سفينة نرويجية إلى مومباسا بعد قصف القوات الكينية المدينة.", "ASSAULT", None),
        # of a newspaper called after a day: none
        ("انتقد جون كيري في حديث مع (اليوم) العقوبات على كينيا.", "ACCUSE", None),
        # of its own clause, however long the titles in it
        (
            "استقبل رئيس جمهورية كينيا القائد الأعلى للقوات المسلحة رئيس مجلس الأمن القومي رئيس اللجنة العليا للدفاع "
            "رئيس المجلس الأعلى للطاقة في قصر الرئاسة أمس جون كيري.",
            "CONSULT",
            "2025-05-22",
        ),
        # who tells of it says it on another day
        ("اتصل جون كيري أول من أمس بسيرغي لافروف، حسبما أعلنت الخارجية أمس.", "CONSULT", "2025-05-21"),
    ],
)
def test_date_belongs_to_the_act_that_governs_it(text: str, type_: str, date: str | None) -> None:
    assert the(text, type_).date == date


def test_what_goes_on_with_the_future_is_planned() -> None:
    text = "سيلتقي جون كيري سيرغي لافروف في جنيف ويتناول العشاء مع ديفيد كاميرون."
    assert {e.status for e in events(text)} == {"planned"}


def test_what_is_to_come_has_no_day_that_is_over() -> None:
    text = "من المقرر أن يلتقي جون كيري سيرغي لافروف في القاعة التي شهدت قمة الأسبوع الماضي."
    assert [e.date for e in events(text) if e.status == "planned"] == [None]


def test_a_year_ends_after_all_its_days() -> None:
    assert last_day("2025") > "2025-12-31"


@pytest.mark.parametrize(
    ("text", "type_", "date"),
    [
        # at once, later, or within what was told before
        ("التقى جون كيري أمس سيرغي لافروف. واتصل لاحقا بديفيد كاميرون.", "CONSULT", "2025-05-22"),
        ("انتقدت كينيا أمس عقوبات الاتحاد الأفريقي. ورفض سيرغي لافروف على الفور هذا الموقف.", "REJECT", "2025-05-22"),
        # the sentence behind the lead goes on with its day, one that tells what had been before does not
        ("عقد مجلس النواب الكيني جلسة أمس.\nومثل جون كيري أمام لجنة العلاقات الخارجية.", "CONSULT", "2025-05-22"),
        ("عقد مجلس النواب الكيني جلسة أمس.\nوكان جون كيري قد رفض مقترح النرويج.", "REJECT", None),
        # what came of it is told behind it
        ("طالبت كينيا النرويج بسحب سفيرها. جاء ذلك في بيان نشر أمس.", "REQUEST", "2025-05-22"),
        # a decision that lies before somebody has its deadline
        ("وبقي أمام الكونغرس حتى 17 سبتمبر للتصديق على الاتفاق النووي.", "AGREE", "2025-09-17"),
    ],
)
def test_undated_acts_share_the_day_told_before(text: str, type_: str, date: str | None) -> None:
    assert [e.date for e in events(text) if e.type == type_][-1] == date


def test_a_decision_that_lies_before_somebody_is_proposed() -> None:
    event = the("وبقي أمام الكونغرس حتى 17 سبتمبر للتصديق على الاتفاق النووي.", "AGREE")
    assert event.status == "proposed"


@pytest.mark.parametrize(
    ("text", "type_", "place"),
    [
        ("التقى جون كيري سيرغي لافروف في وسط مدينة نيروبي.", "CONSULT", "place/nairobi"),
        ("زار جون كيري كينيا.", "CONSULT", "place/kenya"),
        ("قصفت قوات كينيا مدينة مومباسا.", "ASSAULT", "place/mombasa"),
        # where the object of an accusation is
        ("اتهمت كينيا حركة الشباب بقتل مدنيين في مومباسا.", "ACCUSE", None),
    ],
)
def test_place(text: str, type_: str, place: str | None) -> None:
    assert the(text, type_).place == place
