"""The council's own directory over HTTP: what it says of itself, its keys, and a code exchanged for a token."""

from __future__ import annotations

import base64
import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings
from django.core.cache import cache

WAIT_SECONDS = 10
MOST_BYTES = 512_000
KEPT_SECONDS = 3600
ASKED_AGAIN_AFTER = 60
NAMES = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class NotReached(Exception):
    """The directory gave no answer that can be used; the text says to which question."""


class _NoDetour(urllib.request.HTTPRedirectHandler):
    """A directory answers itself: what sends us elsewhere is not followed with our secret."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """Never."""


_open = urllib.request.build_opener(_NoDetour, urllib.request.ProxyHandler()).open


@dataclass(frozen=True)
class Metadata:
    """What the directory says of itself (OpenID Connect Discovery 1.0)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    takes_basic_alone: bool


def _is_safe(address: str) -> bool:
    """https, or this machine itself where the whole site runs without it."""
    parts = urlsplit(address)
    is_here = parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost"}
    return parts.scheme == "https" or (is_here and not settings.SESSION_COOKIE_SECURE)


def _ask(address: str, form: dict[str, str] | None = None, headers: dict[str, str] | None = None) -> dict[str, Any]:
    """One JSON object. Errors: NotReached."""
    if not _is_safe(address):
        raise NotReached("an address of the directory is not https")
    body = urlencode(form).encode() if form is not None else None
    request = urllib.request.Request(address, data=body, headers={"Accept": "application/json", **(headers or {})})
    try:
        with _open(request, timeout=WAIT_SECONDS) as answer:
            told = json.loads(answer.read(MOST_BYTES))
    except (OSError, ValueError) as error:
        raise NotReached(f"{urlsplit(address).path}: {type(error).__name__}") from error
    if not isinstance(told, dict):
        raise NotReached(f"{urlsplit(address).path}: no object")
    return told


def metadata() -> Metadata:
    """From the well-known address, kept an hour. Errors: NotReached; also when it names another issuer than ours."""
    issuer = settings.ENVIRONMENT.oidc_issuer
    key = f"directory:metadata:{issuer}"
    told = cache.get(key)
    if told is None:
        told = _ask(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if told.get("issuer") != issuer or not all(isinstance(told.get(name), str) for name in NAMES):
            raise NotReached("the directory names another issuer, or leaves an address out")
        cache.set(key, told, KEPT_SECONDS)
    methods = told.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    addresses = {name: told[name] for name in NAMES}
    return Metadata(issuer=issuer, **addresses, takes_basic_alone="client_secret_post" not in methods)


def keys(*, unknown: str = "") -> list[dict[str, Any]]:
    """The directory's public keys, kept an hour; asked for again, once a minute at most, when a token names a key that
    is not among them (`unknown`). Errors: NotReached.
    """
    address = metadata().jwks_uri
    key = f"directory:keys:{address}"
    kept = cache.get(key)
    if kept is not None and unknown and cache.add(f"{key}:again", 1, ASKED_AGAIN_AFTER):
        kept = None
    if kept is None:
        told = _ask(address).get("keys")
        kept = [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []
        cache.set(key, kept, KEPT_SECONDS)
    return list(kept)


def token_for(*, code: str, verifier: str, back: str) -> str:
    """The identity token for a code. Errors: NotReached, also when the directory refuses the code."""
    told, given = metadata(), settings.ENVIRONMENT
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
    headers = {}
    if told.takes_basic_alone:
        both = f"{quote(given.oidc_client_id, safe='')}:{quote(given.oidc_client_secret, safe='')}"
        headers = {"Authorization": f"Basic {base64.b64encode(both.encode()).decode()}"}
    else:
        form |= {"client_id": given.oidc_client_id, "client_secret": given.oidc_client_secret}
    token = _ask(told.token_endpoint, form, headers).get("id_token")
    if not isinstance(token, str):
        raise NotReached("the directory gave no identity token")
    return token
