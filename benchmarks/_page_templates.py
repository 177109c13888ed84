# ruff: noqa: E501
"""Seven ways in which news sites build a page around an article, with everything a reader would not keep.

Each template is a function of an article and of a box of furniture; the furniture notes all it gives out, so that a
leak can be told. The templates are built like the systems behind Arabic news sites: WordPress, a portal with JSON-LD,
tables of the early 2000s, hashed class names of a JavaScript build, Drupal, AMP, and a page whose comments outweigh it.
"""

from __future__ import annotations

import html
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

SECTIONS = ("الرئيسية", "سياسة", "اقتصاد", "رياضة", "ثقافة", "منوعات", "صحة", "تكنولوجيا", "رأي", "محليات", "العالم")
SHARES = ("شارك على فيسبوك", "غرد على تويتر", "أرسل بالبريد الإلكتروني", "انسخ الرابط", "واتساب")
COMMENTS = (
    "كلام جميل ولكن لا أحد يعمل به في الواقع كما نرى جميعا كل يوم يا إخوان.",
    "لماذا لا تكتبون عن أسعار الخبز في بلادنا؟ هذا أهم بكثير من كل ما تكتبونه هنا.",
    "شكرا للكاتب على هذا الموضوع، وأتمنى أن تنشروا المزيد من الصور في المرة القادمة.",
    "أختلف مع كل من علق هنا، فالمسألة أقدم من ذلك بكثير وقد نسيتم ما جرى قبل عشر سنوات.",
)
ADVERTS = (
    "عرض خاص لفترة محدودة: خصم يصل إلى سبعين في المئة على جميع الأجهزة المنزلية.",
    "سجل الآن في دورة اللغة الإنكليزية واحصل على الشهر الأول مجانا من غير شروط.",
)
RIGHTS = "جميع الحقوق محفوظة للناشر، ولا يجوز نقل المواد المنشورة أو نسخها من غير إذن مكتوب مسبق منه."


