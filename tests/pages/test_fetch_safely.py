# ruff: noqa: E501
"""A real server does each hostile thing a server can do; the fetcher is allowed to reach it, and it alone."""

import gzip
import socket
import ssl
import threading
import time
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, unquote

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.errors import FetchError
from khabar.pages import addresses, open_pages
from khabar.pages.addresses import is_public, read_address
from khabar.pages.fetch import Rules, fetch, fetch_page
from khabar.pages.packings import Unpacking, packings_of, zstd

PAGE = "<html><body><h1>جولة خامسة في روما</h1><p>اختتمت في روما جولة خامسة من المحادثات بين الطرفين، الجمعة.</p></body></html>"


def wide(data: bytes) -> bytes:
    """Zstd with a window of 128 MB, which a reader would have to keep."""
    packer = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 27})
    return packer.compress(data) + packer.flush()


BODY, ZEROS = PAGE.encode(), bytes(10_000_000)
BOMB = gzip.compress(ZEROS)
#: Bodies with what their header says; those whose name begins with "good" are the page, the others an attack.
PACKED = {
    "good br": (brotli.compress(BODY), "br"),
    "good zstd": (zstd.compress(BODY), "zstd"),
    "good zstd in pieces": (zstd.compress(BODY[:50]) + zstd.compress(BODY[50:]), "zstd"),
    "good gzip then br": (brotli.compress(gzip.compress(BODY)), "gzip, br"),
    "good br then gzip": (gzip.compress(brotli.compress(BODY)), "BR, x-gzip"),
    "good zstd then br": (brotli.compress(zstd.compress(BODY)), "zstd, identity, br"),
    "good nothing": (BODY, "identity"),
    "bomb br": (brotli.compress(ZEROS, quality=5), "br"),
    "bomb zstd": (zstd.compress(ZEROS), "zstd"),
    "bomb br in br": (brotli.compress(brotli.compress(ZEROS, quality=5)), "br, br"),
    "bomb gzip in br": (brotli.compress(BOMB), "gzip, br"),
    "bomb br in gzip": (gzip.compress(brotli.compress(ZEROS, quality=5)), "br, gzip"),
    "bomb zstd in zstd": (zstd.compress(zstd.compress(ZEROS)), "zstd, zstd"),
    "bomb outside": (gzip.compress(ZEROS), "br, gzip"),
    "junk br": (b"\xcf\xff\xff\x7f\xf8" * 100, "br"),
    "junk zstd": (b"\x28\xb5\x2f\xfd" + bytes(range(1, 200)), "zstd"),
    "junk behind br": (brotli.compress(BODY) + b"junk", "br"),
    "cut br": (brotli.compress(BODY)[:-20], "br"),
    "cut zstd": (zstd.compress(BODY)[:-20], "zstd"),
    "cut inside": (gzip.compress(brotli.compress(BODY)[:-20]), "br, gzip"),
    "wide zstd": (wide(ZEROS), "zstd"),
    "deep": (brotli.compress(b"x"), "br, br, br"),
    "unknown": (b"x", "compress"),
    "unknown after br": (brotli.compress(b"x"), "br, sdch"),
    "many gzip": (gzip.compress(b"") * 20_000, "gzip"),
    "many zstd": (zstd.compress(b"") * 20_000, "zstd"),
}


