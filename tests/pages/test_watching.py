# ruff: noqa: E501
"""Watching a local server: feeds in every form, manners, failures, resuming, alerts."""

import contextlib
import gzip
import json
import socket
import threading
import time
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.alerts import Alert, Channel, Search, Told, post_webhook, read_searches, remember, tell, write_rss
from khabar.cli.app import main
from khabar.cli.watch import keep_round
from khabar.errors import FetchError, KhabarError, PageError, QueryError
from khabar.pages import Tally, open_pages, sources
from khabar.pages.feeds import parse_feed
from khabar.pages.fetch import Rules
from khabar.pages.sources import Memory
from khabar.pages.watch import Watch
from khabar.pages.xml import parse_xml
from khabar.record import Record

BODY = "أعلن المتحدث باسم الكرملين أن الرئيس الروسي سيزور القاهرة الأسبوع المقبل لبحث الوضع في المنطقة مع نظيره المصري."
PAGE = f"<html><body><article><h1>الكرملين يعلن زيارة إلى القاهرة</h1><p>{BODY} NUMBER</p></article></body></html>"


class Site(BaseHTTPRequestHandler):
    """A site whose pages are in ``pages``; it counts what it is asked."""

    pages: ClassVar[dict[str, tuple[int, dict[str, str], bytes]]] = {}
    asked: ClassVar[list[str]] = []
    posted: ClassVar[list[bytes]] = []

    def do_GET(self):
        Site.asked.append(self.path)
        status, headers, body = Site.pages.get(self.path, (404, {}, b""))
        if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
            status, body = 304, b""
        self.send_response(status)
        for key, value in {"Content-Type": "text/html", **headers}.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        Site.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response({"/hook": 204, "/error": 500}.get(self.path, 302))
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *_):
        """Quiet."""


@pytest.fixture(scope="module")
def address():
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    httpd.daemon_threads = True
    threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()


@pytest.fixture
def site(address):
    Site.pages, Site.asked, Site.posted = {}, [], []
    for i in range(4):
        put(f"/{i}", PAGE.replace("NUMBER", str(i)))
    return address


def put(path, body, status=200, **headers):
    data = body if isinstance(body, bytes) else body.encode()
    Site.pages[path] = (status, {k.replace("_", "-"): v for k, v in headers.items()}, data)


def rss(*paths, title="أخبار"):
    items = "".join(
        f"<item><title>خبر {p}</title><link>{p}</link><pubDate>{formatdate(1748080800)}</pubDate></item>" for p in paths
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>"


def watching(site, *sources, memory=None, naps=None):
    port = int(site.rpartition(":")[2])
    rules = Rules(seconds=3, idle=2, loopback_ports=frozenset([port]), contact="desk@example.com")
    return Watch(
        [s if s.startswith("/") and s.endswith(".opml") else site + s for s in sources],
        memory or Memory(":memory:"),
        rules,
        pace=0.2,
        sleep=(naps if naps is not None else []).append,
    )


FORMS = {
    "rss": rss("/0", "/1"),
    "atom": '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/0"/><title>ا</title></entry><entry><link rel="alternate" href="/1"/></entry></feed>',
    "json": json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "/0"}, {"url": "/1"}, 3]}),
    "sitemap": '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>SITE/0</loc><news:news><news:publication_date>2025-05-24</news:publication_date><news:title>ا</news:title></news:news></url><url><loc>SITE/1</loc></url></urlset>',
    "sloppy": "<rss><channel><title>أخبار & تقارير&nbsp;\x0b</title><item><link>/0</link></item><item><link>/1</link></item></channel></rss>",
    "rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item><link>/0</link></item><item><link>/1</link></item></rdf:RDF>',
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_feed_gives_its_pages(site, form):
    put("/feed", FORMS[form].replace("SITE", site))
    watch = watching(site, "/feed")
    assert [(h.status, h.new) for h in watch.ask()] == [("new", 2)]
    found = list(watch.pages())
    assert sorted(p.name for p in found) == [f"{site}/0", f"{site}/1"]
    assert all(BODY in p.text for p in found)


def test_a_site_an_index_and_a_list_lead_to_their_feeds(site, tmp_path):
    put("/", '<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>')
    put("/feed", rss("/0"))
    put("/maps", f"<sitemapindex><sitemap><loc>{site}/map</loc></sitemap></sitemapindex>")
    put("/map", f"<urlset><url><loc>{site}/1</loc></url></urlset>")
    put("/other", rss("/2"))
    opml = tmp_path / "feeds.opml"
    opml.write_text(f'<opml><body><outline text="x"><outline xmlUrl="{site}/other"/></outline></body></opml>')
    watch = watching(site, "/", "/maps", str(opml))
    assert [h.new for h in watch.ask()] == [1, 1, 1]
    assert len(list(watch.pages())) == 3


