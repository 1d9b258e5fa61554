"""Is this identity token from the council's directory, for us, for this very sign-in, and of now?

OpenID Connect Core 1.0, 3.1.3.7; RFC 8725. Every question must be answered yes; the signature is always checked, though
the token came straight from the directory.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import jwt

ALGORITHMS = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC"}
LEEWAY_SECONDS = 30
OLDEST_SECONDS = 600
FRESH_SECONDS = 300
LONGEST_NUMBER = 255
MOST_CHARACTERS = 20_000
NEEDED = ["iss", "sub", "aud", "exp", "iat", "nonce"]
Keys = Callable[[str], list[dict[str, Any]]]


class NotBelieved(Exception):
    """The token is not to be believed; the text says why, for our own record alone."""


@dataclass(frozen=True)
class Expected:
    """What the token must say. `is_again`: the person must have given their proof within the last five minutes."""

    issuer: str
    client_id: str
    nonce: str
    now: float
    is_again: bool = False


def claims_of(token: str, keys: Keys, expected: Expected) -> dict[str, Any]:
    """What a token that can be believed says. `keys` is asked with the token's key name. Errors: NotBelieved."""
    header = _header(token)
    key = _key(header, keys)
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=[header["alg"]],
            audience=expected.client_id,
            issuer=expected.issuer,
            leeway=LEEWAY_SECONDS,
            options={"require": NEEDED, "strict_aud": False},
        )
    except (jwt.PyJWTError, ValueError, TypeError, OverflowError) as error:
        raise NotBelieved(type(error).__name__) from error
    for question in (_is_ours_alone, _is_this_sign_in, _is_of_now, _names_somebody, _is_fresh):
        question(claims, expected)
    return claims


def _header(token: str) -> dict[str, Any]:
    if len(token) > MOST_CHARACTERS:
        raise NotBelieved("too long")
    try:
        header: dict[str, Any] = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise NotBelieved("no header") from error
    if "crit" in header or header.get("typ", "JWT") not in {"JWT", "jwt"}:
        raise NotBelieved("another kind of token")
    if header.get("alg") not in ALGORITHMS:
        raise NotBelieved("algorithm")
    return header


def _key(header: Mapping[str, Any], keys: Keys) -> jwt.PyJWK:
    """The directory's own key of that name, made for that algorithm. Keys inside the token are never looked at."""
    name = header.get("kid")
    if not isinstance(name, str):
        raise NotBelieved("names no key")
    for one in keys(name):
        if one.get("kid") == name and _fits(one, header["alg"]):
            try:
                return jwt.PyJWK(one, algorithm=header["alg"])
            except (jwt.PyJWTError, ValueError, TypeError, KeyError) as error:
                raise NotBelieved("key cannot be read") from error
    raise NotBelieved("unknown key")


def _fits(key: Mapping[str, Any], algorithm: str) -> bool:
    is_kind = key.get("kty") == ALGORITHMS[algorithm] and key.get("use", "sig") == "sig"
    return is_kind and key.get("alg", algorithm) == algorithm


def _is_ours_alone(claims: Mapping[str, Any], expected: Expected) -> None:
    party = claims.get("azp")
    if party is not None and party != expected.client_id:
        raise NotBelieved("made for another party")
    audience = claims["aud"]
    if isinstance(audience, list) and len(audience) > 1 and party is None:
        raise NotBelieved("many audiences and no party")


def _is_this_sign_in(claims: Mapping[str, Any], expected: Expected) -> None:
    nonce = claims["nonce"]
    if not isinstance(nonce, str) or not hmac.compare_digest(nonce.encode(), expected.nonce.encode()):
        raise NotBelieved("nonce")


def _is_of_now(claims: Mapping[str, Any], expected: Expected) -> None:
    made = claims["iat"]
    if isinstance(made, bool) or not isinstance(made, (int, float)):
        raise NotBelieved("iat")
    if not -LEEWAY_SECONDS <= expected.now - made <= OLDEST_SECONDS:
        raise NotBelieved("made too long ago, or later than now")


def _names_somebody(claims: Mapping[str, Any], expected: Expected) -> None:
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject.strip()) <= LONGEST_NUMBER or "\x00" in subject:
        raise NotBelieved("sub")


def _is_fresh(claims: Mapping[str, Any], expected: Expected) -> None:
    if not expected.is_again:
        return
    at = claims.get("auth_time")
    if isinstance(at, bool) or not isinstance(at, (int, float)):
        raise NotBelieved("does not say when the person proved who they are")
    if not -LEEWAY_SECONDS <= expected.now - at <= FRESH_SECONDS:
        raise NotBelieved("the person proved who they are too long ago")


def said_multi_factor(claims: Mapping[str, Any], accepted: frozenset[str]) -> bool:
    """Does the directory say, in words that this deployment accepts, that it asked two factors (`amr`, `acr`)?"""
    ways = claims.get("amr")
    said = {way for way in ways if isinstance(way, str)} if isinstance(ways, list) else set()
    level = claims.get("acr")
    return bool(accepted & (said | ({level} if isinstance(level, str) else set())))


def vouched_address(claims: Mapping[str, Any], *, is_always_proved: bool) -> str:
    """The address that the directory vouches for, or ""."""
    address = claims.get("email")
    is_proved = claims.get("email_verified") is True or (is_always_proved and "email_verified" not in claims)
    return address if isinstance(address, str) and is_proved else ""
