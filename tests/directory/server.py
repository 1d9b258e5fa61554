"""A council's directory in a process of its own: discovery, keys, code flow with PKCE, and tokens forged on request.

    python -m tests.directory.server PORT

`POST /control` says in JSON what the next tokens are: `claims` to change, `forge` for a way of `tests.directory.forge`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.directory import forge
from tests.directory.keys import CLIENT, SECRET, Keys

PEOPLE = {"one": "Testina Example", "two": "Exemplar Sample"}


class Directory:
    """What the server knows: codes given out, and what the next tokens shall be."""

    def __init__(self, issuer: str) -> None:
        self.issuer, self.keys = issuer, Keys()
        self.codes: dict[str, dict[str, str]] = {}
        self.told: dict[str, Any] = {}
        self.last_token = ""

    def metadata(self) -> dict[str, Any]:
        """Discovery."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
        }

    def code_for(self, asked: dict[str, str], person: str) -> str:
        """A code, once."""
        code = secrets.token_urlsafe(16)
        self.codes[code] = {**asked, "person": person}
        return code

    def token(self, form: dict[str, str]) -> dict[str, Any] | None:
        """The answer to a code, or None: once, with the secret, the same address and the verifier."""
        asked = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        is_right = (
            asked is not None
            and (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)
            and form.get("redirect_uri") == asked["redirect_uri"]
            and challenge == asked["code_challenge"]
        )
        if not is_right or asked is None:
            return None
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "sub": f"subject-{asked['person']}",
            "aud": CLIENT,
            "nonce": asked["nonce"],
            "iat": now,
            "exp": now + 300,
            "auth_time": now,
            "amr": ["pwd", "mfa"],
            "email_verified": True,
            "name": PEOPLE.get(asked["person"], asked["person"]),
        } | self.told.get("claims", {})
        claims = {name: value for name, value in claims.items() if value is not None}
        made = forge.make(self.told.get("forge", ""), claims, self.keys, self.last_token)
        self.last_token = made
        return {"access_token": secrets.token_urlsafe(8), "token_type": "Bearer", "id_token": made}


class Handler(BaseHTTPRequestHandler):
    """The addresses."""

    directory: Directory

    def log_message(self, *args: Any) -> None:
        """Quiet."""

    def _say(self, told: Any, status: int = 200, kind: str = "application/json") -> None:
        body = told.encode() if isinstance(told, str) else json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _form(self) -> dict[str, str]:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        return {name: values[0] for name, values in parse_qs(body).items()}

    def _send_back(self, asked: dict[str, str], person: str) -> None:
        code = self.directory.code_for(asked, person)
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")
        self.end_headers()

    def do_GET(self) -> None:
        """Discovery, keys, and the page that asks who it is."""
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/.well-known/openid-configuration":
            self._say(self.directory.metadata())
        elif parts.path == "/keys":
            self._say({"keys": self.directory.keys.public()})
        elif parts.path == "/authorize" and "as" in asked:
            self._send_back(asked, asked["as"])
        elif parts.path == "/authorize":
            names = "".join(f'<button name="as" value="{key}">{name}</button>' for key, name in PEOPLE.items())
            kept = "".join(f'<input type="hidden" name="{name}" value="{value}">' for name, value in asked.items())
            page = f"<!doctype html><html lang=en><title>Council</title><form action=/authorize>{kept}{names}</form>"
            self._say(page, kind="text/html")
        else:
            self._say({}, 404)

    def do_POST(self) -> None:
        """A code for a token; what the tests want next."""
        if self.path == "/control":
            self.directory.told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self._say({})
        elif self.path == "/token":
            told = self.directory.token(self._form())
            self._say(told or {"error": "invalid_grant"}, 200 if told else 400)
        else:
            self._say({}, 404)


def main(port: int) -> None:
    """Serve until ended."""
    Handler.directory = Directory(f"http://127.0.0.1:{port}")
    ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