def test_unchanged_feeds_are_not_sent_again(site):
    put("/feed", rss("/0"), ETag='"1"')
    watch = watching(site, "/feed")
    assert [h.status for h in watch.ask()] == ["new"]
    assert [h.status for h in watch.ask()] == ["unchanged"]
    put("/feed", rss("/0", "/1"), ETag='"2"')
    assert [(h.status, h.new) for h in watch.ask()] == [("new", 1)]


def test_robots_txt_is_kept(site):
    put("/robots.txt", "User-agent: *\nDisallow: /1\nCrawl-delay: 2\n")
    put("/feed", rss("/0", "/1"))
    naps = []
    watch = watching(site, "/feed", naps=naps)
    list(watch.ask())
    assert [p.name for p in watch.pages()] == [f"{site}/0"]
    assert "/1" not in Site.asked
    assert max(naps) > 1


def test_a_site_that_hides_its_robots_txt_is_left_alone(site):
    put("/robots.txt", "", 503)
    put("/feed", rss("/0"))
    [heard] = watching(site, "/feed").ask()
    assert heard.status == "failing"
    assert "robots.txt cannot be had: the server answers with status 503" in heard.problem
    assert "/feed" not in Site.asked


def test_a_host_is_asked_at_a_pace(site):
    put("/feed", rss("/0", "/1", "/2"))
    naps = []
    watch = watching(site, "/feed", naps=naps)
    list(watch.ask())
    list(watch.pages())
    assert len(naps) >= 3
    assert all(0 < n <= 0.2 for n in naps)


@pytest.mark.parametrize(("status", "body"), [(500, ""), (404, ""), (200, "no feed at all"), (200, "<html></html>")])
def test_a_failing_source_is_failing_and_not_quiet(site, status, body):
    put("/feed", body, status)
    watch = watching(site, "/feed")
    [heard] = watch.ask()
    assert heard.status == "failing"
    assert heard.problem
    asked = len(Site.asked)
    [heard] = watch.ask()
    assert (heard.status, len(Site.asked)) == ("failing", asked)


def test_retry_after_is_obeyed(site):
    memory = Memory(":memory:")
    put("/feed", "", 429, Retry_After="7200")
    watch = watching(site, "/feed", memory=memory)
    list(watch.ask())
    assert 7000 < memory.source(f"{site}/feed").next - time.time() < 7300


def test_a_site_that_asks_for_a_pause_gets_it_for_all_its_pages(site, tmp_path):
    """Also by the next round, and by another process; nothing is given up for it."""
    put("/feed", rss("/0", "/1", "/2"))
    put("/0", "", 429, Retry_After="7200")
    memory = Memory(tmp_path / "state")
    watch = watching(site, "/feed", memory=memory)
    list(watch.ask())
    assert list(watch.pages()) == []
    assert [p for p in Site.asked if p in ("/0", "/1", "/2")] == ["/0"]
    memory.close()
    memory = Memory(tmp_path / "state")
    again = watching(site, "/feed", memory=memory)
    assert list(again.pages()) == []
    assert {w.url for w in memory.waiting(time.time() + 7300, 9)} == {f"{site}/{n}" for n in range(3)}
    assert memory.waiting(time.time() + 7000, 9) == []


def test_a_watch_cut_off_goes_on_where_it_stopped(site, tmp_path):
    put("/feed", rss("/0", "/1", "/2"), ETag='"1"')
    memory = Memory(tmp_path / "state")
    watch = watching(site, "/feed", memory=memory)
    list(watch.ask())
    pages = watch.pages()
    watch.settle([next(pages).name])
    pages.close()
    memory.close()
    again = watching(site, "/feed", memory=Memory(tmp_path / "state"))
    assert [h.status for h in again.ask()] == ["unchanged"]
    assert len(list(again.pages())) == 2


def test_a_page_that_is_gone_is_recorded(site):
    put("/feed", rss("/0", "/99"))
    watch = watching(site, "/feed")
    list(watch.ask())
    found = {p.name: p for p in watch.pages()}
    assert found[f"{site}/99"].problems[0].code == "not-fetched"


