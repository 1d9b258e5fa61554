"""Tokens that must not be believed, each wrong in one way, made by the directory itself: there is no harder forger."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from typing import Any

import jwt
from jwt.algorithms import RSAAlgorithm

from tests.directory.keys import CLIENT, SECRET, Keys

Claims = dict[str, Any]
HEADER = {"alg": "RS256", "kid": "right", "typ": "JWT"}


def part(value: Any) -> str:
    """One part of a token."""
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def signed(claims: Claims, key: Any, **header: Any) -> str:
    """As a directory signs."""
    said = {name: value for name, value in {**HEADER, **header}.items() if value is not None}
    return jwt.encode(claims, key, algorithm=said["alg"], headers=said)


def shared(claims: Claims, key: bytes, **header: Any) -> str:
    """Signed with a shared secret (HS256), by hand: the library refuses to take a public key for one."""
    text = f"{part({**HEADER, 'alg': 'HS256', **header})}.{part(claims)}"
    return f"{text}.{part(hmac.new(key, text.encode(), hashlib.sha256).digest())}"


def changed(**claims: Any) -> Callable[[Claims, Keys], str]:
    """Signed rightly, with other claims; None leaves one out."""

    def made(said: Claims, keys: Keys) -> str:
        now = int(time.time())
        new = {name: value(now) if callable(value) else value for name, value in claims.items()}
        return signed({name: value for name, value in {**said, **new}.items() if value is not None}, keys.right)

    return made


def meddled(claims: Claims, keys: Keys) -> str:
    """The payload is another person's, the signature is that of the true one."""
    head, _, tail = signed(claims, keys.right).split(".")
    return f"{head}.{part({**claims, 'sub': 'subject-two'})}.{tail}"


def own_key_inside(claims: Claims, keys: Keys) -> str:
    """The header brings the key with which it is to be checked."""
    inside = json.loads(RSAAlgorithm.to_jwk(keys.stranger.public_key()))
    return signed(claims, keys.stranger, jwk=inside)


FORGED: dict[str, Callable[[Claims, Keys], str]] = {
    "another issuer": changed(iss="http://127.0.0.1:1"),
    "issuer with a slash more": lambda said, keys: signed({**said, "iss": said["iss"] + "/"}, keys.right),
    "no issuer": changed(iss=None),
    "another audience": changed(aud="another-service"),
    "no audience": changed(aud=None),
    "several audiences, party another": changed(aud=[CLIENT, "another-service"], azp="another-service"),
    "several audiences, no party": changed(aud=[CLIENT, "another-service"]),
    "party another": changed(azp="another-service"),
    "another nonce": changed(nonce="not the one that was asked"),
    "no nonce": changed(nonce=None),
    "nonce that is no text": changed(nonce=["a"]),
    "no person": changed(sub=None),
    "empty person": changed(sub=""),
    "person that is no text": changed(sub=7),
    "person of 256 characters": changed(sub="x" * 256),
    "expired": changed(exp=lambda now: now - 120, iat=lambda now: now - 400),
    "no expiry": changed(exp=None),
    "expiry that is no number": changed(exp="tomorrow"),
    "valid from tomorrow": changed(nbf=lambda now: now + 86400),
    "made tomorrow": changed(iat=lambda now: now + 86400, exp=lambda now: now + 90000),
    "made yesterday": changed(iat=lambda now: now - 86400),
    "not said when made": changed(iat=None),
    "unsigned (alg none)": lambda said, keys: f"{part({**HEADER, 'alg': 'none'})}.{part(said)}.",
    "unsigned (alg NoNe)": lambda said, keys: f"{part({**HEADER, 'alg': 'NoNe'})}.{part(said)}.",
    "no signature": lambda said, keys: ".".join(signed(said, keys.right).split(".")[:2]) + ".",
    "shared secret: the public key": lambda said, keys: shared(said, keys.public_pem()),
    "shared secret: our own": lambda said, keys: shared(said, SECRET.encode()),
    "a stranger's key under the right name": lambda said, keys: signed(said, keys.stranger),
    "a stranger's key under its own name": lambda said, keys: signed(said, keys.stranger, kid="stranger"),
    "names no key": lambda said, keys: signed(said, keys.right, kid=None),
    "a key that is for encryption": lambda said, keys: signed(said, keys.encrypting, kid="encrypting"),
    "an algorithm that is not the key's": lambda said, keys: signed(said, keys.right, alg="PS256"),
    "an algorithm that we do not take": lambda said, keys: signed(said, keys.right, alg="RS512"),
    "brings its own key": own_key_inside,
    "says where its key is": lambda said, keys: signed(said, keys.stranger, jku="http://127.0.0.1:1/keys"),
    "critical words that we do not know": lambda said, keys: signed(said, keys.right, crit=["exp2"], exp2=1),
    "an access token": lambda said, keys: signed(said, keys.right, typ="at+jwt"),
    "a logout token": lambda said, keys: signed(said, keys.right, typ="logout+jwt"),
    "payload meddled with": meddled,
    "signature of another length": lambda said, keys: signed(said, keys.right)[:-20],
    "no token at all": lambda said, keys: "not a token",
    "payload that is no object": lambda said, keys: shared([], b"x"),  # type: ignore[arg-type]
    "far too long": changed(padding="x" * 30_000),
}
RIGHT: dict[str, Callable[[Claims, Keys], str]] = {
    "": lambda said, keys: signed(said, keys.right),
    "curve": lambda said, keys: signed(said, keys.curve, alg="ES256", kid="curve"),
    "audience as a list": changed(aud=[CLIENT]),
    "party ours": changed(aud=[CLIENT, "another-service"], azp=CLIENT),
}
REPLAYED = "the token of the sign-in before"


def make(way: str, claims: Claims, keys: Keys, last: str) -> str:
    """A token made that way. Errors: KeyError for a way that is not known."""
    if way == REPLAYED:
        return last
    return ({**RIGHT, **FORGED}[way])(claims, keys)
