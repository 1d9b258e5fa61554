"""Fetch from somebody else's server, bounded: no private address, no endless redirect, no slow drip, no flood.

A name is looked up once and the connection goes to the very address that was judged, so that a name that answers
differently the second time reaches nothing inside. Redirects are followed by the same rules.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from familyhub.imports.terms.feeds import Refused

MEGABYTE = 1_000_000  # said here once more: this module is used where Django is not ready
AGENT = "OpenFamilyHub-directory/1"
CHUNK = 65_536
REDIRECTS = {301, 302, 303, 307, 308}


class Unreachable(Refused):
    """The server is away, slow or failing just now: worth another try."""


@dataclass(frozen=True)
class Reach:
    """Bytes of an answer, seconds for all of it and for each wait, hops; `private`: this machine's network too."""

    most: int = 20 * MEGABYTE
    seconds: float = 60
    wait: float = 10
    hops: int = 3
    private: bool = False


def fetch(url: str, reach: Reach = Reach()) -> bytes:
    """The body of an answer 200. Errors: Refused, in plain words."""
    until = time.monotonic() + reach.seconds
    for _ in range(reach.hops + 1):
        status, body, onward = _once(url, reach, until)
        if status not in REDIRECTS:
            break
        if not onward:
            raise Refused(f"{_said(url)} sends us on and does not say where")
        url = urljoin(url, onward)
    else:
        raise Refused(f"{_said(url)} sends us on more than {reach.hops} times")
    if status != 200:
        raise (Unreachable if status >= 500 or status == 429 else Refused)(f"{_said(url)} answers {status}")
    return body


def _said(url: str) -> str:
    """The address without what may be secret in it."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}{parts.path}"[:200]


def _address(host: str, port: int, reach: Reach) -> str:
    """The address to connect to. Errors: Refused for one that is not public."""
    try:
        found = {str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"there is no server called {host[:100]}") from error
    if not reach.private and not all(_is_public(address) for address in found):
        raise Refused(f"{host[:100]} is an address of a private network, which a feed may not send us to")
    return sorted(found, key=lambda address: (":" in address, address))[0]


def _is_public(address: str) -> bool:
    one = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(one, "ipv4_mapped", None)
    return (mapped or one).is_global and not (mapped or one).is_multicast


def _once(url: str, reach: Reach, until: float) -> tuple[int, bytes, str]:
    """(status, body, where it sends us)."""
    parts = urlsplit(url)
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.username:
        raise Refused("only addresses that start with https:// or http:// are read")
    if parts.scheme == "http" and not reach.private:
        raise Refused("a feed is read over https:// alone")
    port = _port(url)
    connection = _connection(parts.scheme, parts.hostname, port, _address(parts.hostname, port, reach), reach)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("GET", path, headers={"User-Agent": AGENT, "Accept": "application/json, text/csv"})
        with contextlib.closing(connection.getresponse()) as response:
            body = b"" if response.status in REDIRECTS else _body(response, url, reach, until)
            return response.status, body, response.headers.get("Location", "")
    except (OSError, http.client.HTTPException) as error:
        raise Unreachable(f"{_said(url)} does not answer as it should: {type(error).__name__}") from error
    finally:
        connection.close()


def _port(url: str) -> int:
    try:
        return urlsplit(url).port or (443 if url.startswith("https") else 80)
    except ValueError as error:
        raise Refused("the address has no port that there could be") from error


def _connection(scheme: str, host: str, port: int, address: str, reach: Reach) -> http.client.HTTPConnection:
    """A connection to the address that was judged, in the name of the host."""
    made: http.client.HTTPConnection = (
        http.client.HTTPSConnection(host, port, timeout=reach.wait, context=ssl.create_default_context())
        if scheme == "https"
        else http.client.HTTPConnection(host, port, timeout=reach.wait)
    )
    made._create_connection = (  # type: ignore[attr-defined]
        lambda _, timeout, source: socket.create_connection((address, port), timeout, source)
    )
    return made


def _body(response: http.client.HTTPResponse, url: str, reach: Reach, until: float) -> bytes:
    found = bytearray()
    while chunk := response.read1(CHUNK):
        found += chunk
        if len(found) > reach.most:
            raise Refused(f"{_said(url)} answers with more than {reach.most:,} bytes")
        if time.monotonic() > until:
            raise Unreachable(f"{_said(url)} takes longer than {reach.seconds:g} seconds")
    return bytes(found)
