"""What holds for every text: of spans, of the form of values, of attached letters."""

from __future__ import annotations

import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.arabic import Passage
from khabar.lexicon import Lexicon
from khabar.times import find_times

WORDS = Lexicon.bundled()

#: ISO 8601 dates, times, periods and intervals; TIMEX3's own seasons, quarters, parts of the day, vague references.
VALUE = regex.compile(
    r"""(?:PAST|PRESENT|FUTURE)_REF
    | \d\d | \d\d\d
    | (?P<date>(?:\d{4}|XXXX)(?:-(?:(?:0[1-9]|1[0-2]|XX)(?:-(?:0[1-9]|[12]\d|3[01]|XX))?
      |W(?:[0-4]\d|5[0-3])|WXX-[1-7]|Q[1-4]|H[12]|SP|SU|FA|WI))?)
      (?:T(?:MO|MI|AF|EV|NI|(?:[01]\d|2[0-3]):[0-5]\d(?:Z|[+-]\d\d:\d\d)?))?
    | (?&date)/(?&date)
    | (?P<period>P(?:\d+(?:\.\d+)?Y)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?W)?(?:\d+(?:\.\d+)?D)?
      (?:T(?:\d+(?:\.\d+)?H)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?S)?)?)(?<!P)(?<!T)
    | (?&period)/(?&period)""",
    regex.VERBOSE,
)
PIECES = [
    *(
        "أمس",
        "اليوم",
        "غدا",
        "الجمعة",
        "(الثلاثاء)",
        "الماضي",
        "المقبل",
        "الجاري",
        "يوم",
        "يومي",
        "يومين",
        "شهر",
        "شهرا",
    ),
    *("عام", "العام", "سنوات", "ساعة", "ساعتين", "دقيقة", "الأسبوع", "مايو", "(أيار)", "/", "تشرين", "الأول", "رمضان"),
    *(
        "12",
        "31",
        "2015",
        "1436هـ",
        "22/7/2015",
        "3.67%",
        "15:30",
        "1,5",
        "و",
        "ونصف",
        "وعشرين",
        "ثلاث",
        "مئة",
        "الثامنة",
    ),
    *("قبل", "بعد", "منذ", "كل", "بين", "من", "إلى", "أكثر من", "نحو", "مطلع", "نهاية", "مساء", "فجر", "الربع", "صيف"),
    *(
        "قال",
        "سيزور",
        "،",
        ".",
        "الساعة",
        "بتوقيت غرينتش",
        "القرن",
        "الثمانينات",
        "ذلك",
        "نفسه",
        "هذا",
        "في",
        "الـ",
        "\n",
    ),
]
texts = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
days = st.one_of(st.none(), st.dates().map(lambda d: d.isoformat()))

ALONE = ["أمس الأربعاء", "ساعتين وعشرين دقيقة", "12 فبراير", "عام 2015", "ثلاث سنوات", "مايو (أيار) الماضي", "1436هـ"]
ALONE += ["أول من أمس", "شهر ونصف الشهر", "30 يوما", "22/7/2015", "مساء أمس", "نهاية عام 2014"]


@given(texts, days)
@settings(max_examples=300, deadline=None)
def test_spans_and_values(text: str, published: str | None) -> None:
    end = 0
    for time in find_times(Passage.of(text), published, WORDS, "00ff"):
        assert time.text == text[time.span.start : time.span.end]
        assert end <= time.span.start < time.span.end
        assert VALUE.fullmatch(time.value), time
        assert time.anchor is None or time.anchor == published
        end = time.span.end


@given(st.text(alphabet="امسيوةعشرقبل 0123456789/-:.,()%", max_size=40), days)
@settings(max_examples=200, deadline=None)
def test_any_letters_are_read_without_a_crash(text: str, published: str | None) -> None:
    for time in find_times(Passage.of(text), published, WORDS, "00ff"):
        assert VALUE.fullmatch(time.value), time


@given(st.sampled_from(ALONE), st.sampled_from(["و", "ل", "ب", "ف", "ول"]))
def test_an_attached_letter_changes_no_value(text: str, letter: str) -> None:
    (alone,) = find_times(Passage.of(text), "2025-05-21", WORDS, "00ff")
    (attached,) = find_times(Passage.of(letter + text), "2025-05-21", WORDS, "00ff")
    assert (attached.value, attached.type, attached.mod) == (alone.value, alone.type, alone.mod)
    assert attached.text == text
    assert attached.span.start == len(letter)


@given(st.sampled_from(ALONE))
def test_harakat_and_tatweel_change_nothing(text: str) -> None:
    (plain,) = find_times(Passage.of(text), "2025-05-21", WORDS, "00ff")
    (voiced,) = find_times(Passage.of(text.replace("م", "مَ").replace("س", "سـ")), "2025-05-21", WORDS, "00ff")
    assert (voiced.value, voiced.type) == (plain.value, plain.type)