@dataclass(frozen=True, slots=True)
class Text:
    """An article that is known: its headline and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(slots=True)
class Furniture:
    """Gives out furniture and notes it."""

    others: Sequence[Text]
    random: random.Random
    given: list[str] = field(default_factory=list)

    def note(self, text: str) -> str:
        """The text for the page; it is furniture."""
        self.given.append(text)
        return html.escape(text)

    def menu(self, css: str = "") -> str:
        """The sections of the site, with sub-menus."""
        return "".join(
            f'<li class="{css}"><a href="/s/{i}"><span>{s}</span></a><ul class="sub">'
            + "".join(f'<li><a href="/s/{i}/{j}">{s} {j}</a></li>' for j in range(12))
            + "</ul></li>"
            for i, s in enumerate(SECTIONS)
        )

    def picture(self, i: int) -> str:
        """The picture of a card, as sites print it for screens of all sizes."""
        return (
            f'<figure class="thumb"><picture><source srcset="/i/{i}.webp 1x, /i/{i}-2.webp 2x" media="(min-width: 900px)">'
            f'<source srcset="/i/{i}-s.webp"><img loading="lazy" alt="" src="/i/{i}.jpg" width="320" height="180"></picture></figure>'
        )

    def share(self) -> str:
        """Links to share the page."""
        return "".join(f'<a href="#share{i}"><i class="icon"></i> {self.note(s)}</a>' for i, s in enumerate(SHARES))

    def headline(self) -> str:
        """The headline of another article."""
        return self.note(self.random.choice(self.others).title)

    def teaser(self) -> str:
        """The beginning of another article, cut off."""
        words = self.random.choice(self.others).paragraphs[0].split()
        return self.note(" ".join(words[: self.random.randint(14, 24)]) + "...")

    def comments(self, count: int) -> list[str]:
        """What readers write under an article."""
        return [self.note(f"{self.random.choice(COMMENTS)} ({self.random.randint(10, 99)})") for _ in range(count)]

    def advert(self) -> str:
        """An advert."""
        return self.note(self.random.choice(ADVERTS))


Template = Callable[[Text, Furniture], str]
_SCRIPT = (
    "<script>" + "window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)};" * 500 + "</script>"
)
_STYLE = "<style>" + ".a .b{display:flex;margin:0 auto;color:#123456}" * 600 + "</style>"


def _paragraphs(text: Text, between: Callable[[int], str] = lambda _: "") -> str:
    return "".join(f"<p>{html.escape(p)}</p>{between(i)}" for i, p in enumerate(text.paragraphs))


def _page(text: Text, head: str, body: str) -> str:
    title = html.escape(text.title)
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title} | صحيفة البلد</title>'
        f"{_STYLE}{head}{_SCRIPT}</head>{body}</html>"
    )


def wordpress(text: Text, box: Furniture) -> str:
    """WordPress: entry-content, sharing and related posts of its plug-ins inside it, widgets beside it."""
    related = "".join(
        f'<div class="jp-relatedposts-post"><a href="/p/{i}">{box.picture(i)}<h4>{box.headline()}</h4></a><p>{box.teaser()}</p></div>'
        for i in range(3)
    )
    widgets = "".join(
        f'<li><a href="/w/{i}">{box.headline()}</a><span class="post-date">منذ {i + 2} ساعات</span></li>'
        for i in range(48)
    )
    comments = "".join(
        f'<li class="comment"><div class="comment-body"><cite>قارئ {i}</cite><p>{c}</p></div></li>'
        for i, c in enumerate(box.comments(4))
    )
    return _page(
        text,
        '<meta property="article:published_time" content="2025-05-23T20:10:00+03:00">',
        f"""<body class="single single-post has-sidebar no-comments-x"><header id="masthead" class="site-header">
        <nav class="main-navigation"><ul>{box.menu("menu-item")}</ul></nav></header>
        <div id="content"><main id="main"><article class="post type-post tag-iran category-news"><header class="entry-header">
        <h1 class="entry-title">{html.escape(text.title)}</h1><div class="entry-meta"><span class="posted-on"><time datetime="2025-05-23">23 مايو 2025</time>
        </span> <span class="byline">بواسطة <a href="/author/1">المحرر</a></span></div></header>
        <div class="entry-content">{_paragraphs(text)}<div class="sharedaddy sd-sharing">{box.share()}</div>
        <div id="jp-relatedposts" class="jp-relatedposts"><h3>ذات صلة</h3>{related}</div></div>
        <footer class="entry-footer"><span class="tags-links"><a href="/t/1" rel="tag">محادثات</a> <a href="/t/2" rel="tag">وساطة</a></span></footer></article>
        <div id="comments" class="comments-area"><h2>التعليقات</h2><ol class="comment-list">{comments}</ol>
        <form id="commentform"><p>{box.note("لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها.")}</p><textarea></textarea></form></div></main>
        <aside id="secondary" class="widget-area"><section class="widget"><h2>الأكثر قراءة</h2><ul>{widgets}</ul></section>
        <section class="widget"><p>{box.advert()}</p></section></aside></div>
        <footer id="colophon"><ul>{box.menu()}</ul><p>{box.note(RIGHTS)}</p></footer></body>""",
    )


def portal(text: Text, box: Furniture) -> str:
    """A portal with JSON-LD, "read also" boxes inside the text, and cards under it."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": text.title,
        "datePublished": "2025-05-23T20:10:00Z",
    }
    cards = "".join(
        f'<div class="c-card"><a class="c-card__link" href="/a/{i}">{box.picture(i)}<span class="c-card__title">{box.headline()}</span></a>'
        f'<div class="c-card__excerpt">{box.teaser()}</div><div class="c-card__time">قبل {i + 1} ساعات</div></div>'
        for i in range(48)
    )

    def between(i: int) -> str:
        if i == 1:
            return f'<div class="read-also"><strong>اقرأ أيضا</strong><ul><li><a href="/r/1">{box.headline()}</a></li><li><a href="/r/2">{box.headline()}</a></li></ul></div>'
        return f'<div class="ad-container" data-slot="mpu"><p>{box.advert()}</p></div>' if i == 3 else ""

    return _page(
        text,
        f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script><meta property="og:title" content="{html.escape(text.title)}">',
        f"""<body><div class="o-header"><div class="o-header__ticker">عاجل: {box.headline()}</div><nav><ul>{box.menu("o-nav__item")}</ul></nav></div>
        <div class="o-breadcrumb"><a href="/">الرئيسية</a> / <a href="/s">سياسة</a></div>
        <main class="o-layout"><article class="c-article"><h1 class="c-article__title">{html.escape(text.title)}</h1>
        <div class="c-article__info"><span class="c-article__author">خاص</span><time datetime="2025-05-23T20:10:00Z">الجمعة 23 مايو 2025</time></div>
        <div class="c-share-bar">{box.share()}</div><figure><img src="a.jpg" alt=""><figcaption>{box.note("صورة من الأرشيف لاجتماع سابق في قاعة المؤتمرات الكبرى")}</figcaption></figure>
        <div class="c-article__body">{_paragraphs(text, between)}</div><div class="c-tags"><a href="/t/1">محادثات</a><a href="/t/2">وساطة</a></div></article>
        <section class="c-related"><h2>مواضيع ذات صلة</h2><div class="c-grid">{cards}</div></section></main>
        <footer class="o-footer"><ul>{box.menu()}</ul><small>{box.note(RIGHTS)}</small></footer></body>""",
    )


