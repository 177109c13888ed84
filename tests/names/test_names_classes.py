"""Classes of names that readers of random pages found wrong, each with a true or neutral sentence of our own."""

import pytest

from khabar.arabic import Passage
from khabar.lexicon import Lexicon
from khabar.model import Article, Span
from khabar.names import find_names


def named(text: str, *, date: str = "2015-07-22", outlet: str | None = None) -> dict[str, str]:
    article = Article("a", Span(0, len(text)), (Span(0, len(text)),), published=date, outlet=outlet)
    mentions, _ = find_names(Passage.of(text), article, Lexicon.bundled(), "0")
    return {m.text: m.entity for m in mentions}


def meant(text: str) -> dict[str, tuple[str, ...]]:
    article = Article("a", Span(0, len(text)), (Span(0, len(text)),), published="2015-07-22")
    _, references = find_names(Passage.of(text), article, Lexicon.bundled(), "0")
    return {r.span.of(text): r.entities for r in references}


def test_a_numbered_unit_is_an_organization_and_no_general() -> None:
    text = "قال اللواء خالد الشمراني إن اللواء 35 مدرع يتقدم، ودعم لواء 35 القوات."
    found = named(text)
    assert found["اللواء 35 مدرع"] == found["لواء 35"] == "organization/allwaa-35"
    assert "اللواء" not in meant(text)


@pytest.mark.parametrize(
    "text",
    ["وصل اللواء خالد الشمراني أول أمس", "رفع الحزب لواء الإصلاح", "شاركت فرقة الإنقاذ في البحث"],
)
def test_a_rank_a_banner_and_a_team_are_no_units(text: str) -> None:
    assert not any(entity.startswith("organization/") for entity in named(text).values())


def test_a_place_told_once_stands_alone_in_the_article() -> None:
    found = named("سيطرت القوات على محافظة لحج. ووصلت المساعدات لحج صباحا.")
    assert found == {"لحج": "place/lahij"}
    assert named("محافظتي إب وتعز")["إب"] == "place/ibb"
    assert "حجة" not in named("رفض الاقتراح بحجة الوقت، وهي حجة قديمة في محافظة صعدة")


def test_the_house_is_no_city() -> None:
    assert named("أخلى الدفاع المدني سكان العمارة") == {}


def test_a_kunya_belongs_to_the_name_and_so_does_the_nisba_behind_it() -> None:
    found = named("قتل أبو حمزة المصري في الغارة")
    assert list(found) == ["أبو حمزة المصري"]
    assert "place/egypt" not in found.values()


def test_a_name_stops_at_a_passive_participle() -> None:
    assert "حسن دشتي" in named("قال النائب حسن دشتي مرفوض هذا الطرح")
    assert "حسن محفوظ" in named("قال النائب حسن محفوظ إن الطرح مقبول")


def test_another_walk_of_life_is_another_person() -> None:
    assert "person/david-cameron" not in named("اعتذر المخرج كاميرون كراو").values()
    assert named("قال رئيس الوزراء البريطاني كاميرون إن بلاده ستشارك")["كاميرون"] == "person/david-cameron"


def test_of_two_of_one_name_the_words_before_decide() -> None:
    assert named("عارض النائب الجمهوري دينيس روس الاتفاق")["دينيس روس"] == "person/dennis-a-ross"
    assert named("رأى دينيس روس أن الاتفاق ناقص")["دينيس روس"] == "person/dennis-ross"


def test_a_tribe_in_a_place_name_makes_no_person() -> None:
    found = named("زار مدير شرطة خان بني هلال السوق")
    assert not any(entity.startswith("person/") for entity in found.values())


def test_the_northern_borders_are_a_province_only_in_their_kingdom() -> None:
    assert "place/northern-borders" not in named("زار الحدود الشمالية مع لبنان").values()
    assert "place/northern-borders" in named("وصل أمير منطقة الحدود الشمالية").values()


def test_a_court_is_of_the_state_the_article_is_about() -> None:
    uae = named("أيدت المحكمة الاتحادية العليا الحكم في الإمارات")
    iraq = named("أيدت المحكمة الاتحادية العليا الحكم في العراق")
    assert uae["المحكمة الاتحادية العليا"] == "organization/uae-federal-supreme-court"
    assert iraq["المحكمة الاتحادية العليا"] == "organization/iraqi-federal-supreme-court"


def test_a_coalition_is_told_by_its_enemies() -> None:
    against_is = named("قصف التحالف مواقع داعش، وخسر داعش الرمادي ثم عاد داعش إليها")
    in_yemen = named("قصف التحالف مواقع الحوثيين، وانسحب الحوثيون ثم عاد الحوثيون")
    assert against_is["التحالف"] == "organization/global-coalition-against-isis"
    assert in_yemen["التحالف"] == "organization/saudi-led-coalition"
    assert "التحالف" not in named("انفض التحالف بعد الانتخابات")


def test_two_given_names_are_not_the_man_who_has_a_third() -> None:
    assert named("كرم العميد حسن أحمد الفائزين")["حسن أحمد"] == "person/hsn-ahmd"


def test_a_surname_with_a_particle_stands_for_its_bearer() -> None:
    found = named("التقى الوزير ستيفان دي ميستورا، ورحب دي مستورا بالحوار")
    assert found["دي مستورا"] == "person/staffan-de-mistura"


def test_what_is_called_after_a_man_has_his_whole_name() -> None:
    assert "كتائب أبو الفضل العباس" in named("انضمت كتائب أبو الفضل العباس إلى القتال")


def test_a_preposition_behind_a_given_name_is_none_of_it() -> None:
    assert "خالد على" not in named("حصل خالد على درجة الماجستير")
    assert "محمد على كلاي" in named("هزم الملاكم محمد على كلاي خصمه")


def test_a_body_in_an_office_is_of_its_bearers_state() -> None:
    text = (
        "استقبلت القاهرة ومصر كلها الأمير محمد بن نايف ولي العهد نائب رئيس مجلس الوزراء في مصر العربية، قال سامح شكري"
    )
    assert (
        named("زار مصر الأمير محمد بن نايف ولي العهد نائب رئيس مجلس الوزراء وزير الداخلية").get("مجلس الوزراء")
        == "organization/saudi-cabinet"
    ), text


def test_an_initial_inside_a_name_belongs_to_it() -> None:
    assert "سوزان إي رايس" in named("قالت سوزان إي رايس إن المحادثات ستستمر")


def test_a_paper_named_by_two_words_of_the_language_needs_its_noun() -> None:
    assert "المصري اليوم" not in named("التقى وزير الخارجية المصري اليوم نظيره الأردني")
    assert "المصري اليوم" in named("ذكرت صحيفة المصري اليوم أن الوفد وصل")


def test_al_qaeda_in_quotation_marks_is_the_group_and_a_base_is_none() -> None:
    assert named("حركات مثل «القاعدة» و«طالبان»")["القاعدة"] == "organization/al-qaeda"
    assert "القاعدة" not in named("هبطت الطائرة في القاعدة الجوية")


@pytest.mark.parametrize(
    ("text", "no_name"),
    [
        ("تعهد بالقضاء على الحوثي قريبا", "على الحوثي"),
        ("السلاح النووي الإيراني لا وجود له", "السلاح النووي الإيراني"),
        ("تقدمت القوات من الغرب والشمال", "الغرب"),
        ("الشرك من أكبر الكبائر", "أكبر الكبائر"),
    ],
)
def test_prepositions_things_directions_and_superlatives_are_no_names(text: str, no_name: str) -> None:
    assert no_name not in named(text)
