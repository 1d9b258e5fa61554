"""GOV.UK Notify: email and texts by its API, version 2. Its templates hold nothing but ((subject)) and ((body)).

The message's number in the outbox is Notify's `reference`. After a try whose end is not known, Notify is asked for
what it has under that reference before anything is sent again, so that a time-out does not send twice.
https://docs.notifications.service.gov.uk/rest-api.html
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import jwt
import requests
from requests.auth import AuthBase
from requests.exceptions import ConnectionError as NotConnected
from requests.exceptions import ConnectTimeout, RequestException
from urllib3.exceptions import NameResolutionError, NewConnectionError

from familyhub.messages.carrying import Broken, MailSettings, Never, NoServer, Parcel, Refused, Taken
from familyhub.messages.terms import NO_ANSWER, Arrival, Way

CODE = "notify"
WAYS = (Way.EMAIL, Way.TEXT)
RANK = 5
KEY = re.compile(r".+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)
ARRIVALS = {
    "delivered": Arrival.DELIVERED,
    "permanent-failure": Arrival.BOUNCED,
    "temporary-failure": Arrival.LOST,
    "technical-failure": Arrival.LOST,
}
FAILED = frozenset({"permanent-failure", "temporary-failure", "technical-failure", "validation-failed"})


def _template(environment: MailSettings, way: Way) -> str:
    return environment.notify_text_template if way is Way.TEXT else environment.notify_email_template


def is_set_up(environment: MailSettings, way: Way) -> bool:
    """A key of the right shape and this way's own template; an empty template leaves the way to another transport."""
    return bool(KEY.fullmatch(environment.notify_key)) and _is_uuid(_template(environment, way))


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False


class _Token(AuthBase):  # type: ignore[misc]
    """Proof that the key is ours, good for 30 seconds: signed with the secret that ends the key."""

    def __init__(self, key: str) -> None:
        self.service, self.secret = key[-73:-37], key[-36:]

    def __call__(self, request: Any) -> Any:
        said = {"iss": self.service, "iat": int(time.time())}
        request.headers["Authorization"] = f"Bearer {jwt.encode(said, self.secret, algorithm='HS256')}"
        return request


def _ask(environment: MailSettings, method: str, path: str, **what: Any) -> Mapping[str, Any]:
    """Notify's answer. Errors: NoServer, Broken, Refused, Never."""
    try:
        answer = requests.request(
            method,
            environment.notify_url.rstrip("/") + "/v2/notifications" + path,
            auth=_Token(environment.notify_key),
            timeout=environment.notify_seconds,
            allow_redirects=False,
            **what,
        )
    except RequestException as error:
        raise _unanswered(error) from None
    said = _read(answer)
    if answer.status_code not in (200, 201):
        raise _problem(answer.status_code, said)
    return said


def _read(answer: Any) -> Mapping[str, Any]:
    """What it says as JSON; nothing when it cannot be read."""
    try:
        said = answer.json()
    except ValueError:
        return {}
    return said if isinstance(said, Mapping) else {}


def send(parcel: Parcel, environment: MailSettings) -> Taken:
    """Hand the parcel over, unless Notify has it already. Errors: NoServer, Broken, Refused, Never."""
    if parcel.is_repeat and (number := _held(parcel.number, environment)):
        return Taken("taken by GOV.UK Notify at an earlier try", number)
    return Taken("taken by GOV.UK Notify", _number(_post(parcel, environment)))


def _post(parcel: Parcel, environment: MailSettings) -> Mapping[str, Any]:
    body: dict[str, Any] = {"template_id": _template(environment, parcel.way), "reference": parcel.number}
    if parcel.way is Way.TEXT:
        body |= {"phone_number": parcel.to_address, "personalisation": {"body": parcel.words}}
        return _ask(environment, "POST", "/sms", json=body)
    places = {"subject": parcel.subject, "body": parcel.words}
    return _ask(
        environment, "POST", "/email", json=body | {"email_address": parcel.to_address, "personalisation": places}
    )


def _number(answer: Mapping[str, Any]) -> str:
    """Notify's own number. Errors: Broken, when the answer is not one of Notify's."""
    number = str(answer.get("id", ""))
    if not _is_uuid(number):
        raise Broken("GOV.UK Notify gave an answer that cannot be read")
    return number


def _held(reference: str, environment: MailSettings) -> str:
    """The number of the notification that Notify has under this reference and did not fail with, or ""."""
    found = _ask(environment, "GET", "", params={"reference": reference}).get("notifications")
    if not isinstance(found, list):
        raise NoServer("GOV.UK Notify gave an answer that cannot be read")
    return next((_number(one) for one in found if one.get("status") not in FAILED), "")


def became(number: str, environment: MailSettings) -> Arrival:
    """What became of a message that Notify took. Errors: NoServer."""
    try:
        status = _ask(environment, "GET", f"/{number}").get("status", "")
    except (NoServer, Refused) as error:
        raise NoServer(error.detail) from None
    return ARRIVALS.get(str(status), Arrival.NOT_KNOWN)


def _unanswered(error: RequestException) -> Exception:
    """Nobody was reached, or somebody was and did not answer in time: then it may have gone."""
    inner = getattr(error.args[0], "reason", None) if isinstance(error, NotConnected) and error.args else None
    if isinstance(error, ConnectTimeout) or isinstance(inner, (NewConnectionError, NameResolutionError)):
        return NoServer(NO_ANSWER)
    return Broken("GOV.UK Notify did not answer in time")


def _problem(code: int, said: Mapping[str, Any]) -> Exception:
    """What a refusal means. Notify's own words are never repeated: ordered questions, first yes wins."""
    if code == 400:
        return _bad(str(said.get("errors", "")).lower())
    if code in (401, 403):
        return NoServer("GOV.UK Notify does not accept the key or the clock of this service (code 403)")
    if code == 429:
        return NoServer("GOV.UK Notify asks to come back later (code 429)")
    if code >= 500 or code < 400:
        return Broken(f"GOV.UK Notify failed (code {code})")
    return Refused(f"refused by GOV.UK Notify (code {code})")


def _bad(said: str) -> Exception:
    """A 400: our template, our limits, or this address."""
    if "template" in said or "personalisation" in said:
        return NoServer("GOV.UK Notify does not know the template, or it has other places than subject and body")
    if "team-only" in said or "trial mode" in said:
        return Never("GOV.UK Notify does not let this service write to everybody yet")
    if "phone_number" in said or "email_address" in said:
        return Never("GOV.UK Notify says that this cannot be an address")
    return Never("GOV.UK Notify refuses it (code 400)")
