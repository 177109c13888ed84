"""An HTML page as blocks: the stretches of text that stand apart on the screen, each with where it stands.

The tree of the parser (which repairs a page as browsers do) is written out again and read in one pass of a regular
expression: several times faster than asking the parser for node after node, and safe because what it writes is
balanced and escaped. Scripts, styles and whatever else shows no text are taken out of the tree before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from resiliparse.parse.html import ElementNode, HTMLTree

from khabar.pages.hints import FURNITURE, Hint, attributes, hint_of
from khabar.pages.outline import Block, Box, Outline

#: Elements whose content is no text of the page, or is not read as markup.
NO_TEXT = (
    "script, style, noscript, template, iframe, xmp, noembed, noframes, plaintext, svg, math, textarea, select, "
    "button, object, embed, canvas, video, audio, datalist, head, map"
)
_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr keygen frame"
_VOID = frozenset(_VOID_NAMES.split())
_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr li legend main menu nav ol p pre section summary table tbody td "
    "tfoot th thead tr ul html"
)
_BLOCK = frozenset(_BLOCK_NAMES.split())
#: What stands apart from the text around it even without being a block.
_INLINE = frozenset(["span", "time", "ins"])
_APART: frozenset[str | None] = frozenset(
    ["imprint", "share", "advert", "related", "comments", "tags", "form", "navigation"]
)
_TOKEN = re.compile(r'<(/?)([a-zA-Z][^\s/>]*)([^>"]*(?:"[^"]*"[^>"]*)*)>|([^<]+)|<!--.*?-->|<', re.DOTALL)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_LINE_END = re.compile(r" ?\n ?")
_MARKUP = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"  +")
_MORE_LINES = re.compile(r"\n{3,}")

# Lists of links (menus, headlines of other articles) are taken out in one sweep: they are half of a page's elements.
_LINK_ITEM = (
    r"<li[^>]*+>\s*+<a [^>]*+>[^<]*+(?:</?(?:span|i|b|strong|em|img|small|font)\b[^>]*+>[^<]*+)*+</a>\s*+</li>\s*+"
)
_LINK_LISTS = re.compile(f"{_LINK_ITEM}{_LINK_ITEM}(?:{_LINK_ITEM})++")  # searched by its first letters: <li
_TAG_BOX = ("tag", "keyword", "topic", "label")
_PICTURES = re.compile(
    r"<figure[^>]*+>\s*+(?:</?(?:picture|source|img|a|div|span)\b[^>]*+>\s*+)*+</figure>"
    r"|<(?:img|source|input|link|meta)\b[^>]*+>|</?picture\b[^>]*+>"
)
#: Elements nested deeper than this count as part of the one around them: nobody builds a page so, but attackers do.
DEEPEST = 256


@dataclass(slots=True)
class _Reader:
    """The state of the pass over the tokens."""

    box: Box
    boxes: list[Box]
    blocks: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    moments: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    imprint: bool = False
    anchors: int = 0

    def flush(self) -> None:
        """End the block at hand."""
        text = "".join(self.parts)
        self.parts.clear()
        if "\n" in text or "  " in text:
            text = _MORE_LINES.sub("\n\n", _LINE_END.sub("\n", _SPACES.sub(" ", text)))
        if text := text.strip(" \n"):
            link = min(1.0, self.linked / len(text))
            moments, tags = tuple(self.moments), tuple(self.tags)
            self.blocks.append(
                Block(
                    text, self.box.tag, self.box, text.count(" ") + 1, link, moments, tags, self.imprint, self.anchors
                )
            )
            self.moments.clear()
            self.tags.clear()
        self.linked = self.anchors = 0
        self.imprint = False

    def enter(self, tag: str, hint: Hint | None) -> None:
        """Open a box in the one at hand."""
        back = self.box
        if back.depth >= DEEPEST:
            return
        hints = back.hints if hint is None or hint in back.hints else back.hints | {hint}
        self.box = box = Box(back, tag, hint, back.depth + 1, hints, back.outer)
        if box.outer is None and hint in FURNITURE:
            box.outer = box
        self.boxes.append(box)


def read_blocks(tree: HTMLTree) -> Outline:
    r"""The blocks of a page, in order; the tree loses what shows no text.

    >>> tree = HTMLTree.parse("<h1>عنوان</h1><p>قال <a href='/x'>الوزير</a> ذلك.<br>وأضاف.</p>")
    >>> [(b.tag, b.text) for b in read_blocks(tree).blocks]
    [('h1', 'عنوان'), ('p', 'قال الوزير ذلك.\nوأضاف.')]
    """
    body = tree.body
    if body is None:
        return Outline([], [])
    for node in body.query_selector_all(NO_TEXT):
        node.decompose()
    _prune_menus(body)
    return _read(_LINK_LISTS.sub(_unless_tags, _PICTURES.sub("", body.html)))


def _prune_menus(body: ElementNode) -> None:
    """Take the menus out, unless one holds the page itself, because nobody closed it."""
    menus = body.query_selector_all("nav")
    if menus:
        size = len(body.text or "")
        for node in menus:
            if len(node.text or "") < 0.5 * size:
                node.decompose()


def _unless_tags(found: re.Match[str]) -> str:
    """Nothing in the place of a list of links, unless its links are keywords."""
    start = found.start()
    around = found.string[max(0, start - 300) : min(start + 300, found.end())].lower()
    return found.group() if any(word in around for word in _TAG_BOX) else ""


def _read(source: str) -> Outline:
    root = Box(None, "body", None, 0, frozenset(), None)
    reader = _Reader(root, [root])
    # For each open element: the box to go back to, and whether it is a link.
    open_: list[tuple[Box | None, bool]] = []
    links = kept = 0
    parts = reader.parts
    for match in _TOKEN.finditer(source):
        text = match[4]
        if text is not None:
            if text.isspace() and not kept:
                parts.append(" ")
                continue
            piece = _text(text, as_is=kept > 0)
            parts.append(piece)
            if links:
                reader.linked += len(piece.strip())
            continue
        tag = match[2]
        if tag is None:
            continue
        if match[1]:
            if not open_:
                continue
            back, is_link = open_.pop()
            links -= is_link
            if tag == "pre":
                kept = max(0, kept - 1)
            if back is not None:
                if parts:
                    reader.flush()
                reader.box = back
        elif tag in _VOID:
            if tag == "br":
                parts.append("\n")
            elif tag == "hr":
                reader.flush()
        else:
            raw = match[3]
            if raw or "-" in tag or tag in _BLOCK:
                opened = _open(reader, tag, raw, source, match.end())
                links += opened[1]
                kept += tag == "pre"
                open_.append(opened)
            else:
                open_.append(_PLAIN)
    reader.flush()
    return Outline(reader.blocks, reader.boxes)


#: An element that changes nothing: ``<b>``.
_PLAIN: tuple[Box | None, bool] = (None, False)


def _open(reader: _Reader, tag: str, raw: str, source: str, at: int) -> tuple[Box | None, bool]:
    """Open an element; the box to go back to when it ends if it is a block, and whether it is a link."""
    if tag == "a":
        if "rel=" in raw or "tags" in reader.box.hints:
            _note(reader, tag, raw, source, at)
        is_link = "href=" in raw
        reader.anchors += is_link
        return None, is_link
    hint = hint_of(tag, raw) if raw or tag in _BLOCK else None
    apart = tag in _BLOCK or "-" in tag or (hint in _APART and tag in _INLINE) or hint == "hidden"
    back = reader.box if apart else None
    if apart:
        if reader.parts:
            reader.flush()
        reader.enter(tag, hint)
    elif hint == "imprint":
        reader.imprint = True
    if tag == "time" and raw:
        _note(reader, tag, raw, source, at)
    return back, False


def _note(reader: _Reader, tag: str, raw: str, source: str, at: int) -> None:
    found = attributes(raw)
    if tag == "time" and found.get("datetime"):
        reader.moments.append(found["datetime"])
    if tag == "a" and ("tags" in reader.box.hints or "tag" in found.get("rel", "").split()):
        end = source.find("</a>", at, at + 400)
        reader.tags.append(_text(_MARKUP.sub("", source[at:end]), as_is=False).strip() if end > 0 else "")


def _text(text: str, *, as_is: bool) -> str:
    if not as_is and ("\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text):
        text = _BLANKS.sub(" ", text)
    if "&" in text:
        text = text.replace("&nbsp;", "\u00a0").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
        text = text.replace("&amp;", "&")
    return text