def tables(text: Text, box: Furniture) -> str:
    """Tables of the early 2000s: no class says anything, and paragraphs are told apart by line breaks."""
    left = "".join(
        f'<tr><td><font size="2"><a href="n.asp?id={i}">{box.headline()}</a></font></td></tr>' for i in range(60)
    )
    body = "<br><br>".join(html.escape(p) for p in text.paragraphs)
    return _page(
        text,
        "",
        f"""<body bgcolor="#ffffff"><table width="100%"><tr><td colspan="3"><table><tr>{"".join(f'<td><a href="s.asp?id={i}">{s}</a></td>' for i, s in enumerate(SECTIONS))}</tr></table></td></tr>
        <tr><td width="160" valign="top"><table>{left}</table></td>
        <td valign="top"><table><tr><td><b><font size="5">{html.escape(text.title)}</font></b></td></tr><tr><td><font size="1">الجمعة 23 أيار/ مايو 2025</font></td></tr>
        <tr><td align="right"><font face="Arial">{body}</font></td></tr><tr><td><a href="p.asp">{box.note("نسخة للطباعة")}</a> <a href="m.asp">{box.note("أرسل إلى صديق")}</a></td></tr></table></td>
        <td width="160" valign="top"><table><tr><td>{box.advert()}</td></tr></table></td></tr>
        <tr><td colspan="3" align="center"><font size="1">{box.note(RIGHTS)}</font></td></tr></table></body>""",
    )


def hashed(text: Text, box: Furniture) -> str:
    """Class names of a JavaScript build: every box is a div, and no name says what it is."""

    def css() -> str:
        return "sc-" + "".join(box.random.choices("abcdefghijkmnopqrstuvwxyzABCDEF0123456789", k=7))

    cards = "".join(
        f'<div class="{css()}"><div class="{css()}"><a href="/n/{i}"><div class="{css()}">{box.picture(i)}</div><h3 class="{css()}">{box.headline()}</h3></a>'
        f'<p class="{css()}">{box.teaser()}</p></div></div>'
        for i in range(60)
    )
    paragraphs = "".join(f'<div class="{css()}"><span>{html.escape(p)}</span></div>' for p in text.paragraphs)
    return _page(
        text,
        f'<meta property="og:title" content="{html.escape(text.title)}"><meta property="og:site_name" content="البلد">',
        f"""<body><div id="__next"><div class="{css()}"><div class="{css()}">{"".join(f'<a class="{css()}" href="/s/{i}">{s}</a>' for i, s in enumerate(SECTIONS))}</div></div>
        <div class="{css()}"><div class="{css()}"><div class="{css()}"><h1 class="{css()}">{html.escape(text.title)}</h1><div class="{css()}"><span>23 مايو 2025 - 20:10</span></div>
        <div class="{css()}">{box.share()}</div><div class="{css()}">{paragraphs}</div></div>
        <div class="{css()}"><h2>الأكثر قراءة</h2>{"".join(f'<div class="{css()}"><a href="/m/{i}"><b>{i + 1}</b><span>{box.headline()}</span></a></div>' for i in range(40))}</div></div>
        <div class="{css()}"><h2>المزيد من الأخبار</h2><div class="{css()}">{cards}</div></div></div>
        <div class="{css()}"><p>{box.note(RIGHTS)}</p>{"".join(f'<a href="/f/{i}">{s}</a>' for i, s in enumerate(SECTIONS))}</div></div>
        <script id="__NEXT_DATA__" type="application/json">{json.dumps({"props": [p for t in box.others[:6] for p in t.paragraphs]}, ensure_ascii=False)}</script></body>""",
    )