class Hostile(BaseHTTPRequestHandler):
    """Each path is one attack."""

    def do_GET(self) -> None:
        name, _, rest = self.path.strip("/").partition("/")
        try:
            getattr(self, f"send_{name}", self.send_missing)(rest)
        except OSError:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def give(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for key, value in {"Content_Type": "text/html", "Content_Length": str(len(body)), **headers}.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def send_page(self, _: str) -> None:
        self.give(PAGE.encode("windows-1256"), Content_Type="text/html; charset=windows-1256")

    def send_missing(self, _: str) -> None:
        self.give(b"", 404)

    def send_agent(self, _: str) -> None:
        self.give(self.headers["User-Agent"].encode())

    def send_loop(self, number: str) -> None:
        self.give(b"", 302, Location=f"/loop/{int(number or 0) + 1}")

    def send_to(self, target: str) -> None:
        self.give(b"", 302, Location=unquote(target))

    def send_endless(self, _: str) -> None:
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"x" * 65536)

    def send_drip(self, _: str) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"x")
            time.sleep(0.05)

    def send_dripheaders(self, _: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for i in range(100):
            self.wfile.write(b"X-%d: " % i)
            time.sleep(0.05)

    def send_silence(self, _: str) -> None:
        time.sleep(1.5)

    def send_headers(self, _: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % i for i in range(5000)) + b"\r\n")

    def send_longheader(self, _: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 1_000_000 + b"\r\n\r\n")

    def send_bomb(self, _: str) -> None:
        self.give(BOMB, Content_Encoding="gzip")

    def send_nested(self, _: str) -> None:
        self.give(gzip.compress(BOMB), Content_Encoding="gzip, gzip")

    def send_deep(self, _: str) -> None:
        self.give(gzip.compress(b"x"), Content_Encoding="gzip, gzip, gzip")

    def send_deflate(self, _: str) -> None:
        self.give(zlib.compress(PAGE.encode())[2:-4], Content_Encoding="deflate")

    def send_gzip(self, _: str) -> None:
        self.give(gzip.compress(PAGE.encode()[:50]) + gzip.compress(PAGE.encode()[50:]), Content_Encoding="gzip")

    def send_packed(self, name: str) -> None:
        body, packings = PACKED[unquote(name)]
        self.give(body, Content_Encoding=packings)

    def send_twoheaders(self, _: str) -> None:
        body = brotli.compress(gzip.compress(PAGE.encode()))
        self.send_response(200)
        for key, value in (("Content-Encoding", "gzip"), ("Content-Encoding", "br"), ("Content-Length", len(body))):
            self.send_header(key, str(value))
        self.end_headers()
        self.wfile.write(body)

    def send_broken(self, _: str) -> None:
        self.give(gzip.compress(PAGE.encode() * 99)[:100], Content_Encoding="gzip")

    def send_cut(self, _: str) -> None:
        self.give(PAGE.encode(), Content_Length="99999")

    def send_chunks(self, _: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFF\r\nabc")

    def send_nonsense(self, _: str) -> None:
        self.wfile.write(b"\x00\xff" * 1000)


@pytest.fixture(scope="module")
def server():
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Hostile)
    httpd.daemon_threads = True
    threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()


@pytest.fixture
def rules(server):
    port = int(server.rpartition(":")[2])
    return Rules(max_bytes=1_000_000, seconds=1.0, idle=0.5, loopback_ports=frozenset([port]))


def test_a_page_comes_with_address_time_and_encoding(server, rules):
    found = list(open_pages([f"{server}/page"], fetch=lambda url: fetch_page(url, rules)))
    assert found[0].text.startswith("جولة خامسة في روما")
    assert found[0].url == f"{server}/page"
    assert found[0].fetched is not None
    assert found[0].encoding == "windows-1256"


def test_the_user_agent_is_honest(server, rules):
    assert fetch(f"{server}/agent", rules).body.startswith(b"khabar/")


@pytest.mark.parametrize(
    "packing", ["deflate", "gzip", "twoheaders", *(f"packed/{n}" for n in PACKED if n[:4] == "good")]
)
def test_packed_bodies_are_unpacked(server, rules, packing):
    assert fetch(f"{server}/{quote(packing)}", rules).body == PAGE.encode()


@given(st.data())
def test_packings_come_apart_wherever_the_parts_end(data):
    name = data.draw(st.sampled_from([n for n in PACKED if n.startswith("good") and n != "good nothing"]))
    packed, packings = PACKED[name]
    unpacking = Unpacking(packings_of([packings]), 10_000)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(packed)), max_size=8)))
    parts = [packed[a:b] for a, b in zip([0, *cuts], [*cuts, len(packed)], strict=True)]
    assert b"".join(map(unpacking.feed, parts)) == BODY
    assert unpacking.ended


