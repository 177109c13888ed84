"""Whose a stand is, and what is none: the grammar around the word that takes it."""

from __future__ import annotations

from khabar.model import Page
from khabar.reader import read

Said = set[tuple[str, str, str]]


def said(text: str, published: str = "2025-07-20") -> Said:
    return {
        (p.party, p.issue, p.stand)
        for a in read(Page("a.txt", text, published=published)).articles
        for p in a.positions
    }


def test_a_pronoun_before_the_verb_is_its_subject_not_the_noun_behind_it() -> None:
    assert said("قال بنيامين نتنياهو إنه يرفض إقامة دولة فلسطينية.") == {
        ("place/israel", "statehood-and-recognition", "rejects")
    }


def test_a_pronoun_later_takes_up_whom_the_statement_speaks_of() -> None:
    text = "قال عباس عراقجي إن روسيا مستعدة لاستضافة المفاوضات، لكنها لن تتنازل عن أراضيها."
    assert ("place/russia", "territory", "red-line") in said(text)


def test_who_charges_another_does_not_speak_of_himself() -> None:
    found = said("اتهم الحزب الجمهوري باراك أوباما بأنه يريد رفع العقوبات.", "2015-07-20")
    assert "organization/republican-party" not in {party for party, _, _ in found}


def test_a_policy_stands_for_its_state() -> None:
    assert ("place/united-kingdom", "government-and-transition", "accepts") in said(
        "قال رياض ياسين إن الموقف البريطاني يدعم الشرعية في اليمن.", "2015-07-20"
    )


def test_both_ministers_take_the_stand_they_stress_together() -> None:
    found = said("شدد الوزيران المصري والفرنسي على ضرورة وقف إطلاق النار في غزة.")
    assert found == {("place/egypt", "ceasefire", "demands"), ("place/france", "ceasefire", "demands")}


def test_an_organ_speaks_for_its_body() -> None:
    found = said("استنكرت الأمانة العامة لمنظمة التعاون الإسلامي بناء وحدات استيطانية جديدة.")
    assert found == {("organization/oic", "settlements", "rejects")}


def test_who_begins_behind_a_dateline_is_not_its_country() -> None:
    assert not said("الصخيرات (المغرب): وقعت جماعات ليبية على اتفاق سلام.", "2015-07-20")


def test_what_qualifies_a_noun_is_no_refusal() -> None:
    assert not said("قال جون كيري إن التصريحات غير المقبولة لا تساعد على استئناف المفاوضات.", "2015-07-20")


def test_an_agreement_that_is_only_recalled_is_no_stand() -> None:
    assert not said("دخل الاتفاق النووي الذي وقعته إيران في فيينا حيز التنفيذ.", "2016-01-20")
    assert said("وقعت إيران على الاتفاق النووي في فيينا.", "2015-07-20") == {("place/iran", "nuclear-deal", "accepts")}


def test_a_duty_laid_on_a_pronoun() -> None:
    assert ("place/egypt", "foreign-interference", "demands") in said(
        "قال بدر عبد العاطي إن إثيوبيا عليها احترام سيادة السودان."
    )


def test_a_noun_under_a_negated_verb_takes_no_stand() -> None:
    assert said("قال وزير المالية الألماني إن ألمانيا قدمت تعهدات بتخفيف الديون.") == {
        ("place/germany", "trade-and-economy", "offers")
    }
    assert not said("قال وزير المالية الألماني إن ألمانيا لم تقدم أي تعهدات بتخفيف الديون.")


def test_another_demand_is_none_where_the_sentence_names_its_issue() -> None:
    found = said("طالبت مصر الدول الأعضاء بضرورة وقف إطلاق النار.")
    assert found == {("place/egypt", "ceasefire", "demands")}


def test_a_refusal_that_is_itself_what_is_said() -> None:
    assert ("place/jordan", "other", "rejects") in said("أعرب أيمن الصفدي عن رفضه لتصريحات الوزير الإسرائيلي.")


def test_the_gender_of_a_verb_tells_subject_from_object() -> None:
    assert said("أصدر مجلس الأمن قرارات يطالب فيها إيران بوقف تخصيب اليورانيوم.", "2015-07-20") == {
        ("organization/un-security-council", "uranium-enrichment", "demands")
    }
    assert ("place/iraq", "uranium-enrichment", "demands") in said("يطالب العراق إيران بوقف تخصيب اليورانيوم.")


def test_people_of_a_nation_are_not_the_state() -> None:
    assert not said("يأمل الكثير من الإيرانيين أن ترفع العقوبات عن بلادهم.")


def test_a_province_takes_no_stand_of_its_own_a_region_with_a_president_does() -> None:
    assert not said("دعا أمير منطقة القصيم رجال الأعمال إلى الاستثمار في بريدة.")
    assert ("place/iraqi-kurdistan", "statehood-and-recognition", "demands") in said(
        "طالب إقليم كردستان العراق بحق تقرير المصير."
    )


def test_a_noun_joined_to_nouns_is_no_verb() -> None:
    assert not said("تقود السعودية تحالفا للوقوف إلى جانب الحكومة في اليمن ودعمها.", "2015-07-20")


def test_to_demand_prevention_is_to_refuse() -> None:
    assert ("place/israel", "uranium-enrichment", "rejects") in said("دعا بنيامين نتنياهو إلى منع تخصيب اليورانيوم.")


def test_what_must_not_be_forgotten_is_no_demand() -> None:
    assert not said("قال جون كيري إنه ينبغي ألا ننسى أن الاتفاق النووي ثمرة مفاوضات طويلة.", "2015-07-20")


def test_all_it_can_for_or_against() -> None:
    assert ("place/united-states", "negotiations", "offers") in said(
        "قال جون كيري إن واشنطن ستفعل كل ما يمكن لإنجاح المفاوضات.", "2015-07-20"
    )
    assert ("place/israel", "nuclear-deal", "rejects") in said(
        "قال بنيامين نتنياهو إن إسرائيل ستفعل كل ما يمكن لعرقلة الاتفاق النووي.", "2015-07-20"
    )


def test_the_owner_of_a_refusal_is_trusted_though_it_only_tells_the_circumstances() -> None:
    assert ("place/israel", "nuclear-deal", "rejects") in said(
        "وفي ظل رفض إسرائيل للاتفاق النووي سافر جون كيري إلى فيينا.", "2015-07-20"
    )
