# ruff: noqa: E501
"""Every parser of strangers' bytes, fuzzed: no crash and no hang, whatever comes.

Short by default; ``KHABAR_FUZZ_SECONDS=600`` fuzzes all of them together for ten minutes. What was found once stays in
:data:`FOUND` and is tried first.
"""

import contextlib
import gzip
import io
import lzma
import os
import tarfile
import time
import zipfile

import brotli
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from khabar.errors import KhabarError
from khabar.model import Page
from khabar.pages import Known, Limits, Tally
from khabar.pages.addresses import read_address
from khabar.pages.bulk import _Opener, read_raw
from khabar.pages.feeds import parse_feed
from khabar.pages.items import Raw, Skipped
from khabar.pages.kinds import CONTAINERS, HTML, READERS, ZIP, content_type
from khabar.pages.manifest import Manifest
from khabar.pages.metadata import iso_date
from khabar.pages.packings import zstd
from khabar.pages.tables import field_map

SECONDS = float(os.environ.get("KHABAR_FUZZ_SECONDS", "0"))
#: No input of these sizes may take longer, even on a busy machine.
SLOWEST = 8.0
LIMITS = Limits(page_bytes=200_000, unpacked_bytes=1_000_000, ratio=10, members=50)

TEXT = "انتهت في روما خامس جولة بين الوفدين الإيراني والأميركي، الجمعة.".encode()


def _warc(body: bytes, headers: bytes) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + headers + b"\r\n\r\n" + body
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.b/\r\nContent-Type: application/http\r\n"
        b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(http), http)
    )


_PAGE = b"<p>" + TEXT
_WARC = _warc(gzip.compress(_PAGE), b"Content-Encoding: gzip")
_CHUNKS = b"%x\r\n%s\r\n0\r\n\r\n" % (len(_PAGE), _PAGE)


def _tar() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name in ("a.html", "b.jsonl"):
            member = tarfile.TarInfo(name)
            member.size = len(_PAGE)
            archive.addfile(member, io.BytesIO(_PAGE))
    return file.getvalue()[:2560]


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.html", b"<p>" + TEXT)
        archive.writestr("b.eml", b"Subject: x\r\n\r\n" + TEXT)
    return file.getvalue()


SEEDS = (
    b"<!DOCTYPE html><html lang=ar><title>x</title><article><h1>x</h1><time datetime=2025-05-24>x</time><p>" + TEXT,
    b'<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-05-24"}</script><p>' + TEXT,
    b"<table><tr><td><a href=/x rel=tag>" + TEXT + b"<br><br>" + TEXT,
    _WARC * 2,
    gzip.compress(_WARC) * 2,
    zstd.compress(_WARC) * 2,
    _warc(brotli.compress(_PAGE), b"Content-Encoding: br") * 2,
    _warc(brotli.compress(zstd.compress(_PAGE)), b"Content-Encoding: zstd, br") * 2,
    _warc(_CHUNKS, b"Transfer-Encoding: chunked") * 2,
    _zip(),
    _tar(),
    gzip.compress(_tar()),
    lzma.compress(_PAGE),
    b"<main><div>\xd8\xa7</div><div>\xd9\x85\xd9\x86\xd8\xb0 3 \xd8\xb3\xd8\xa7\xd8\xb9\xd8\xa7\xd8\xaa</div><h1>x</h1><section class=related><div><a href=/x>"
    + TEXT
    + b"</a><p>"
    + TEXT * 3,
    b'"text";"url"\n"' + TEXT + b'\n""x""";http://a.b/\n;\n',
    b"From a\nSubject: x\n\n" + TEXT + b"\n\nFrom b\nDate: Fri, 23 May 2025 20:00:00 +0300\n\n" + TEXT,
    b'<urlset xmlns:news="x"><url><loc>http://a.b/1</loc><news:news><news:publication_date>2025-05-24</news:publication_date></news:news></url></urlset>',
    b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "/1", "content_text": "' + TEXT * 8 + b'"}]}',
    gzip.compress(b'{"text": "' + TEXT + b'"}\n'),
    b'{"text": "' + TEXT + b'", "date": "2025-05-24", "url": "http://a.b/"}\n[1]\n',
    b"url;text\nhttp://a.b/;" + TEXT + b"\n",
    b"From: a@b.c\r\nContent-Type: multipart/digest; boundary=x\r\n\r\n--x\r\n\r\nSubject: y\r\n\r\n"
    + TEXT
    + b"\r\n--x--",
    b"---\ntitle: x\n---\n# x\n\n" + TEXT + b"\n\n| a | b |\n|---|---|\n| c | d |\n",
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R>>endobj 4 0 obj<</Length 20>>stream\nBT (x) Tj ET\nendstream endobj "
    b"trailer<</Root 1 0 R>>",
    b"<?xml version='1.0'?><rss><channel><item><link>http://a.b/</link><description>"
    + TEXT
    + b"</description></item></channel></rss>",
    b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/x"/><updated>2025-05-24T10:00:00Z</updated></entry></feed>',
)
_BITS = tuple(
    b"<div> </div> <p> <a href=x> </a> <li> <ul> <table> <!-- --> <![CDATA[ ]]> <nav> <template> &amp; &#0; &#x10ffff; "
    b'class=related hidden= \xff\xfe \x00 \r\n\r\n Content-Length:-1 99999999999 -- {} [[[[ "" , ; \xed\xa0\x80 \x1f\x8b\x08 PK\x03\x04 '
    b"WARC/1.0 <!ENTITY &x; --x From: endobj stream << >> [ { ---".split(b" ")
)
#: Kinds and bytes that broke something once.
FOUND: tuple[tuple[str, bytes], ...] = (
    (
        ZIP,
        b"PK\x01\x02" + bytes(42) + b"PK\x05\x06" + bytes(4) + b"\x01\0\x01\0" + b"\x2e\0\0\0" + bytes(6),
    ),  # a member without a name
    (HTML, b"\xed\xa0\x80<!DOCTYPE html><html lang=ar><p>" + TEXT),  # half a character before the markup
)