ATTACKS = {
    "loop": "redirects",
    "to/file:///etc/passwd": "only http",
    "to/gopher://example.com/": "only http",
    "to/http://10.0.0.1/": "private",
    "to/http://169.254.169.254/latest/meta-data/": "private",
    "to/http://[::1]/": "private",
    "to/http://0x7f.1/": "private|unknown",
    "to/http://2130706433/": "private|unknown",
    "to/http://[::ffff:127.0.0.1]/": "private",
    "to/http://user:pw@example.com/": "password",
    "to/http://127.0.0.1:1/": "private",
    "endless": "more than",
    "drip": "slow",
    "dripheaders": "slow",
    "silence": "slow|fetched",
    "headers": "fetched",
    "longheader": "fetched",
    "bomb": "bomb",
    "nested": "bomb",
    "deep": "packed as",
    "packed/bomb br": "bomb",
    "packed/bomb zstd": "bomb",
    "packed/bomb br in br": "bomb",
    "packed/bomb gzip in br": "bomb",
    "packed/bomb br in gzip": "bomb",
    "packed/bomb zstd in zstd": "bomb",
    "packed/bomb outside": "bomb|damaged",
    "packed/junk br": "the br body is damaged",
    "packed/junk zstd": "the zstd body is damaged",
    "packed/junk behind br": "the br body is damaged",
    "packed/cut br": "breaks off",
    "packed/cut zstd": "breaks off",
    "packed/cut inside": "breaks off",
    "packed/wide zstd": "the zstd body is damaged",
    "packed/deep": "packed as",
    "packed/unknown": "packed as 'compress'",
    "packed/unknown after br": "packed as 'br, sdch'",
    "packed/many gzip": "pieces",
    "packed/many zstd": "pieces",
    "broken": "breaks off",
    "cut": "breaks off",
    "chunks": "fetched|breaks off|slow",
    "nonsense": "fetched",
}


@pytest.mark.parametrize("path", ATTACKS)
def test_each_attack_is_refused_in_time(server, rules, path):
    began = time.monotonic()
    with pytest.raises(FetchError, match=ATTACKS[path]):
        fetch(f"{server}/{quote(path, safe='/:@[]')}", rules)
    assert time.monotonic() - began < 3


def test_without_the_allowance_the_server_itself_is_refused(server):
    with pytest.raises(FetchError, match="private"):
        fetch(f"{server}/page")


def test_the_checked_address_is_the_one_connected_to(server, rules, monkeypatch):
    """A name that means something else a moment later (DNS rebinding) gains nothing."""
    port = int(server.rpartition(":")[2])
    asked = []

    def getaddrinfo(host, *args, **kwargs):
        asked.append(host)
        machine = "127.0.0.1" if len(asked) == 1 else "10.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (machine, port))]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", getaddrinfo)
    assert fetch(f"http://news.example:{port}/agent", rules).status == 200
    assert asked == ["news.example"]


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch):
    places = [("93.184.215.14", 80), ("192.168.1.1", 80)]
    monkeypatch.setattr(
        addresses.socket, "getaddrinfo", lambda *a, **k: [(socket.AF_INET, 1, 6, "", place) for place in places]
    )
    with pytest.raises(FetchError, match="private"):
        fetch("http://news.example/")


PRIVATE = (
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.0.1 169.254.169.254 0.0.0.0 255.255.255.255 224.0.0.1 100.64.0.1 192.0.2.1 "
    "::1 :: fe80::1 fc00::1 ::ffff:127.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: ff02::1 ::127.0.0.1 nonsense"
)


@pytest.mark.parametrize("machine", PRIVATE.split())
def test_what_is_not_the_open_internet(machine):
    assert not is_public(machine)


@pytest.mark.parametrize("machine", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_what_is(machine):
    assert is_public(machine)


@pytest.mark.parametrize(
    "url", ["", "example.com", "ftp://x", "javascript:alert(1)", "http://", "http://[", "http://a:99999/"]
)
def test_what_is_no_address(url):
    with pytest.raises(FetchError):
        read_address(url)


def test_a_wrong_certificate_is_refused(rules):
    """A plain server cannot pass for a secure one."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        def answer():
            connection, _ = listener.accept()
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            connection.close()

        threading.Thread(target=answer, daemon=True).start()
        with pytest.raises(FetchError) as error:
            fetch(f"https://127.0.0.1:{port}/", Rules(seconds=2, loopback_ports=frozenset([port])))
    assert isinstance(error.value.__cause__, ssl.SSLError | OSError)
