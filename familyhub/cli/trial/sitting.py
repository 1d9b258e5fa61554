"""Somebody at a screen: a real session, and requests through the whole site as the web server sends them."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from importlib import import_module
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.http import HttpRequest

from familyhub.accounts.models import Staff
from familyhub.cli.django_ready import close_connections
from familyhub.cli.trial.database import NotMade
from familyhub.demo.bulk.offices import email_of

HOST = "localhost"
NOTED = 'UPDATE "django_session"'
WAITED = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


def use(name: str) -> None:
    """From now on this process asks the database called `name`."""
    close_connections()
    for alias in ("default", "worker", "owner"):
        if alias in connections.databases:
            connections[alias].settings_dict["NAME"] = name


@dataclass
class Screen:
    """A signed-in browser of one sitter. Requests go through every middleware, each with its own commit."""

    sitter: str
    cookie: str
    site: WSGIHandler

    @classmethod
    def of(cls, sitter: str, site: WSGIHandler) -> Screen:
        """One of the bulk data's sitters, signed in."""
        return cls.of_staff(Staff.objects.get(email=email_of(sitter)), site)

    @classmethod
    def of_staff(cls, staff: Staff, site: WSGIHandler) -> Screen:
        """Signed in with both factors, by the session that the site itself reads."""
        request = HttpRequest()
        request.META |= {"REMOTE_ADDR": "127.0.0.1", "HTTP_USER_AGENT": "bench"}
        request.session = import_module(settings.SESSION_ENGINE).SessionStore()
        login(request, staff, backend=settings.AUTHENTICATION_BACKENDS[0])
        record_authentication(request, staff, "mfa")
        request.session.save()
        cookies = {settings.SESSION_COOKIE_NAME: request.session.session_key, settings.CSRF_COOKIE_NAME: "b" * 32}
        return cls(staff.email, "; ".join(f"{name}={value}" for name, value in cookies.items()), site)

    def get(self, address: str) -> str:
        """The page at this address. Errors: NotMade when it is not one."""
        path, _, query = address.partition("?")
        return self._answer({"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query}, b"", "200")

    def filled(self, address: str) -> dict[str, str]:
        """What the fields of the forms at this address hold already: what a browser sends if nobody touches them."""
        fields = _Filled()
        fields.feed(self.get(address))
        return fields.found

    def post(self, address: str, fields: Mapping[str, str], answer: str = "302") -> str:
        """Send a form. Errors: NotMade when the answer is another than this one, so that no refusal is timed."""
        body = urlencode(fields).encode()
        asked = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": address,
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_ORIGIN": f"https://{HOST}",
        }
        return self._answer(asked, body, answer)

    def _answer(self, asked: dict[str, Any], body: bytes, wanted: str) -> str:
        request = asked | {
            "SERVER_NAME": HOST,
            "SERVER_PORT": "443",
            "HTTP_HOST": HOST,
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_USER_AGENT": "bench",
            "HTTP_COOKIE": self.cookie,
            "wsgi.url_scheme": "https",
            "wsgi.input": io.BytesIO(body),
        }
        said: list[str] = []
        response: Any = self.site(request, lambda status, headers, *more: said.append(status))  # type: ignore[arg-type,func-returns-value,return-value]
        told = b"".join(response).decode()
        response.close()
        if not said or not said[0].startswith(wanted):
            raise NotMade(f"{asked['PATH_INFO']} answered {said[:1]} to {self.sitter}")
        return told

    def milliseconds(self, address: str) -> float:
        """How long one request takes, from the handler's call until the connection is given back."""
        began = time.perf_counter()
        self.get(address)
        return (time.perf_counter() - began) * 1000

    def questions(self, address: str) -> list[str]:
        """The statements that one page sends (`statements_of`)."""
        return statements_of(lambda: self.get(address))


class _Filled(HTMLParser):
    """The fields of a page that hold something, hidden or of text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes a field."""
        field = dict(attrs)
        if tag == "input" and field.get("type") in ("hidden", "text") and field.get("name") and field.get("value"):
            self.found[str(field["name"])] = str(field["value"])


def statements_of(ask: Callable[[], object]) -> list[str]:
    """The statements that one request sends, session and access row included; not the transaction's own words, nor
    the note of when the session was last used, which is written once a minute whatever the page.
    """
    ask()  # what is remembered by the process is remembered
    with _heard() as said:
        ask()
    return [statement for statement in said if not statement.startswith((*WAITED, NOTED))]


@contextmanager
def _heard() -> Iterator[list[str]]:
    said: list[str] = []

    def listen(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        said.append(str(sql))  # a statement put together by psycopg is not text yet
        return execute(sql, params, many, context)

    with connections["default"].execute_wrapper(listen):
        yield said
