"""Fetching from somebody else's server: what it may do to us, and what comes of it."""

from __future__ import annotations

import http.server
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from familyhub.imports.open_referral import fetching
from familyhub.imports.open_referral.fetching import Reach, Unreachable, fetch
from familyhub.imports.reading.apart import Bounds, read_as
from familyhub.imports.terms.feeds import Refused

HERE = Reach(private=True, wait=0.3, seconds=0.6, most=100_000)
ENDS = threading.Event()


class Hostile(http.server.BaseHTTPRequestHandler):
    """A server that means no good."""

    def do_GET(self) -> None:
        """By the path."""
        getattr(self, "do_" + self.path.strip("/").partition("/")[0])()

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_good(self) -> None:
        self.answer(200, b'{"contents": []}')

    def do_onward(self) -> None:
        self.answer(302, Location="/good")

    def do_circle(self) -> None:
        self.answer(302, Location="/circle")

    def do_nowhere(self) -> None:
        self.answer(302)

    def do_flood(self) -> None:
        self.answer(200)
        for _ in range(400):
            try:
                self.wfile.write(b"[" * 1000)
            except OSError:
                return

    def do_hang(self) -> None:
        ENDS.wait(3)

    def do_drip(self) -> None:
        self.answer(200)
        while not ENDS.is_set():
            try:
                self.wfile.write(b"x")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    def do_gone(self) -> None:
        self.answer(404)

    def do_ill(self) -> None:
        self.answer(503)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hostile)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    ENDS.set()
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["good", "onward"])
def test_an_answer_arrives(base: str, path: str) -> None:
    assert fetch(f"{base}/{path}", HERE) == b'{"contents": []}'


@pytest.mark.parametrize(
    "path,words,again",
    [
        ("circle", "sends us on more than 3 times", False),
        ("nowhere", "does not say where", False),
        ("flood", "more than 100,000 bytes", False),
        ("hang", "does not answer as it should", True),
        ("drip", "takes longer than 0.6 seconds", True),
        ("gone", "answers 404", False),
        ("ill", "answers 503", True),
    ],
)
def test_harm_is_refused(base: str, path: str, words: str, again: bool) -> None:
    with pytest.raises(Refused, match=words) as refusal:
        fetch(f"{base}/{path}", HERE)
    assert isinstance(refusal.value, Unreachable) is again


def test_a_redirect_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first hop is public; the second is judged again."""
    real = fetching._once

    def once(url: str, reach: Reach, until: float) -> tuple[int, bytes, str]:
        return (302, b"", "https://10.0.0.7/") if "feed.example" in url else real(url, reach, until)

    monkeypatch.setattr(fetching, "_once", once)
    with pytest.raises(Refused, match=r"10\.0\.0\.7 is an address of a private network"):
        fetch("https://feed.example/services")


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://10.1.2.3/",
        "https://192.168.0.1/",
        "https://169.254.169.254/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://0.0.0.0/",
    ],
)
def test_no_address_of_ours_or_our_network(url: str) -> None:
    with pytest.raises(Refused, match="private network"):
        fetch(url)


def test_a_name_that_leads_inside_is_judged_by_where_it_leads(monkeypatch: pytest.MonkeyPatch) -> None:
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: inside)
    with pytest.raises(Refused, match="private network"):
        fetch("https://feed.example/")


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://feed.example/", "https://user:secret@feed.example/", "https:///x"]
)
def test_no_other_kind_of_address(url: str) -> None:
    with pytest.raises(Refused, match="https://"):
        fetch(url)


def test_a_plain_address_is_not_read() -> None:
    with pytest.raises(Refused, match="over https:// alone"):
        fetch("http://feed.example/")


def test_two_hundred_megabytes_never_reach_the_parser() -> None:
    with pytest.raises(Refused, match="at most 1,000 are read"):
        read_as("page", b"[" + b"1," * 600, Bounds(file=1000))


def test_a_page_that_is_too_deep_or_too_many_is_refused() -> None:
    with pytest.raises(Refused):
        read_as("page", b"[" * 50_000)
    with pytest.raises(Refused, match="more than 2 rows"):
        read_as("page", b'{"contents": [1, 2, 3, 4]}', Bounds(rows=2))
    found = read_as("page", b'{"contents": [{"id": "1"}], "total_pages": 3, "more": [1]}')
    assert (found.header, found.rows) == (['{"total_pages": 3}'], [(1, ['{"id": "1"}'])])