def test_new_pages_flow_into_the_record_and_raise_alerts_once(site, tmp_path):
    put("/feed", rss("/0", "/1"))
    watch = watching(site, "/feed")
    searches = [Search("القاهرة", "القاهرة"), Search("غيرها", "طوكيو"), Search("الاسم ذاته", "القاهرة")]
    got = []
    output = Channel("output", got.extend)
    with Record.open(tmp_path / "k.db") as record:
        for _ in range(2):
            list(watch.ask())
            keep_round(watch, record, searches, ["output"])
            tell(watch.memory, output)
        assert {a.search for a in got} == {"القاهرة"}
        assert {a.url for a in got} == {f"{site}/0", f"{site}/1"}
        assert len({a.id for a in got}) == len(got)
    target = tmp_path / "alerts.rss"
    write_rss(target, got[:1])
    write_rss(target, got[1:])
    write_rss(target, got[:1])
    found = list(parse_xml(target.read_bytes(), "x").iter("item"))
    assert [item.findtext("guid") for item in found] == [f"{a.search}/{a.id}" for a in (*got[:1], *got[1:])]
    assert all(item.findtext("title").startswith("القاهرة: ") for item in found)
    target.write_text("mine")
    with pytest.raises(KhabarError):
        write_rss(target, got)
    assert target.read_text() == "mine"


@pytest.mark.parametrize("cut", ["before the record", "before the memory", "before the search", "before the telling"])
def test_a_round_cut_off_anywhere_loses_no_alert(site, tmp_path, cut):
    put("/feed", rss("/0", "/1"))
    searches, got = [Search("القاهرة", "القاهرة")], []
    with Record.open(tmp_path / "k.db") as record:
        watch = watching(site, "/feed", memory=Memory(tmp_path / "state"))
        list(watch.ask())
        match cut:
            case "before the record":
                list(watch.pages())
            case "before the memory":
                record.add(watch.pages())
            case "before the search":
                with pytest.raises(QueryError):
                    keep_round(watch, record, [Search("x", '"')], ["output"])
            case "before the telling":
                keep_round(watch, record, searches, ["output"])
        watch.memory.close()
        again = watching(site, "/feed", memory=Memory(tmp_path / "state"))
        list(again.ask())
        keep_round(again, record, searches, ["output"])
        assert tell(again.memory, Channel("output", got.extend)).problem is None
    assert {a.url for a in got} == {f"{site}/0", f"{site}/1"}
    assert len({a.id for a in got}) == len(got)


# -- webhooks --


def alert(number=0):
    return Alert("بحث", f"st-{number}", "statement", BODY, "عنوان", "aawsat", "2025-05-24", "https://example.com/1")


def waiting_for_webhook(*numbers):
    memory = Memory(":memory:")
    found = [(Search("بحث", "القاهرة"), alert(n)) for n in numbers]
    remember(memory, found, ["webhook"], [])
    return memory


def posted():
    return [[a["id"] for a in json.loads(body)["alerts"]] for body in Site.posted]


def test_a_webhook_that_was_down_gets_its_alerts_later(site):
    """Refused by a server, then by nobody: each time they wait, with the same ids, and then come once."""
    memory = waiting_for_webhook(1, 2)
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    down = Channel("webhook", lambda alerts: post_webhook(f"http://127.0.0.1:{port}/", alerts))
    error = Channel("webhook", lambda alerts: post_webhook(f"{site}/error", alerts))
    up = Channel("webhook", lambda alerts: post_webhook(f"{site}/hook", alerts))
    told = tell(memory, down)
    assert (told.sent, told.waiting, told.failures) == (0, 2, 1)
    assert "refused" in told.problem
    told = tell(memory, error)
    assert (told.waiting, told.failures) == (2, 2)
    assert "status 500" in told.problem
    remember(memory, [(Search("بحث", "القاهرة"), alert(n)) for n in (2, 3)], ["webhook"], [])
    assert tell(memory, up) == Told("webhook", 3)
    assert posted() == [["st-1", "st-2"], ["st-3"], ["st-1", "st-2"]]
    assert tell(memory, up) == Told("webhook", 0)
    assert len(Site.posted) == 3


