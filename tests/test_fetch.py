"""`kg fetch` against a server of this machine that misbehaves as servers of the web do."""

from __future__ import annotations

import gzip
import http.server
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

import pytest
from command_line import Captured, run

from kg.errors import KgError
from kg.fetch import Bounds, Folder, Web, edgar_filings, feed_links
from kg.fetch.guarded import PrivateAddress, is_public
from kg.fetch.web import FetchError
from kg.ingest import read

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
PAGE = (
    b"<html><body><h1>Copper Hollow Reports</h1><p>TORONTO, May 3, 2021 - Copper Hollow Mining Corp. (TSX: CHM) reports on its drilling.</p>"
    b"</body></html>"
)
SUBMISSIONS = {
    "filings": {
        "recent": {
            "form": ["8-K", "4", "6-K/A", "8-K"],
            "filingDate": ["2021-05-04", "2021-05-03", "2021-05-02", "2019-01-01"],
            "accessionNumber": ["0000000001-21-000004", "0000000001-21-000003", "0000000001-21-000002", "0000000001-19-000001"],
        }
    }
}
RSS = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><link>/home</link>
<item><title>One</title><link>/page.html?a=1&amp;b=2</link></item><item><link><![CDATA[/other.html]]></link></item></channel></rss>"""
ATOM = b'<feed><link href="/self" rel="self"/><entry><link rel="enclosure" href="/x.mp3"/><link rel="alternate" href="/entry.html"/></entry></feed>'


class Server(http.server.BaseHTTPRequestHandler):
    """Each path misbehaves in its own way; what was asked is kept."""

    asked: ClassVar[list[tuple[str, dict[str, str]]]] = []
    robots = b""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        Server.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        answer: Callable[[], None] = getattr(self, "at_" + path.split("/")[1].partition(".")[0].replace("-", "_"), self.missing)
        answer()

    def missing(self) -> None:
        self.send_error(404)

    def say(self, data: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Type": "text/html", "Content_Length": str(len(data)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def at_robots(self) -> None:
        self.say(Server.robots) if Server.robots else self.missing()

    def at_page(self) -> None:
        if self.headers.get("If-None-Match") == '"1"':
            self.say(b"", 304)
        else:
            self.say(PAGE, ETag='"1"', Last_Modified="Mon, 03 May 2021 10:00:00 GMT")

    def at_loop(self) -> None:
        self.say(b"", 302, Location="/loop")

    def at_moved(self) -> None:
        self.say(b"", 301, Location="/page.html")

    def at_inward(self) -> None:
        self.say(b"", 302, Location="http://169.254.169.254/latest/meta-data/")

    def at_to_file(self) -> None:
        self.say(b"", 302, Location="file:///etc/passwd")

    def at_short(self) -> None:
        self.say(b"not as long as told", Content_Length="1000")

    def at_huge(self) -> None:
        self.say(b"x" * 3_000_000)

    def at_bomb(self) -> None:
        self.say(gzip.compress(b"x" * 30_000_000), Content_Encoding="gzip")

    def at_slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(50):
            self.wfile.write(b"drip")
            self.wfile.flush()
            time.sleep(0.1)

    def at_noise(self) -> None:
        self.wfile.write(b"\x00\x01 no HTTP at all\r\n\r\n")

    def at_submissions(self) -> None:
        self.say(json.dumps(SUBMISSIONS).encode(), Content_Type="application/json")

    def at_rss(self) -> None:
        self.say(RSS)

    def at_atom(self) -> None:
        self.say(ATOM)

    def at_bad_name(self) -> None:
        self.say(b"%PDF-1.4", Content_Type="application/pdf")

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def home() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.daemon_threads = True
    Server.asked, Server.robots = [], b""
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def web(**bounds: float) -> Web:
    return Web("test", Bounds(size=int(bounds.get("size", 2_000_000)), seconds=bounds.get("seconds", 20), pause=0), allow_private=True)


def test_a_document_is_saved_with_where_and_when_it_was_had(home: str, tmp_path: Path) -> None:
    folder = Folder(tmp_path / "in")
    with web() as net:
        fetched = folder.fetch(net, f"{home}/moved", NOW)
        assert (fetched.file.name, fetched.outcome) == ("page.html", "new")
        assert read(fetched.file).text.startswith("Copper Hollow Reports")
        told = json.loads((tmp_path / "in" / "page.html.meta.json").read_text())
        assert told["url"] == f"{home}/moved"
        assert told["from"] == f"{home}/page.html"
        assert told["fetched"] == "2026-01-02T03:04:05+00:00"
        assert told["headers"]["etag"] == '"1"'
        assert folder.fetch(net, f"{home}/moved", NOW).outcome == "unchanged"
    assert Server.asked[-1][1]["if-none-match"] == '"1"'
    assert sorted(path.name for path in (tmp_path / "in").iterdir()) == ["page.html", "page.html.meta.json"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/loop", "sent elsewhere more than 5 times"),
        ("/short", "RemoteProtocolError"),
        ("/huge", "more than 2 MB"),
        ("/bomb", "more than 2 MB"),
        ("/nothing", "answers 404"),
        ("/noise", "RemoteProtocolError"),
        ("/to-file", "not an address of the web"),
    ],
)
def test_a_server_that_misbehaves_gives_an_error_and_no_file(home: str, tmp_path: Path, path: str, reason: str) -> None:
    with web() as net, pytest.raises(FetchError, match=reason):
        Folder(tmp_path / "in").fetch(net, home + path, NOW)
    assert list((tmp_path / "in").iterdir()) == []


def test_a_slow_drip_is_given_up(home: str) -> None:
    with web(seconds=0.5) as net, pytest.raises(FetchError, match=r"not whole after 0\.5 s"):
        net.get(f"{home}/slow")


def test_robots_are_obeyed(home: str) -> None:
    Server.robots = b"User-agent: *\nDisallow: /page\n"
    with web() as net:
        with pytest.raises(FetchError, match=r"robots\.txt forbids"):
            net.get(f"{home}/page.html")
        assert net.get(f"{home}/rss").data == RSS
    assert [path for path, _ in Server.asked] == ["/robots.txt", "/rss"]


def test_requests_to_a_host_are_paused(home: str) -> None:
    slept: list[float] = []
    now = [0.0]
    with Web("test", Bounds(pause=3), allow_private=True, clock=lambda: now[0], sleep=slept.append) as net:
        net.get(f"{home}/rss")
        now[0] = 1.0
        net.get(f"{home}/rss")
    assert slept == [3.0, 2.0]  # behind robots.txt, and behind the first


# ---- private networks


def test_private_addresses_are_refused(home: str, tmp_path: Path) -> None:
    with Web("test", Bounds(pause=0)) as net, pytest.raises(PrivateAddress, match=r"127\.0\.0\.1, which is no public address"):
        net.get(f"{home}/page.html")
    assert Server.asked == []


def test_names_and_redirects_that_lead_inward_are_refused(home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo

    def resolved(host: str, port: int, *args: object, **more: object) -> object:
        address = {"inner.example": "10.0.0.5", "outer.example": "127.0.0.1"}.get(host, host)
        return real(address, port, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    with Web("test", Bounds(pause=0)) as net, pytest.raises(PrivateAddress):
        net.get("http://inner.example/")
    monkeypatch.setattr("kg.fetch.guarded.is_public", lambda address: address == "127.0.0.1")
    with Web("test", Bounds(pause=0)) as net, pytest.raises(PrivateAddress, match=r"169\.254\.169\.254"):
        net.get(f"{home}/inward")


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "::1", "fe80::1%eth0", "fc00::1"]
)
def test_what_is_private(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["::ffff:127.0.0.1", "2002:7f00:1::", "224.0.0.1", "255.255.255.255", "100.64.0.1", "not an address"])
def test_what_is_private_in_disguise(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_what_is_public(address: str) -> None:
    assert is_public(address)


# ---- lists


def test_filings_of_a_company(home: str) -> None:
    with web() as net:
        found = edgar_filings(net, "1", since="2020-01-01", data=home, archives="https://archive.example")
    assert found == [
        "https://archive.example/1/000000000121000004/0000000001-21-000004.txt",
        "https://archive.example/1/000000000121000002/0000000001-21-000002.txt",
    ]
    assert Server.asked[-1][0] == "/submissions/CIK0000000001.json"


@pytest.mark.parametrize("cik", ["", "x", "12345678901", "../1"])
def test_what_is_no_number_of_edgar(cik: str) -> None:
    with web() as net, pytest.raises(FetchError, match="no CIK"):
        edgar_filings(net, cik)


def test_links_of_feeds(home: str) -> None:
    with web() as net:
        assert feed_links(net, f"{home}/rss") == [f"{home}/page.html?a=1&b=2", f"{home}/other.html"]
        assert feed_links(net, f"{home}/atom") == [f"{home}/entry.html"]
        with pytest.raises(FetchError, match="no feed"):
            feed_links(net, f"{home}/page.html")


# ---- the command


def test_what_can_be_had_is_saved_and_the_rest_is_told(home: str, tmp_path: Path, capsys: Captured) -> None:
    urls = [f"{home}/page.html", f"{home}/nothing", f"{home}/bad-name.exe"]
    code, out, err = run(capsys, "fetch", *urls, "--to", str(tmp_path / "in"), "--allow-private", "--pause", "0")
    assert code == 2
    assert [line.split("\t")[0] for line in out.splitlines()] == ["new", "new"]
    assert "answers 404" in err
    assert (tmp_path / "in" / "bad-name.pdf").is_file()
    code, out, _ = run(capsys, "fetch", urls[0], "--to", str(tmp_path / "in"), "--allow-private", "--pause", "0")
    assert (code, out.split("\t")[0]) == (0, "unchanged")


def test_edgar_wants_a_name_and_something_must_be_asked(tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_USER_AGENT", raising=False)
    code, _, err = run(capsys, "fetch", "--edgar", "1", "--to", str(tmp_path / "in"))
    assert (code, "--user-agent" in err) == (2, True)
    code, _, err = run(capsys, "fetch", "--to", str(tmp_path / "in"))
    assert (code, "nothing to fetch" in err) == (2, True)
    (tmp_path / "file").write_text("x")
    code, _, err = run(capsys, "fetch", "http://a.example/", "--to", str(tmp_path / "file"))
    assert (code, "is a file" in err) == (2, True)


def test_a_folder_that_somebody_changed_leads_nowhere_else(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "in")
    (tmp_path / "in" / "x.meta.json").write_text(json.dumps({"url": "http://a.example/", "file": "../../etc/passwd"}))
    (tmp_path / "in" / "y.meta.json").write_text("no JSON")
    assert folder._told("http://a.example/") is None
    with pytest.raises(KgError):
        Folder(tmp_path / "in" / "x.meta.json")
