"""GOV.UK Notify: email and texts by its API, version 2. Its templates hold nothing but ((subject)) and ((body)).

The message's number in the outbox is Notify's `reference`. After a try whose end is not known, Notify is asked for
what it has under that reference before anything is sent again, so that a time-out does not send twice.
https://docs.notifications.service.gov.uk/rest-api.html
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient
from requests.exceptions import ConnectionError as NotConnected
from requests.exceptions import ConnectTimeout
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


def _client(environment: MailSettings) -> Any:
    return NotificationsAPIClient(  # type: ignore[no-untyped-call]
        environment.notify_key, base_url=environment.notify_url, timeout=environment.notify_seconds
    )


def send(parcel: Parcel, environment: MailSettings) -> Taken:
    """Hand the parcel over, unless Notify has it already. Errors: NoServer, Broken, Refused, Never."""
    try:
        client = _client(environment)
        if parcel.is_repeat and (number := _held(client, parcel.number)):
            return Taken("taken by GOV.UK Notify at an earlier try", number)
        return Taken("taken by GOV.UK Notify", _number(_post(client, parcel, environment)))
    except APIError as error:
        raise _problem(error) from None


def _post(client: Any, parcel: Parcel, environment: MailSettings) -> Mapping[str, Any]:
    template, reference = _template(environment, parcel.way), parcel.number
    answer: Mapping[str, Any]
    if parcel.way is Way.TEXT:
        answer = client.send_sms_notification(
            parcel.to_address, template, personalisation={"body": parcel.words}, reference=reference
        )
    else:
        both = {"subject": parcel.subject, "body": parcel.words}
        answer = client.send_email_notification(parcel.to_address, template, personalisation=both, reference=reference)
    return answer


def _number(answer: Mapping[str, Any]) -> str:
    """Notify's own number. Errors: Broken, when the answer is not one of Notify's."""
    number = str(answer.get("id", "")) if isinstance(answer, Mapping) else ""
    if not _is_uuid(number):
        raise Broken("GOV.UK Notify gave an answer that cannot be read")
    return number


def _held(client: Any, reference: str) -> str:
    """The number of the notification that Notify has under this reference and did not fail with, or ""."""
    answer = client.get_all_notifications(reference=reference)
    found = answer.get("notifications", []) if isinstance(answer, Mapping) else []
    return next((_number(one) for one in found if one.get("status") not in FAILED), "")


def became(number: str, environment: MailSettings) -> Arrival:
    """What became of a message that Notify took. Errors: NoServer."""
    try:
        answer = _client(environment).get_notification_by_id(number)
    except APIError as error:
        raise NoServer(f"GOV.UK Notify does not say (code {error.status_code})") from None
    status = answer.get("status", "") if isinstance(answer, Mapping) else ""
    return ARRIVALS.get(str(status), Arrival.NOT_KNOWN)


def _problem(error: APIError) -> Exception:
    """What the answer means. Its own words are never repeated: ordered questions, first yes wins."""
    if error.response is None:
        return _unanswered(error)
    code = error.status_code
    if code == 400:
        return _bad(error)
    if code in (401, 403):
        return NoServer("GOV.UK Notify does not accept the key or the clock of this service (code 403)")
    if code == 429:
        return NoServer("GOV.UK Notify asks to come back later (code 429)")
    return Broken(f"GOV.UK Notify failed (code {code})") if code >= 500 or code < 400 else Refused(f"refused ({code})")


def _unanswered(error: APIError) -> Exception:
    """Nobody was reached, or somebody was and did not answer in time: then it may have gone."""
    cause = error.__cause__
    inner = getattr(cause.args[0], "reason", None) if isinstance(cause, NotConnected) and cause.args else None
    if isinstance(cause, ConnectTimeout) or isinstance(inner, (NewConnectionError, NameResolutionError)):
        return NoServer(NO_ANSWER)
    return Broken("GOV.UK Notify did not answer in time")


def _bad(error: APIError) -> Exception:
    """A 400: our template, our limits, or this address."""
    said = str(error.message).lower()
    if "template" in said or "personalisation" in said:
        return NoServer("GOV.UK Notify does not know the template, or it has other places than subject and body")
    if "team-only" in said or "trial mode" in said:
        return Never("GOV.UK Notify does not let this service write to everybody yet")
    if "phone_number" in said or "email_address" in said:
        return Never("GOV.UK Notify says that this cannot be an address")
    return Never("GOV.UK Notify refuses it (code 400)")
