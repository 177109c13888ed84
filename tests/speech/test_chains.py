"""The way of speech: relays, agencies named late, texts that a verb points back to, occasions that end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.model import Statement

Spoken = Callable[..., list[Statement]]

TASS, REUTERS = ("agency", "organization/tass"), ("agency", "organization/reuters")


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("ونقلت وكالة رويترز قول سيرغي لافروف إن الوفد وصل.", [REUTERS]),
        ("ونسبت وكالة تاس إلى ديمتري بيسكوف قوله إن الوفد وصل.", [TASS]),
        ("ونقلت وكالة تاس عن سيرغي لافروف قوله إن الوفد وصل. ونقلت عنه قوله إن الجولة قريبة.", [TASS]),
        ("الوفد وصل إلى جنيف، وفقا لما نقلته وكالة تاس عن ديمتري بيسكوف.", [TASS]),
        ("ذكرت وكالة رويترز نقلا عن مصدر دبلوماسي أن الوفد وصل.", [REUTERS]),
        ("علمت «عكاظ» من مصادر مطلعة أن الوفد وصل.", [("outlet", "organization/okaz")]),
        ("أفادت مصادر لوكالة رويترز أن الوفد وصل.", [REUTERS]),
        ("وقال سيرغي لافروف، في تصريحات أوردتها وكالة تاس، إن الوفد وصل.", [("statement", None), TASS]),
        ("وقال سيرغي لافروف إن الوفد وصل إلى جنيف. وفقا لوكالة تاس.", [TASS]),
        ("وقال سيرغي لافروف إن الوفد وصل إلى جنيف، وفقا للألمانية.", [("agency", "organization/dpa")]),
        ("أكد ماركو روبيو في مقابلة أجرتها معه قناة العربية أن الوفد وصل.", [("interview", "organization/al-arabiya")]),
        ("وقال ماركو روبيو في بيان تسلمت وكالة رويترز نسخة منه إن الوفد وصل.", [("statement", None), REUTERS]),
        (
            "وقال ماركو روبيو في بيان إن روسيا تريد التفاوض مع جيرانها.",
            [("person", "person/marco-rubio"), ("statement", None)],
        ),
        ("وتحدث ماركو روبيو للصحفيين فقال إن الوفد وصل.", [("briefing", None)]),
        ("وأصدرت وزارة الخارجية الروسية بيانا قالت فيه إن الوفد وصل.", [("statement", None)]),
        ("وألقى سيرغي لافروف كلمة أكد في مستهلها أن الوفد وصل.", [("statement", None)]),
        ("وقال ماركو روبيو للصحفيين إن الوفد وصل. وأضاف في وقت لاحق أن الجولة قريبة.", []),
        ("ذكرت وكالة تاس أن سيرغي لافروف قال إن الوفد وصل. وأضاف أن الجولة قريبة.", [TASS]),
        (
            "قال مصدران لوكالة رويترز إن الوفد وصل. وقال المصدران في رسالة مشتركة إن الثقة ضعيفة.",
            [("document", None), REUTERS],
        ),
    ],
)
def test_the_chain_of_the_last_statement(text: str, chain: list[tuple[str, str | None]], spoken: Spoken) -> None:
    assert [(link.kind, link.entity) for link in spoken(text)[-1].chain] == chain


def test_whose_remarks_a_verb_points_back_to(spoken: Spoken) -> None:
    statement = spoken("وبث التلفزيون الرسمي تصريحا لسيرغي لافروف قال فيه إن الوفد وصل.")[0]
    assert statement.sources[0].entity == "person/sergei-lavrov"


def test_the_newspaper_of_a_headline_is_the_one_that_speaks(spoken: Spoken) -> None:
    title = "صحيفة: القمة ممكنة قريبا"
    text = title + "\n\nأفادت صحيفة الغارديان بأن القمة ممكنة في الشهر المقبل."
    assert {s.sources[0].entity for s in spoken(text, title)} == {"organization/the-guardian"}