def drupal(text: Text, box: Furniture) -> str:
    """Drupal: regions, blocks, fields, a poll and a newsletter box."""
    views = "".join(
        f'<div class="views-row"><div class="views-field views-field-title"><a href="/node/{i}">{box.headline()}</a></div><div class="views-field views-field-body">{box.teaser()}</div></div>'
        for i in range(40)
    )
    return _page(
        text,
        '<link rel="canonical" href="https://example.com/node/1">',
        f"""<body class="html not-front page-node node-type-article"><div id="page"><div id="header"><div class="region region-header"><div class="block block-system block-menu"><ul class="menu">{box.menu("leaf")}</ul></div></div></div>
        <div class="breadcrumb"><a href="/">الرئيسية</a> » <a href="/politics">سياسة</a></div>
        <div id="main"><div id="content" class="column"><h1 class="page-title">{html.escape(text.title)}</h1>
        <div class="node node-article"><div class="submitted">نشر بتاريخ 23 مايو 2025</div><div class="field field-name-body field-type-text-with-summary"><div class="field-items"><div class="field-item even" property="content:encoded">
        {_paragraphs(text)}</div></div></div><div class="service-links">{box.share()}</div>
        <div class="field field-name-field-tags"><div class="field-label">الكلمات الدلالية:</div><a href="/tags/1">محادثات</a></div></div>
        <div class="block block-views"><h2>مقالات ذات صلة</h2>{views}</div>
        <div class="block block-poll"><h2>استطلاع</h2><p>{box.note("هل تعتقد أن الأسعار ستنخفض في الأشهر الثلاثة المقبلة؟")}</p><label>{box.note("نعم ستنخفض كثيرا")}</label></div></div>
        <div class="region region-sidebar-first column sidebar"><div class="block block-newsletter"><p>{box.note("اشترك في نشرتنا البريدية ليصلك أهم ما ينشر كل صباح.")}</p></div>
        <div class="block"><ul>{"".join(f'<li><a href="/l/{i}">{box.headline()}</a></li>' for i in range(60))}</ul></div></div></div>
        <div id="footer"><div class="block">{box.note(RIGHTS)}</div></div></div></body>""",
    )


def amp(text: Text, box: Furniture) -> str:
    """AMP: custom elements, a side bar before everything, adverts between the paragraphs."""
    boxes = "".join(
        f'<li class="i-amphtml-item"><a href="/amp/{i}"><amp-img src="a.jpg" layout="responsive"></amp-img><span>{box.headline()}</span></a></li>'
        for i in range(40)
    )

    def between(i: int) -> str:
        return f'<amp-embed type="taboola"><div placeholder>{box.advert()}</div></amp-embed>' if i % 3 == 1 else ""

    return _page(
        text,
        '<meta name="datePublished" content="2025-05-23">',
        f"""<body><amp-sidebar id="sidebar" layout="nodisplay" class="sidebar"><ul>{box.menu()}</ul></amp-sidebar><header class="top"><a href="/">صحيفة البلد</a></header>
        <main><section class="story"><header><h1>{html.escape(text.title)}</h1><p class="time">23-05-2025 | 20:10</p></header>
        <amp-social-share type="twitter"></amp-social-share><div class="social">{box.share()}</div><section class="text">{_paragraphs(text, between)}</section></section>
        <section class="more"><h4>اقرأ أيضا</h4><ul>{boxes}</ul></section><amp-list class="most"><div>{"".join(f"<p><a href=/k/{i}>{box.headline()}</a></p>" for i in range(60))}</div></amp-list></main>
        <footer><p>{box.note(RIGHTS)}</p></footer></body>""",
    )


def commented(text: Text, box: Furniture) -> str:
    """A page whose comments outweigh its text, with a teaser of the next article under it."""
    comments = "".join(
        f'<div class="fb-comment-item"><b>قارئ {i}</b><div>{c}</div><a href="#r">رد</a></div>'
        for i, c in enumerate(box.comments(25))
    )

    return _page(
        text,
        "",
        f"""<body><div class="topmenu"><ul>{box.menu()}</ul></div><div class="container"><div class="row"><div class="col-md-8">
        <div class="news-title"><h1>{html.escape(text.title)}</h1></div><div class="news-date">تاريخ النشر: 23/05/2025 20:10</div><div class="social-icons">{box.share()}</div>
        <div class="news-text">{_paragraphs(text)}</div><div class="newsletter-box">{box.note("انضم إلى قناتنا ليصلك كل جديد فور نشره.")}</div>
        <div class="next-article"><a href="/next">{box.headline()}</a><p>{box.teaser()}</p></div>
        <div class="comments-wrapper"><h3>التعليقات (25)</h3>{comments}</div></div>
        <div class="col-md-4"><h3>آخر الأخبار</h3>{"".join(f'<div class="media"><div class="media-left"><a href="/x/{i}">{box.picture(i)}</a></div><a href="/x/{i}">{box.headline()}</a><small>منذ {i + 3} دقائق</small></div>' for i in range(60))}</div></div></div>
        <div class="copyright">{box.note(RIGHTS)}</div></body>""",
    )


TEMPLATES: tuple[Template, ...] = (wordpress, portal, tables, hashed, drupal, amp, commented)
