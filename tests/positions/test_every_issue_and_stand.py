"""Every bundled issue and every stand, each read in a plain sentence."""

from __future__ import annotations

import pytest

from khabar.lexicon import Lexicon
from khabar.lexicon.codebook import read_codebook
from khabar.model import Page
from khabar.reader import read

LATER, EARLIER = "2025-07-20", "2015-07-20"
SENTENCES = [
    (
        "alliance-membership",
        "rejects",
        "place/russia",
        "قال بوتين إن روسيا ترفض انضمام أوكرانيا إلى حلف الناتو.",
        LATER,
    ),
    ("alliance-membership", "demands", "place/ukraine", "طالبت أوكرانيا بالانضمام إلى الاتحاد الأوروبي.", LATER),
    ("alliance-membership", "accepts", "place/turkey", "وافقت تركيا على انضمام السويد إلى حلف شمال الأطلسي.", LATER),
    ("ceasefire", "demands", "place/egypt", "طالبت مصر بوقف فوري لإطلاق النار في غزة.", LATER),
    ("ceasefire", "rejects", "place/israel", "رفضت إسرائيل مقترح وقف إطلاق النار في غزة.", LATER),
    ("ceasefire", "accepts", "organization/hamas", "أعلنت حركة حماس موافقتها على هدنة لمدة ستين يوما.", LATER),
    ("ceasefire", "conditions", "place/russia", "ربطت روسيا وقف إطلاق النار بانسحاب القوات الأوكرانية.", LATER),
    ("ceasefire", "offers", "place/russia", "عرض الرئيس الروسي هدنة لمدة ثلاثة أيام.", LATER),
    ("concessions", "rejects", "place/iran", "قال روحاني إن بلاده لن تقدم تنازلات في المفاوضات.", EARLIER),
    ("concessions", "accepts", "place/iran", "أقر ظريف بأن إيران قدمت تنازلات في المفاوضات.", EARLIER),
    ("concessions", "demands", "place/russia", "دعت موسكو كييف إلى تقديم تنازلات.", LATER),
    ("diplomatic-relations", "accepts", "place/iran", "استأنفت إيران علاقاتها الدبلوماسية مع السعودية.", LATER),
    ("diplomatic-relations", "offers", "place/iran", "أكد ظريف رغبة بلاده في تحسين العلاقات مع دول الجوار.", EARLIER),
    ("diplomatic-relations", "rejects", "place/saudi-arabia", "قطعت السعودية علاقاتها الدبلوماسية مع إيران.", LATER),
    (
        "diplomatic-relations",
        "conditions",
        "place/saudi-arabia",
        "قال الجبير إن تطبيع العلاقات مع إسرائيل مشروط بقيام دولة فلسطينية.",
        EARLIER,
    ),
    ("foreign-interference", "rejects", "place/bahrain", "استنكرت البحرين تدخل إيران في شؤونها الداخلية.", LATER),
    (
        "foreign-interference",
        "demands",
        "organization/gcc",
        "دعا مجلس التعاون إيران إلى الكف عن التدخل في شؤون دول المنطقة.",
        LATER,
    ),
    ("government-and-transition", "demands", "place/saudi-arabia", "قال الجبير إن على الأسد أن يرحل.", EARLIER),
    ("government-and-transition", "rejects", "place/russia", "قال لافروف إن موسكو ترفض رحيل الأسد.", LATER),
    (
        "humanitarian-aid",
        "demands",
        "organization/united-nations",
        "دعت الأمم المتحدة إسرائيل إلى رفع الحصار عن غزة.",
        LATER,
    ),
    ("humanitarian-aid", "offers", "place/kuwait", "أعلنت الكويت أنها ستقدم مساعدات إنسانية إلى اليمن.", LATER),
    ("humanitarian-aid", "accepts", "place/israel", "سمحت إسرائيل بدخول المساعدات إلى القطاع.", LATER),
    ("military-action", "offers", "place/united-states", "قال ترامب إن الخيار العسكري مطروح على الطاولة.", LATER),
    ("military-action", "accepts", "place/turkey", "وافقت تركيا على استخدام قاعدة إنجرليك لشن غارات جوية.", LATER),
    ("military-action", "demands", "place/ukraine", "دعت أوكرانيا الدول الأوروبية إلى إرسال قوات إليها.", LATER),
    ("military-action", "rejects", "place/germany", "قالت ألمانيا إنه لا يوجد حل عسكري للأزمة.", LATER),
    ("missiles-and-arms", "demands", "place/ukraine", "طلبت أوكرانيا من ألمانيا تزويدها بصواريخ بعيدة المدى.", LATER),
    ("missiles-and-arms", "offers", "place/germany", "أعلن المستشار الألماني أن بلاده ستزود أوكرانيا بصواريخ.", LATER),
    ("missiles-and-arms", "rejects", "place/iran", "قالت طهران إنها لن تتفاوض على برنامجها الصاروخي.", LATER),
    ("negotiations", "demands", "place/russia", "دعت روسيا الطرفين إلى استئناف المفاوضات المباشرة.", LATER),
    ("negotiations", "accepts", "place/iran", "وافقت إيران على عقد جولة جديدة من المحادثات في روما.", LATER),
    ("negotiations", "rejects", "place/iran", "قال وزير الخارجية الإيراني إن بلاده لن تتفاوض تحت الضغط.", LATER),
    (
        "negotiations",
        "offers",
        "place/turkey",
        "أكد الرئيس التركي استعداد بلاده لاستضافة المفاوضات بين روسيا وأوكرانيا.",
        LATER,
    ),
    (
        "negotiations",
        "conditions",
        "place/iran",
        "قالت إيران إنها لن تعود إلى المفاوضات إلا إذا رفعت واشنطن العقوبات.",
        LATER,
    ),
    ("nuclear-deal", "rejects", "place/israel", "قال نتنياهو إن الاتفاق النووي مع إيران خطأ تاريخي.", LATER),
    ("nuclear-deal", "accepts", "place/saudi-arabia", "رحبت السعودية بالاتفاق النووي بين إيران والقوى الكبرى.", LATER),
    ("nuclear-restrictions", "accepts", "place/iran", "وافقت إيران على زيارة المفتشين للمواقع العسكرية.", LATER),
    ("nuclear-weapons", "rejects", "place/iran", "قال الرئيس الإيراني إن بلاده لا تسعى إلى امتلاك سلاح نووي.", LATER),
    (
        "nuclear-weapons",
        "red-line",
        "place/united-states",
        "قال ترامب إن واشنطن لن تسمح لإيران بامتلاك سلاح نووي.",
        LATER,
    ),
    ("other", "rejects", "place/kuwait", "استنكرت الكويت تصريحات المالكي ضد السعودية.", LATER),
    ("other", "demands", "place/egypt", "طالبت مصر بريطانيا بإعادة حجر رشيد.", LATER),
    (
        "peace-settlement",
        "demands",
        "organization/united-nations",
        "قال الأمين العام للأمم المتحدة إنه لا بد من حل سياسي في اليمن.",
        LATER,
    ),
    ("peace-settlement", "accepts", "place/jordan", "أكد وزير الخارجية الأردني دعم بلاده لحل سياسي في سوريا.", LATER),
    ("peace-settlement", "rejects", "place/palestine", "رفضت السلطة الفلسطينية خطة السلام الأميركية.", LATER),
    ("prisoner-exchange", "demands", "place/united-states", "دعت الولايات المتحدة حماس إلى الإفراج عن الرهائن.", LATER),
    ("prisoner-exchange", "accepts", "organization/hamas", "وافقت حماس على إطلاق سراح عشرة رهائن.", LATER),
    ("prisoner-exchange", "offers", "place/ukraine", "عرضت أوكرانيا على روسيا تبادل جميع الأسرى.", LATER),
    ("sanctions", "demands", "place/iran", "طالبت إيران برفع العقوبات عنها.", LATER),
    ("sanctions", "offers", "organization/european-union", "هدد الاتحاد الأوروبي روسيا بفرض عقوبات جديدة.", LATER),
    (
        "sanctions",
        "accepts",
        "organization/european-union",
        "وافق الاتحاد الأوروبي على تمديد العقوبات على روسيا.",
        LATER,
    ),
    ("sanctions", "rejects", "place/china", "نددت الصين بالعقوبات الأميركية الجديدة.", LATER),
    (
        "sanctions",
        "conditions",
        "place/united-states",
        "قال كيري إن العقوبات لن ترفع إلا إذا نفذت إيران التزاماتها.",
        EARLIER,
    ),
    ("security-guarantees", "demands", "place/ukraine", "طالب زيلينسكي بضمانات أمنية لبلاده.", LATER),
    (
        "security-guarantees",
        "offers",
        "place/france",
        "قال ماكرون إن بلاده مستعدة لتقديم ضمانات أمنية لأوكرانيا.",
        LATER,
    ),
    ("settlements", "rejects", "place/jordan", "أدان الأردن مصادقة إسرائيل على بناء وحدات استيطانية جديدة.", LATER),
    ("settlements", "accepts", "place/israel", "صادقت الحكومة الإسرائيلية على بناء وحدات استيطانية جديدة.", LATER),
    ("settlements", "demands", "organization/european-union", "دعا الاتحاد الأوروبي إسرائيل إلى وقف الاستيطان.", LATER),
    ("statehood-and-recognition", "accepts", "place/spain", "اعترفت إسبانيا بدولة فلسطين.", LATER),
    ("statehood-and-recognition", "rejects", "place/israel", "قال نتنياهو إنه يرفض إقامة دولة فلسطينية.", LATER),
    ("territory", "red-line", "place/ukraine", "قال زيلينسكي إن وحدة الأراضي الأوكرانية خط أحمر.", LATER),
    ("territory", "demands", "place/united-arab-emirates", "طالبت الإمارات إيران بإعادة الجزر المحتلة.", LATER),
    ("trade-and-economy", "offers", "place/china", "قالت الصين إنها مستعدة لخفض الرسوم الجمركية.", LATER),
    ("trade-and-economy", "demands", "place/germany", "قالت ميركل إن على اليونان تنفيذ الإصلاحات الاقتصادية.", EARLIER),
    (
        "trade-and-economy",
        "accepts",
        "organization/greek-parliament",
        "وافق البرلمان اليوناني على حزمة الإنقاذ.",
        LATER,
    ),
    (
        "uranium-enrichment",
        "demands",
        "place/united-states",
        "قال ويتكوف إنه يجب على إيران وقف تخصيب اليورانيوم.",
        LATER,
    ),
    ("uranium-enrichment", "red-line", "place/iran", "قال عراقجي إن تخصيب اليورانيوم خط أحمر.", LATER),
    ("uranium-enrichment", "rejects", "place/iran", "رفضت إيران وقف تخصيب اليورانيوم.", LATER),
    ("withdrawal", "demands", "place/lebanon", "طالب الرئيس اللبناني إسرائيل بالانسحاب من الجنوب.", LATER),
    ("withdrawal", "rejects", "organization/hezbollah", "رفض حزب الله تسليم سلاحه.", LATER),
    ("withdrawal", "accepts", "place/israel", "وافقت إسرائيل على سحب قواتها من جنوب لبنان.", LATER),
]


@pytest.mark.parametrize(("issue", "stand", "party", "text", "published"), SENTENCES)
def test_a_plain_sentence_takes_its_stand(issue: str, stand: str, party: str, text: str, published: str) -> None:
    found = {
        (p.issue, p.stand, p.party)
        for a in read(Page("a.txt", text, published=published)).articles
        for p in a.positions
    }
    assert (issue, stand, party) in found


def test_no_main_issue_and_no_stand_is_left_out() -> None:
    codebook = read_codebook(Lexicon.bundled())
    assert {s[0] for s in SENTENCES} == {i.id for i in codebook.issues.values() if i.under is None}
    assert {s[1] for s in SENTENCES} == {cue.stand for cue in codebook.stands}
