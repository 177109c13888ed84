"""What the names of a page's elements say: tags, roles, classes and ids as site builders choose them.

A name is a hint and no proof: ``related`` on the element that holds the only text of a page is wrong, and
:mod:`khabar.pages.body` then goes against it. Only whole words of a name count (``ad`` in ``post-ad-box``, not in
``header``), and classes that a publishing system puts on every article for its keywords (``tag-iran``) do not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Hint = Literal[
    "body",
    "navigation",
    "aside",
    "related",
    "share",
    "advert",
    "comments",
    "form",
    "tags",
    "caption",
    "imprint",
    "hidden",
]

#: Hints of what no reader would keep.
FURNITURE: frozenset[str | None] = frozenset(
    ["navigation", "aside", "related", "share", "advert", "comments", "form", "tags", "caption", "hidden"]
)

#: Tags that say it themselves.
_TAGS: dict[str, Hint] = {
    "nav": "navigation",
    "menu": "navigation",
    "footer": "navigation",
    "aside": "aside",
    "form": "form",
    "dialog": "form",
    "figure": "caption",
    "figcaption": "caption",
    "time": "imprint",
    "address": "imprint",
    "amp-ad": "advert",
    "amp-embed": "advert",
    "amp-sticky-ad": "advert",
    "amp-sidebar": "navigation",
    "amp-social-share": "share",
    "amp-user-notification": "form",
}
_ROLES: dict[str, Hint] = {
    "navigation": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "contentinfo": "navigation",
    "search": "form",
    "dialog": "form",
    "alertdialog": "form",
    "complementary": "aside",
}

#: In this order: the first that fits a class or an id names it.
_WORDS: tuple[tuple[Hint, str], ...] = (
    ("comments", r"comments?|commentlist|disqus\w*|respond|comentarios|replies"),
    (
        "share",
        r"share|shares|sharing|sharebar|sharethis|addthis\w*|addtoany|a2a|social|socials|follow|followus|like-?box",
    ),
    (
        "advert",
        r"ads?|adv|advert|adverts|advertisement|advertising|adsbygoogle|adslot|adunit|dfp|gpt|sponsor|sponsored|banner",
    ),
    (
        "related",
        r"related\w*|recommend\w*|recirculation|recirc|outbrain|taboola|popular|trending|most-?read|most-?viewed"
        r"|teasers?|read-?more|read-?also|also-?read|see-?also|more-?(?:news|stories|articles|from|on)|suggest\w*"
        r"|you-?may|latest-?\w*|top-?stories|prev(?:ious)?-?(?:post|article)|next-?(?:post|article)|post-?navigation"
        r"|promo\w*|carousel|slider|swiper|also",
    ),
    (
        "tags",
        r"tags|tag-?(?:list|links|cloud|box|wrap(?:per)?|container|items?|area|section)|keywords|hashtags|topics"
        r"|post-?tag",
    ),
    ("caption", r"captions?|figcaption|image-?credit|photo-?credit|credit|wp-caption-text|gallery"),
    (
        "form",
        r"newsletter|subscri\w+|signup|sign-?in|login|modal|popup|cookies?|gdpr|consent|paywall|search\w*|toolbar|rating",
    ),
    (
        "navigation",
        r"nav|navs|navbar|navigation|menus?|submenu|megamenu|breadcrumbs?|crumbs|pagination|pager|paging|topbar|masthead"
        r"|footer|site-?header|copyright|colophon|ticker|skip-?link|skip|toc|disclaimer|sitemap|back-?to-?top|breaking",
    ),
    ("aside", r"sidebar\w*|side-?bar|widgets?|rail|aside|left-?col|right-?col"),
    (
        "imprint",
        r"date|datetime|time|timestamp|published|pubdate|posted-?on|byline|author|authors|dateline|entry-?meta|post-?meta"
        r"|source",
    ),
)
_BODY = re.compile(
    r"^(?:(?:article|entry|post|story|news|single|content|body|main|page|field|the|item|details?|text|topic)[-_]{0,2}"
    r"(?:body|content|text|main-?text|details?|body-?content|content-?body)|articlebody|articlecontent|newsdetails"
    r"|field-(?:name|type)-body|field--name-body|wysiwyg|rich-?text|prose|body-?copy|maincontent)$"
)
_HIDDEN_NAMES = (
    "hidden d-none sr-only visually-hidden visuallyhidden screen-reader-text invisible display-none print-only"
)
_HIDDEN = frozenset(_HIDDEN_NAMES.split())
_HINTS = tuple((hint, re.compile(rf"(?:^|[-_])(?:{words})(?:$|[-_])")) for hint, words in _WORDS)
# Names made by a build (``sc-xAdBf``) only look as if they had words in them.
_CAMEL_NAME = re.compile(r"^[a-z]{3,}(?:[A-Z][a-z]+)+$")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ATTRIBUTE = re.compile(r'(?:^|\s)(class|id|role|itemprop|hidden|style|aria-hidden|rel|datetime|href)="([^"]*)"')
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def attributes(raw: str) -> dict[str, str]:
    """Those attributes of a serialised tag that say something.

    >>> attributes(' class="story" data-x="1" hidden=""')
    {'class': 'story', 'hidden': ''}
    """
    return dict(_ATTRIBUTE.findall(raw))


def hint_of(tag: str, raw: str) -> Hint | None:
    """What an element is likely to hold, by its tag and its attributes.

    Args:
        tag: Its name in small letters.
        raw: Its attributes as they stand in the serialised page.

    >>> hint_of("div", ' class="post-related-box"')
    'related'
    >>> hint_of("article", ' class="post tag-iran"') is None
    True
    """
    if not raw:
        return _TAGS.get(tag)
    return _remembered(tag, raw) if len(raw) <= REMEMBERED else _hint_of(tag, raw)


def _hint_of(tag: str, raw: str) -> Hint | None:
    found = attributes(raw)
    if _is_hidden(found):
        return "hidden"
    prop = found.get("itemprop", "")
    if prop == "articleBody":
        return "body"
    if prop in ("datePublished", "author"):
        return "imprint"
    if (role := _ROLES.get(found.get("role", ""))) is not None:
        return role
    return _by_name(tag, found) or _TAGS.get(tag)


#: The same attributes come back all over a site; longer ones (pictures as data) are not kept in memory.
REMEMBERED = 400
_remembered = lru_cache(maxsize=10_000)(_hint_of)


def _is_hidden(found: dict[str, str]) -> bool:
    if "hidden" in found or (found.get("aria-hidden") == "true" and "href" not in found):
        return True
    if _NOT_SHOWN.search(found.get("style", "")):
        return True
    return not _HIDDEN.isdisjoint(found.get("class", "").lower().split())


def _by_name(tag: str, found: dict[str, str]) -> Hint | None:
    given = (*found.get("class", "").split(), *found.get("id", "").split())
    names = [(_CAMEL.sub("-", n) if _CAMEL_NAME.match(n) else n).lower() for n in given]
    if any(_BODY.match(name) for name in names):
        return "body"
    if tag in ("html", "body", "main", "article"):
        return None
    for hint, pattern in _HINTS:
        if any(pattern.search(name) for name in names):
            return hint
    return None
