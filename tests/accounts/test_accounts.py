"""Happenings, differences, claims and contradictions."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from khabar.accounts import find_claims, find_contradictions, find_differences, find_happenings
from khabar.accounts.sides import compile_sides
from khabar.lexicon import Lexicon
from khabar.model import (
    Article,
    ArticleReading,
    Event,
    Link,
    Mention,
    Page,
    Reading,
    Root,
    Source,
    Span,
    Statement,
    Story,
    TimeExpression,
)
from khabar.stories import Pile

TRUMP, PUTIN, KREMLIN = "person/donald-trump", "person/vladimir-putin", "organization/kremlin"
CALL = "أجرى ترامب اتصالا هاتفيا ببوتين"


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon.bundled()


def article(name, text, *, date="2025-02-13", outlet=None, events=(), statements=(), times=(), mentions=()):
    page = Page(name, text, published=date)
    span = Span(0, len(text))
    head = Article(f"ar-{name}", span, (span,), outlet=outlet, published=date)
    return Reading(page, articles=(ArticleReading(head, mentions, (), times, statements, events),))


def event(id_, type_="CONSULT", mode="phone", actors=(TRUMP,), recipients=(PUTIN,), date="2025-02-12", **more):
    span = more.pop("span", Span(0, len(CALL)))
    facts = MappingProxyType(more.pop("facts", {}))
    place, status = more.pop("place", None), more.pop("status", "happened")
    return Event(id_, type_, mode, actors, recipients, date, place, status, span, span, facts, **more)


def statement(id_, text, content, speaker, *, chain=(), fabricated=False):
    at = text.index(content)
    source = Source(None, None, speaker, "person")
    span = Span(at, at + len(content))
    return Statement(id_, (source,), Span(0, 1), (span,), "indirect", chain, fabricated=fabricated, sentence=span)


def time(id_, text, phrase, value, mod=None):
    at = text.index(phrase)
    return TimeExpression(id_, Span(at, at + len(phrase)), phrase, "DURATION", value, mod, None, "test")


def name(id_, text, phrase, entity):
    at = text.index(phrase)
    return Mention(id_, Span(at, at + len(phrase)), phrase, "person", entity, "test")


def one_story(readings):
    articles = tuple(a.article.id for r in readings for a in r.articles)
    roots = tuple(Root(f"ro-{a}", (a,), None, "single") for a in articles)
    return Story("st", "", articles, roots, None, None, ())


def happenings(readings, lexicon):
    pile = Pile(readings)
    found = find_happenings(pile, [one_story(readings)], lexicon)
    return [find_differences(h, lexicon) for h in found]


def differing(happening):
    return {d.fact: [v for v, _ in d.values] for d in happening.disagreements}


def test_one_call_dated_a_day_apart_is_one_happening(lexicon):
    readings = [
        article("a", CALL, events=(event("e1", date="2025-05-18"),)),
        article("b", CALL + ".", events=(event("e2", date="2025-05-19"),)),
    ]
    (found,) = happenings(readings, lexicon)
    assert differing(found) == {"date": ["2025-05-18", "2025-05-19"]}


@pytest.mark.parametrize(
    ("date", "count"), [("2025-02-10", 1), ("2025-W07", 1), ("2025", 1), ("2015", 2), ("2024-12-01", 2)]
)
def test_what_is_told_without_a_date_is_no_old_news(lexicon, date, count):
    readings = [
        article("a", CALL, date="2025-02-13", events=(event("e1", date=None),)),
        article("b", CALL + ".", date="2025-02-13", events=(event("e2", date=date),)),
    ]
    assert len(happenings(readings, lexicon)) == count


def test_calls_of_two_days_are_two(lexicon):
    readings = [
        article("a", CALL, events=(event("e1", date="2025-05-16"),)),
        article("b", CALL + ".", events=(event("e2", date="2025-05-19"),)),
    ]
    assert len(happenings(readings, lexicon)) == 2


def test_other_persons_of_the_same_states_meet_on_their_own(lexicon):
    lavrov = event("e2", mode=None, actors=("person/marco-rubio",), recipients=("person/sergei-lavrov",))
    readings = [
        article("a", CALL, events=(event("e1", mode=None),)),
        article("b", CALL + ".", events=(lavrov,)),
    ]
    assert len(happenings(readings, lexicon)) == 2


def test_a_state_and_its_president_are_one_side(lexicon):
    states = event("e2", mode=None, actors=("place/united-states",), recipients=("place/russia",))
    readings = [article("a", CALL, events=(event("e1"),)), article("b", CALL + ".", events=(states,))]
    assert len(happenings(readings, lexicon)) == 1


def test_one_article_holds_two_accounts_of_one_call(lexicon):
    text = (
        "قال ترامب إن اتصاله مع بوتين استمر أكثر من ساعة. وأعلن الكرملين أن اتصال بوتين وترامب استمر ساعة ونصف الساعة."
    )
    president = statement("s1", text, "اتصاله مع بوتين استمر أكثر من ساعة", TRUMP)
    kremlin = statement("s2", text, "اتصال بوتين وترامب استمر ساعة ونصف الساعة", KREMLIN)
    reading = article(
        "a",
        text,
        events=(event("e1", statement="s1", span=Span(12, 30)),),
        statements=(president, kremlin),
        times=(
            time("t1", text, "أكثر من ساعة", "PT1H", "MORE_THAN"),
            time("t2", text, "ساعة ونصف الساعة", "PT1H30M"),
        ),
        mentions=(name("m1", text, "ترامب", TRUMP), name("m2", text, "بوتين", PUTIN)),
    )
    (found,) = happenings([reading], lexicon)
    assert [a.told_by for a in found.accounts] == [(TRUMP,), (KREMLIN,)]
    (difference,) = (d for d in found.disagreements if d.fact == "duration")
    assert {v: tellings[0].told_by for v, tellings in difference.values} == {">PT1H": (TRUMP,), "PT1H30M": (KREMLIN,)}


def test_the_length_of_a_war_is_no_length_of_a_call(lexicon):
    text = "تحدث ترامب مع بوتين عن الحرب التي استمرت ثلاث سنوات."
    reading = article(
        "a",
        text,
        events=(event("e1"),),
        times=(time("t1", text, "ثلاث سنوات", "P3Y"),),
        mentions=(name("m1", text, "ترامب", TRUMP),),
    )
    (found,) = happenings([reading], lexicon)
    assert all(t.fact != "duration" for a in found.accounts for t in a.tellings)


def test_about_two_hours_is_no_other_value_than_two_hours(lexicon):
    readings = []
    for n, mod in (("a", "APPROX"), ("b", None)):
        text = f"استمر الاتصال ساعتين بين ترامب وبوتين {n}"
        readings.append(
            article(
                n,
                text,
                events=(event(f"e{n}"),),
                times=(time(f"t{n}", text, "ساعتين", "PT2H", mod),),
                mentions=(name(f"m{n}", text, "ترامب", TRUMP),),
            )
        )
    (found,) = happenings(readings, lexicon)
    assert "duration" not in differing(found)


def test_what_one_says_happened_another_denies(lexicon):
    iran = {"type_": "CONCEDE", "mode": None, "actors": ("place/iran",), "recipients": (), "date": None}
    readings = [
        article("a", CALL, events=(event("e1", **iran),)),
        article("b", CALL + ".", events=(event("e2", **iran, status="denied"),)),
    ]
    (found,) = happenings(readings, lexicon)
    assert set(differing(found)["status"]) == {"happened", "denied"}


def test_a_plan_is_no_contradiction_of_what_became_of_it(lexicon):
    readings = [
        article("a", CALL, date="2025-02-11", events=(event("e1", status="planned"),)),
        article("b", CALL + ".", events=(event("e2"),)),
    ]
    (found,) = happenings(readings, lexicon)
    assert found.status == "happened"
    assert differing(found) == {}


def test_a_city_is_no_other_place_than_its_state(lexicon):
    readings = [
        article("a", CALL, events=(event("e1", place="place/rome"),)),
        article("b", CALL + ".", events=(event("e2", place="place/italy"),)),
    ]
    (found,) = happenings(readings, lexicon)
    assert "place" not in differing(found)


def test_who_is_silent_on_a_differing_fact_is_named(lexicon):
    readings = [
        article("a", CALL, events=(event("e1", facts={"round": 4}),)),
        article("b", CALL + ".", events=(event("e2", facts={"round": 5}),)),
        article("c", CALL + "!", events=(event("e3"),)),
    ]
    (found,) = happenings(readings, lexicon)
    (difference,) = (d for d in found.disagreements if d.fact == "round")
    assert difference.left_out == ("ar-c",)


DENIES = "لم نقدم تنازلات أبدا في مفاوضات الملف النووي"
CLAIMS = "قدمنا تنازلات في مفاوضات الملف النووي"
ZARIF = "person/mohammad-javad-zarif"


def test_the_same_words_through_one_agency_are_one_root(lexicon):
    irna = (Link("agency", "organization/irna"),)
    readings = [
        article("a", f"قال {DENIES}", statements=(statement("s1", f"قال {DENIES}", DENIES, ZARIF, chain=irna),)),
        article("b", f"أكد {DENIES}", statements=(statement("s2", f"أكد {DENIES}", DENIES, ZARIF, chain=irna),)),
        article("c", f"زعم {DENIES}", statements=(statement("s3", f"زعم {DENIES}", DENIES, ZARIF),)),
    ]
    story = one_story(readings)
    (claim,) = find_claims(Pile(readings), story, lexicon)
    assert len(claim.statements) == 3
    assert set(claim.roots) == {"organization/irna", "ro-ar-c"}


def test_fabricated_words_are_no_claim(lexicon):
    text = f"قال {DENIES}"
    reading = article("a", text, statements=(statement("s1", text, DENIES, ZARIF, fabricated=True),))
    assert find_claims(Pile([reading]), one_story([reading]), lexicon) == ()


def test_asserted_here_and_denied_there(lexicon):
    readings = [
        article("a", f"قال {DENIES}", statements=(statement("s1", f"قال {DENIES}", DENIES, ZARIF),)),
        article("b", f"أقر {CLAIMS}", statements=(statement("s2", f"أقر {CLAIMS}", CLAIMS, ZARIF),)),
    ]
    pile, story = Pile(readings), one_story(readings)
    claims = find_claims(pile, story, lexicon)
    assert len(claims) == 2
    (found,) = find_contradictions(pile, story, claims, lexicon)
    assert [(v, [t.statement for t in tellings]) for v, tellings in found.values] == [
        ("asserted", ["s2"]),
        ("denied", ["s1"]),
    ]


def test_still_is_no_negation(lexicon):
    still = "لا تزال مفاوضات الملف النووي مع طهران مستمرة في فيينا"
    going = "مفاوضات الملف النووي مع طهران مستمرة في فيينا"
    readings = [
        article("a", f"قال {still}", statements=(statement("s1", f"قال {still}", still, ZARIF),)),
        article("b", f"أكد {going}", statements=(statement("s2", f"أكد {going}", going, ZARIF),)),
    ]
    pile, story = Pile(readings), one_story(readings)
    claims = find_claims(pile, story, lexicon)
    assert len(claims) == 1
    assert find_contradictions(pile, story, claims, lexicon) == ()


@pytest.mark.parametrize(
    ("entity", "side"),
    [
        ("person/sergei-lavrov", "place/russia"),
        ("organization/kremlin", "place/russia"),
        ("place/moscow", "place/russia"),
        ("organization/hamas", "organization/hamas"),
        ("person/nobody-knows", "person/nobody-knows"),
    ],
)
def test_sides(lexicon, entity, side):
    assert lexicon.compiled(compile_sides).of(entity, "2025-05-19") == side