@pytest.mark.parametrize("manner", [b"", b"HTTP/1.1 200 OK\r\n", b"drip"])
def test_a_webhook_that_hangs_holds_nothing_up(manner):
    """It accepts and says nothing, begins to answer, or answers a byte at a time: there is one deadline."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer():
            connection, _ = listener.accept()
            with connection, contextlib.suppress(OSError):
                connection.sendall(b"" if manner == b"drip" else manner)
                for _ in range(100):
                    time.sleep(0.05)
                    connection.sendall(b"H" if manner == b"drip" else b"")

        threading.Thread(target=answer, daemon=True).start()
        memory, began = waiting_for_webhook(1), time.monotonic()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        told = tell(memory, Channel("webhook", lambda alerts: post_webhook(url, alerts, seconds=0.5)))
        assert time.monotonic() - began < 4
    assert "no answer in 0.5 s" in told.problem
    assert told.waiting == 1


def test_a_webhook_that_redirects_is_not_followed(site):
    told = tell(waiting_for_webhook(1), Channel("webhook", lambda alerts: post_webhook(f"{site}/moved", alerts)))
    assert "status 302" in told.problem
    assert len(Site.posted) == 1


def test_alerts_come_in_batches_and_one_that_is_refused_does_not_block_the_others(site):
    memory = waiting_for_webhook(*range(250))
    got = []

    def take(alerts):
        if any(a.id == "st-0" for a in alerts):
            raise FetchError("this one never", where="x")
        got.extend(a.id for a in alerts)

    told = tell(memory, Channel("webhook", take))
    assert (told.sent, told.waiting) == (0, 250)
    for _ in range(8):
        told = tell(memory, Channel("webhook", take))
    assert sorted(got) == sorted(f"st-{n}" for n in range(1, 250))
    assert (told.sent, told.waiting, told.failures) == (0, 1, 9)


def test_what_waits_has_an_end(monkeypatch):
    monkeypatch.setattr(sources, "MOST_UNTOLD", 3)
    memory = waiting_for_webhook(1, 2)
    assert remember(memory, [(Search("بحث", "القاهرة"), alert(n)) for n in (3, 4, 5)], ["webhook"], []) == 2
    assert [json.loads(u.alert)["id"] for u in memory.untold("webhook", 9)] == ["st-3", "st-4", "st-5"]
    monkeypatch.setattr(sources, "MOST_OFFERS", 2)
    down = Channel("webhook", lambda alerts: post_webhook("http://127.0.0.1:9/", alerts))
    assert [tell(memory, down).lost for _ in range(3)] == [0, 3, 0]
    assert memory.count_untold("webhook") == 0


def test_the_command_delivers_what_waits_from_the_last_time(site, tmp_path, capsys):
    """Also where a source fails; the end tells both."""
    state, record = tmp_path / "state", tmp_path / "k.db"
    memory = Memory(state)
    remember(memory, [(Search("بحث", "القاهرة"), alert(1))], ["webhook"], [])
    memory.close()
    asked = ["watch", "--once", str(tmp_path / "none.txt"), "--record", str(record), "--state", str(state)]
    (tmp_path / "none.txt").write_text("# no source\n")
    for hook, code, said in (
        ("error", 1, "webhook: failing: "),
        ("error", 1, "failing (2 times in a row)"),
        ("hook", 0, ""),
    ):
        with pytest.raises(SystemExit) as end:
            main([*asked, "--webhook", f"{site}/{hook}"])
        assert end.value.code == code
        err = capsys.readouterr().err
        assert said in err
        assert ("1 alerts wait" in err) == bool(code)
    assert posted() == [["st-1"]] * 3


def test_saved_searches(tmp_path):
    path = tmp_path / "s.yaml"
    path.write_text("قاهرة: القاهرة\n", encoding="utf-8")
    assert read_searches(path) == [Search("قاهرة", "القاهرة")]
    for wrong in ("- x\n", 'x: "(القاهرة"\n', "x: nofield:y\n"):
        path.write_text(wrong, encoding="utf-8")
        with pytest.raises(QueryError):
            read_searches(path)


ATTACKS = {
    "billion laughs": '<!DOCTYPE l [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;&a;">]><rss>&b;</rss>',
    "file": '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>',
    "parameter": '<!DOCTYPE l [<!ENTITY % a SYSTEM "http://10.0.0.1/x"> %a;]><rss/>',
    "deep": "<rss>" + "<a>" * 100_000,
    "nothing": "<rss",
    "other": "<x/>",
    "json": '{"items": 3}',
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_feeds_are_refused(attack):
    with pytest.raises(PageError):
        parse_feed(ATTACKS[attack].encode(), "https://example.com/")


def test_a_feed_never_names_what_must_not_be_fetched():
    feed = parse_feed(
        rss("javascript:alert(1)", "file:///etc/passwd", "/ok", "http://[").encode(), "https://example.com/"
    )
    assert [e.url for e in feed.entries] == ["https://example.com/ok"]


WORDS = " ".join([BODY] * 6)
SAVED = {
    "rss": f"<rss><channel><item><link>https://example.com/1</link><title>زيارة</title><description>&lt;p>{WORDS}&lt;/p></description></item><item><link>https://example.com/2</link></item></channel></rss>",
    "atom html": f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="https://example.com/1"/><title>زيارة</title><content type="html">&lt;p>{WORDS}&lt;/p></content></entry><entry><link href="https://example.com/2"/><summary>خبر</summary></entry></feed>',
    "atom xhtml": f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="https://example.com/1"/><title>زيارة</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{WORDS}</p><p>{BODY} 3 &lt; 5</p></div></content></entry><entry><link href="https://example.com/2"/></entry></feed>',
    "atom text": f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="https://example.com/1"/><title>زيارة</title><content>{WORDS}\n\n{BODY} &lt;b> 3 &lt; 5</content></entry><entry><link href="https://example.com/2"/></entry></feed>',
    "json": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [
                {"url": "https://example.com/1", "title": "زيارة", "content_text": f"{WORDS}\n\n{BODY} <b> 3 < 5"},
                {"url": "https://example.com/2"},
            ],
        }
    ),
}


@pytest.mark.parametrize("form", SAVED)
def test_a_saved_feed_gives_the_entries_it_prints_in_full(tmp_path, form):
    (tmp_path / "feed").write_text(SAVED[form], encoding="utf-8")
    tally = Tally()
    [page] = open_pages([tmp_path / "feed"], tally=tally)
    assert page.url == "https://example.com/1"
    assert page.text.startswith("زيارة\n\n" + BODY)
    assert tally.skipped == {"feed entry without its text": 1}
    if form in ("atom xhtml", "atom text", "json"):
        assert page.text.endswith(f"\n\n{BODY} 3 < 5" if form == "atom xhtml" else f"\n\n{BODY} <b> 3 < 5")


def test_a_packed_sitemap_is_read_and_a_bomb_is_none(site):
    put("/maps", f"<sitemapindex><sitemap><loc>{site}/map.xml.gz</loc></sitemap></sitemapindex>")
    put(
        "/map.xml.gz", gzip.compress(FORMS["sitemap"].replace("SITE", site).encode()), Content_Type="application/x-gzip"
    )
    watch = watching(site, "/maps")
    assert [(h.status, h.new) for h in watch.ask()] == [("new", 2)]
    for bad in (gzip.compress(bytes(30_000_000)), gzip.compress(b"<urlset/>")[:-9], b"\x1f\x8bjunk"):
        with pytest.raises(PageError):
            parse_feed(bad, "https://example.com/map.xml.gz")


@given(st.text(alphabet="<>/&;![]ENTITYDOC rss{}\"'items:x", max_size=200))
def test_any_soup_is_a_feed_or_a_page_error(soup):
    with contextlib.suppress(PageError):
        parse_feed(soup.encode(), "https://example.com/")


def test_the_command_ends_with_1_where_a_source_is_failing(tmp_path, capsys):
    """A private address is refused by the command, too: no option allows it."""
    with pytest.raises(SystemExit) as end:
        main(["watch", "--once", "http://127.0.0.1:9/feed", "--record", str(tmp_path / "k.db")])
    assert end.value.code == 1
    assert "http://127.0.0.1:9/feed: failing" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["ftp://example.com/feed"], 1, "only http and https"),
        (["no-such-list.opml"], 1, "cannot be read"),
        (["http://127.0.0.1:9/feed", "--webhook", "ftp://example.com/"], 2, "only http and https"),
        (["http://127.0.0.1:9/feed", "--searches", "none.yaml"], 2, "cannot be read"),
        (["http://127.0.0.1:9/feed"], 1, "robots.txt cannot be had: the address leads to 127.0.0.1, a private machine"),
    ],
)
def test_what_cannot_be_watched_is_said(tmp_path, capsys, arguments, code, said):
    with pytest.raises(SystemExit) as end:
        main(["watch", "--once", *arguments, "--record", str(tmp_path / "k.db")])
    assert end.value.code == code
    assert said in " ".join(capsys.readouterr().err.replace("│", "").split())


def test_archives_and_tables_are_added_with_a_summary(tmp_path, capsys):
    (tmp_path / "a.jsonl").write_text(json.dumps({"matn": BODY}) + "\n{}\n\n")
    with pytest.raises(SystemExit) as end:
        main(["add", str(tmp_path / "a.jsonl"), "--field", "text=matn", "--record", str(tmp_path / "k.db")])
    assert end.value.code == 1
    said = capsys.readouterr().out
    assert "3 records, 1 pages, 1 skipped (empty line), 1 failed (no-text): 1 added, 1 failed" in said