def take_apart(kind: str, data: bytes) -> None:
    """Read bytes as some kind of content, as ``open_pages`` does, and hold the promises."""
    tally = Tally()
    items = _Opener(Manifest({}), Known(), LIMITS, None, set())._expand([Raw("a", data, Known(), kind)], LIMITS)
    for item in items:
        out: Page | Skipped = read_raw(item, LIMITS.page_bytes) if isinstance(item, Raw) else item
        tally.note(out)
        if isinstance(out, Page):
            assert out.text.strip() or out.problems
            out.text.encode("utf-8", "surrogatepass")
            assert [p.message for p in out.problems if p.code == "reader-failed"] == []
    assert tally.records == tally.pages + tally.skipped.total() + tally.failed.total()


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A seed with some bytes cut out, doubled, swapped or put in, read as what it is or as something else."""
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 30))
        bit = draw(st.sampled_from(_BITS) | st.binary(max_size=12))
        match draw(st.sampled_from(["cut", "put", "many", "double"])):
            case "cut":
                del data[at : at + length]
            case "put":
                data[at : at + length] = bit
            case "many":
                data[at:at] = bit * draw(st.integers(1, 400))
            case "double":
                data[at:at] = data[at : at + length * 10]
    known = content_type(bytes(data), "a")
    return draw(st.sampled_from([known, known, known, *READERS, *CONTAINERS])), bytes(data)


def hold(case: tuple[str, bytes]) -> None:
    """One case: neither crash nor hang."""
    began = time.monotonic()
    take_apart(*case)
    assert time.monotonic() - began < SLOWEST


@given(damaged())
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_damage_crashes_or_hangs_a_reader(case):
    hold(case)


@pytest.mark.parametrize("case", FOUND, ids=lambda case: case[0])
def test_what_was_found_once_stays_mended(case):
    hold(case)


@given(st.text(max_size=80))
@example("http://[::1")
@example("http://a:b@c/")
@settings(deadline=None)
def test_any_text_is_an_address_a_date_a_feed_or_an_error(text):
    iso_date(text)
    for parse in (
        read_address,
        lambda t: parse_feed(t.encode("utf-8", "replace"), "http://a.b/"),
        lambda t: field_map([t]),
    ):
        with contextlib.suppress(KhabarError):
            parse(text)
    Manifest({}).known_of(text)


@pytest.mark.skipif(not SECONDS, reason="KHABAR_FUZZ_SECONDS is not set")
def test_fuzz_for_as_long_as_asked():
    until = time.monotonic() + SECONDS
    seen = 0

    @given(damaged())
    @settings(max_examples=2_000, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def some(case):
        nonlocal seen
        if time.monotonic() < until:
            hold(case)
            seen += 1

    while time.monotonic() < until:
        some()
    print(f"{seen} cases in {SECONDS:.0f} s")
