"""A server in a process of its own that speaks GOV.UK Notify's API, version 2, as its documentation says.

It takes a token as Notify does (HS256, issuer the service, made within 30 seconds), keeps each notification as a file
in a folder, and answers by number: the last three digits of a phone number, or the name before an @, say what it does.
A file `<id>.status` beside a notification says what became of it.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"hub-{SERVICE}-{SECRET}"
EMAIL_TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
TEXT_TEMPLATE = "50bb84d4-5f9b-4ff7-9c9b-5f9b4ff79c9b"
PLACES = {EMAIL_TEMPLATE: {"subject", "body"}, TEXT_TEMPLATE: {"body"}}
SLOW_SECONDS = 4
PROBLEMS = {
    "400": (400, "ValidationError", "{field} Not enough digits"),
    "401": (400, "BadRequestError", "Can't send to this recipient using a team-only API key"),
    "402": (400, "BadRequestError", "Something else about it"),
    "403": (403, "AuthError", "Invalid token: service not found"),
    "429": (429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds"),
    "500": (500, "Exception", "Internal server error"),
}


@dataclass(frozen=True)
class NotifyServer:
    """Where it listens and where it keeps what it took."""

    port: int
    folder: Path

    def taken(self) -> list[dict[str, Any]]:
        """Every notification, in order."""
        return [json.loads(file.read_text()) for file in sorted(self.folder.glob("*.json"))]

    def say(self, number: str, status: str) -> None:
        """What became of one."""
        (self.folder / f"{number}.status").write_text(status)

    def environment(self, environment: Any, **other: Any) -> Any:
        """The settings with this server as GOV.UK Notify."""
        given = {
            "notify_url": f"http://127.0.0.1:{self.port}",
            "notify_key": KEY,
            "notify_email_template": EMAIL_TEMPLATE,
            "notify_text_template": TEXT_TEMPLATE,
            "notify_seconds": 2,
        }
        return replace(environment, **(given | other))


@contextlib.contextmanager
def notifying(folder: Path) -> Iterator[NotifyServer]:
    """Run the server until the block ends."""
    folder.mkdir(exist_ok=True)
    process = subprocess.Popen([sys.executable, __file__, str(folder)], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield NotifyServer(int(process.stdout.readline()), folder)
    finally:
        process.kill()
        process.communicate()


def problem_of(token: str) -> str:
    """Why Notify would not take this token, "" when it would."""
    import jwt

    try:
        said = jwt.decode(token, SECRET, algorithms=["HS256"], options={"verify_iat": False})
    except jwt.InvalidTokenError:
        return "Invalid token: signature, api token not found"
    if said.get("iss") != SERVICE:
        return "Invalid token: service not found"
    return "" if abs(time.time() - said.get("iat", 0)) <= 30 else "Error: Your system clock must be accurate"


class Notify(BaseHTTPRequestHandler):
    """One request."""

    folder: Path

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def answer(self, code: int, body: Any) -> None:
        """As JSON."""
        sent = json.dumps(body).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(sent)

    def refuse(self, code: int, error: str, message: str) -> None:
        """In Notify's shape."""
        self.answer(code, {"status_code": code, "errors": [{"error": error, "message": message}]})

    def is_known(self) -> bool:
        """Is the token right?"""
        problem = problem_of(self.headers.get("Authorization", "").removeprefix("Bearer "))
        if problem:
            self.refuse(403, "AuthError", problem)
        return not problem

    def kept(self) -> list[dict[str, Any]]:
        """Every notification with what became of it."""
        found = [json.loads(file.read_text()) for file in sorted(self.folder.glob("*.json"))]
        for one in found:
            status = self.folder / f"{one['id']}.status"
            one["status"] = status.read_text() if status.exists() else "sending"
        return found

    def do_GET(self) -> None:
        """One by its id, or those with a reference."""
        if not self.is_known():
            return
        asked = urlsplit(self.path)
        if asked.path == "/v2/notifications":
            wanted = parse_qs(asked.query).get("reference", [""])[0]
            found = [one for one in self.kept() if one["reference"] == wanted]
            return self.answer(200, {"notifications": found, "links": {"current": self.path}})
        found = [one for one in self.kept() if asked.path == f"/v2/notifications/{one['id']}"]
        if found:
            return self.answer(200, found[0])
        return self.refuse(404, "NoResultFound", "No result found")

    def do_POST(self) -> None:
        """Check as Notify does, keep it, answer."""
        if not self.is_known():
            return
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        field = "phone_number" if self.path.endswith("/sms") else "email_address"
        template = TEXT_TEMPLATE if field == "phone_number" else EMAIL_TEMPLATE
        if body["template_id"] != template:
            return self.refuse(400, "BadRequestError", "Template not found")
        missing = PLACES[template] - set(body.get("personalisation", {}))
        if missing:
            return self.refuse(400, "BadRequestError", f"Missing personalisation: {', '.join(missing)}")
        self.take(body, field)

    def take(self, body: dict[str, Any], field: str) -> None:
        """What it does is said by the address."""
        to = body[field]
        does = to[-3:] if field == "phone_number" else to.partition("@")[0]
        if does in PROBLEMS:
            code, error, message = PROBLEMS[does]
            return self.refuse(code, error, message.format(field=field))
        if does == "html":
            self.send_response(201)
            self.end_headers()
            return None
        number = str(uuid.uuid4())
        kept = {"id": number, "reference": body["reference"], "to": to, "personalisation": body["personalisation"]}
        (self.folder / f"{time.time_ns()}.json").write_text(json.dumps(kept))
        if does in {"501", "keeps-and-fails"}:
            return self.refuse(500, "Exception", "Internal server error")
        if does in {"598", "slow"}:
            time.sleep(SLOW_SECONDS)
        return self.answer(201, {"id": number, "reference": body["reference"], "content": {}, "template": {}})


if __name__ == "__main__":
    Notify.folder = Path(sys.argv[1])
    server = ThreadingHTTPServer(("127.0.0.1", 0), Notify)
    print(server.server_port, flush=True)  # noqa: T201 - tells who started it where it listens
    server.serve_forever()
