"""XML that strangers wrote: no entities are declared or expanded, nothing is fetched, and slips of the pen are mended.

The three slips that feeds are full of (``&`` left bare, names of HTML entities, control characters) are mended in a
second try; what is still no XML then is refused.
"""

from __future__ import annotations

import re
from html.entities import html5
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from khabar.errors import PageError
from khabar.pages.text import MAX_BYTES, decode

_DECLARED = re.compile(r"\A\ufeff?\s*<\?xml[^>]{0,200}\?>")
_ENCODING = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w\-:.]+)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ENTITY = re.compile(r"&(?:(#\d{1,7};|#x[0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)|([A-Za-z]\w{1,30};))?")
#: Elements nested deeper are no feed.
DEEPEST = 64


class _Refused(Exception):  # noqa: N818 - it never leaves this module
    """The file does what no feed has to."""


def parse_xml(data: bytes, where: str, max_bytes: int = MAX_BYTES) -> Element:
    """The root of an XML document; names of elements and attributes lose their namespace (``news:title`` → ``title``).

    Raises:
        PageError: If it is none, declares entities, or is nested too deep.

    >>> parse_xml("<rss><title>أخبار &amp; تقارير</title></rss>".encode(), "a.xml").findtext("title")
    'أخبار & تقارير'
    """
    declared = _ENCODING.match(data)
    text = decode(data, where, declared=declared.group(1).decode() if declared else None, max_bytes=max_bytes).text
    text = _DECLARED.sub("", text).lstrip("\ufeff \t\r\n")
    try:
        return _parse(text)
    except _Refused as error:
        raise PageError(str(error), where=where, hint="it looks like an attack", code="xml-refused") from error
    except expat.ExpatError:
        pass
    try:
        return _parse(_mend(text))
    except (_Refused, expat.ExpatError, ValueError) as error:
        raise PageError(f"this is no XML: {error}", where=where, hint="is it a feed?", code="invalid-xml") from error


def _parse(text: str) -> Element:
    builder = TreeBuilder()
    parser = expat.ParserCreate("utf-8", "}")
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise _Refused(f"elements are nested deeper than {DEEPEST}")
        builder.start(_bare(name), {_bare(k): v for k, v in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_bare(name))

    def declare(name: str, *_: object) -> None:
        raise _Refused(f"the entity '{name}' is declared: entities can be made to expand without end")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = declare
    parser.Parse(text.encode("utf-8", "replace"), True)
    return builder.close()


def _bare(name: str) -> str:
    return name.rpartition("}")[2].rpartition(":")[2]


def _mend(text: str) -> str:
    def mended(match: re.Match[str]) -> str:
        if match.group(1):
            return match.group()
        name = match.group(2)
        known = html5.get(name) if name else None
        return known.replace("&", "&amp;").replace("<", "&lt;") if known else "&amp;" + match.group()[1:]

    return _ENTITY.sub(mended, _CONTROL.sub("\ufffd", text))
