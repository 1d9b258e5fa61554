"""What somebody would try who means harm: ids of others, old versions, used keys, hidden fields, odd characters."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from familyhub.accounts import actions as accounts_actions
from familyhub.accounts.terms import HoldingKind
from familyhub.core import fence
from tests.house.routes import NOBODY, all_routes, allows
from tests.leaks.world import SEEDER, World, session_for, undone

NASTY = '<script>alert("x")</script><img src=x onerror=alert(1)>'


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


def url(world: World, family: str, step: str = "") -> str:
    return f"/requests/{world.families[family].request}/{step}"


def version_of(keys: Any, number: uuid.UUID) -> int:
    return int(keys.execute("SELECT version FROM referrals_request WHERE id = %s", [number]).fetchone()[0])


@pytest.mark.parametrize(
    "odd", ["²", "9" * 5000, "-1", "0", "1e9", "٣", "\x00", "1;DROP TABLE", "99999999999999999999"]
)
@pytest.mark.parametrize(
    ("who", "page"), [("officer", "/board/"), ("worker here", "/my-requests/"), ("administrator", "/staff/")]
)
def test_an_odd_page_number_is_no_fault_of_ours(world: World, who: str, page: str, odd: str) -> None:
    with undone():
        assert session_for(world, who).get(page, {"page": odd}).status_code in {200, 400}


@pytest.mark.parametrize(
    "odd",
    [
        "\x00",
        "a\r\nSet-Cookie: x=y",
        NASTY,
        "é" * 3000,
        "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
        "A" * 300_000,
    ],
)
def test_odd_words_in_a_decision_are_refused_or_kept_as_words(world: World, odd: str) -> None:
    with undone():
        client = session_for(world, "officer")
        answer = client.post(url(world, "waiting", "decide/"), {"outcome": "no_further_action", "reason": odd})
        assert answer.status_code in {302, 400, 409, 422}
        assert "Set-Cookie: x=y" not in str(answer.headers)
        page = client.get(url(world, "waiting"))
        assert page.status_code == 200
        assert b'<script>alert("x")' not in page.content + answer.content


def test_html_in_names_is_shown_as_words(world: World, keys: Any) -> None:
    """A sender may type anything as a name; the board and the page draw it as letters."""
    subject = world.families["waiting"].subjects[0]
    keys.execute("UPDATE referrals_subject SET given = %s WHERE id = %s", [NASTY[:80], subject])
    try:
        for page in ("/board/", url(world, "waiting"), url(world, "waiting", f"people/{subject}/")):
            answer = session_for(world, "officer").get(page)
            assert answer.status_code == 200
            assert b"<script>alert" not in answer.content
            assert b"&lt;script&gt;" in answer.content
    finally:
        keys.execute(
            "UPDATE referrals_subject SET given = %s WHERE id = %s", [world.families["waiting"].planted.mother, subject]
        )


def test_a_decision_on_an_old_version_stores_nothing(world: World, keys: Any) -> None:
    family = world.families["waiting"]
    before = version_of(keys, family.request)
    for old in (str(before - 1), str(before + 7), "-1", "999999999999999999999"):
        with undone():
            body = {"outcome": "no_further_action", "reason": "because", "version": old}
            answer = session_for(world, "officer").post(url(world, "waiting", "decide/"), body)
            assert answer.status_code in {409, 422}, old
            still = session_for(world, "officer").get(url(world, "waiting"))
            assert b"Waiting for a decision" in still.content


def test_a_key_of_another_form_is_refused_when_the_words_differ(world: World) -> None:
    key = str(uuid.uuid4())
    client = session_for(world, "officer")
    with undone():
        first = {"outcome": "no_further_action", "reason": "one", "form_key": key}
        assert client.post(url(world, "waiting", "decide/"), first).status_code == 302
        assert client.post(url(world, "waiting", "decide/"), first).status_code == 302
        second = client.post(url(world, "waiting", "decide/"), first | {"reason": "two"})
        assert second.status_code == 409
        assert b"sent before with other words" in second.content


def test_somebody_elses_key_opens_nothing(world: World) -> None:
    """A key belongs to whoever sent it: the answer of another person's form is not given for it."""
    key = str(uuid.uuid4())
    body = {"outcome": "no_further_action", "reason": "one", "form_key": key}
    with undone():
        assert session_for(world, "officer").post(url(world, "waiting", "decide/"), body).status_code == 302
        assert session_for(world, "worker there").post(url(world, "waiting", "decide/"), body).status_code == 404


def test_hidden_fields_that_no_form_has_change_nothing(world: World, keys: Any) -> None:
    family = world.families["waiting"]
    extra = {"state": "closed", "fence": str(uuid.uuid4()), "team_id": str(world.teams["there"].id), "level": "4"}
    extra |= {"by": str(world.staff["administrator"].id), "id": str(uuid.uuid4()), "request": str(uuid.uuid4())}
    with undone():
        answer = session_for(world, "officer").post(url(world, "waiting", "decide/"), extra)
        assert answer.status_code == 422
    row = keys.execute("SELECT state, fence, team_id FROM referrals_request WHERE id = %s", [family.request]).fetchone()
    assert row == ("received", family.request, None)


def test_a_worker_of_another_team_cannot_be_given_the_request(world: World) -> None:
    body = {"worker": str(world.staff["worker there"].id)}
    with undone():
        answer = session_for(world, "coordinator here").post(url(world, "here", "give/"), body)
    assert answer.status_code == 422


@pytest.mark.parametrize("step", ["accept", "attempt", "not-reached", "close"])
def test_somebody_who_sees_a_request_of_another_worker_is_told_so(world: World, step: str) -> None:
    """An officer who is a worker too sees every request; taking another's step is refused in words."""
    from django.utils import timezone

    with undone():
        today, now = timezone.localdate(), timezone.now()
        with fence.enter(SEEDER):
            new = accounts_actions.NewPost(
                "Officer at the desk on Fridays", "family_support_worker", world.teams["there"], today
            )
            post = accounts_actions.add_post(post=new, by=SEEDER)
            accounts_actions.fill_post(
                post=post,
                staff=world.staff["officer"],
                kind=HoldingKind.SUBSTANTIVE,
                valid_from=today,
                by=SEEDER,
                at=now,
            )
        day = {"day_day": today.day, "day_month": today.month, "day_year": today.year, "time": "00:01"}
        body = {"way": "phone", "result": "no_answer", "words": "It ended", **day}
        answer = session_for(world, "officer").post(url(world, "here", f"{step}/"), body)
        assert answer.status_code == 409
        assert b"another worker" in answer.content.lower()


def test_a_subject_of_another_request_cannot_be_settled_under_ones_own(world: World, keys: Any) -> None:
    foreign = world.families["waiting"].subjects[0]
    with undone():
        answer = session_for(world, "officer").post(url(world, "here", f"people/{foreign}/"), {"choice": "new"})
        assert answer.status_code == 404
    found = keys.execute("SELECT found FROM referrals_subject WHERE id = %s", [foreign]).fetchone()[0]
    assert found == "not_yet"


def test_a_sealed_record_cannot_be_linked_by_whoever_knows_its_number(world: World, keys: Any) -> None:
    subject, sealed = world.families["waiting"].subjects[0], world.families["barred"].records[0]
    with undone():
        for choice in (f"record:{sealed}", f"record:{uuid.uuid4()}", "record:x", "record:", "\x00"):
            answer = session_for(world, "officer").post(url(world, "waiting", f"people/{subject}/"), {"choice": choice})
            assert answer.status_code in {404, 409}
            assert b"hexadecimal" not in answer.content
    assert keys.execute("SELECT record_id FROM referrals_subject WHERE id = %s", [subject]).fetchone() == (None,)


@pytest.mark.parametrize(
    "away", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "https:evil.example"]
)
def test_signing_in_leads_nowhere_else(world: World, away: str) -> None:
    with undone():
        page = Client().get("/accounts/login/", {"next": away})
        assert page.status_code == 200
        signed = session_for(world, "officer").get("/accounts/login/", {"next": away})
        assert "evil" not in signed.headers.get("Location", "")
        assert "javascript" not in signed.headers.get("Location", "")


def test_a_forged_host_is_refused_and_a_forwarded_one_is_not_believed(world: World) -> None:
    with undone():
        assert Client(raise_request_exception=False).get("/", HTTP_HOST="evil.example").status_code == 400
        answer = Client().get("/accounts/login/", HTTP_X_FORWARDED_HOST="evil.example", HTTP_X_FORWARDED_FOR="10.0.0.1")
        assert b"evil.example" not in answer.content
        assert "evil" not in str(answer.headers)


def test_a_forged_post_is_refused(world: World) -> None:
    with undone():
        client = session_for(world, "officer", enforce_csrf_checks=True)
        body = {"outcome": "no_further_action", "reason": "forged"}
        answer = client.post(url(world, "waiting", "decide/"), body, HTTP_ORIGIN="https://evil.example")
        assert answer.status_code == 403


def counts(keys: Any) -> dict[str, int]:
    tables = keys.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
    ).fetchall()
    own = {"core_access", "django_session", "usersessions_usersession", "core_cache"}
    seen = "SELECT count(*), coalesce(max(xmin::text::bigint), 0) FROM {}"
    # that somebody's own recovery codes were shown is noted beside them
    only = {"mfa_authenticator": " WHERE type <> 'recovery_codes'"}
    return {
        name: keys.execute(seen.format(name) + only.get(name, "")).fetchone() for (name,) in tables if name not in own
    }


def test_looking_changes_nothing(world: World, keys: Any) -> None:
    """Every address is asked for with GET by those who may, and what opens twice: nothing is written but the log and
    the session."""
    family = world.families["here"]
    known = {
        "number": family.request,
        "subject": family.subjects[0],
        "team": world.teams["here"].id,
        "contact": family.contact,
        "person": family.persons[0],
        "session": 1,
        "pk": 1,
        "token": "x",
        "form": "x",
        "about": family.request,
        "holding": uuid.uuid4(),
    }
    names = ("officer", "coordinator here", "worker here", "administrator", "nurse", "nobody")
    browsers = [session_for(world, name) for name in names]
    before = counts(keys)
    for name, client in zip(names, browsers, strict=True):
        for route in all_routes():
            if not allows(route.access, world.askers.get(name, NOBODY)):
                continue
            values = {parameter: known.get(parameter, family.persons[0]) for parameter, _ in route.parameters}
            if route.pattern.startswith("staff/") and "number" in values:
                values["number"] = world.staff["worker here"].id
            status = client.get(route.url(**values)).status_code
            again = client.get(route.url(**values)).status_code if status == 200 else status
            assert max(status, again) < 500, route.name
    after = counts(keys)
    assert {table: (before[table], after[table]) for table in after if before[table] != after[table]} == {}


def test_every_answer_carries_the_headers_that_protect_it(world: World) -> None:
    for name, page in (
        ("officer", url(world, "here")),
        ("nobody", "/"),
        ("nurse", "/refer/mine/"),
        ("nobody", "/nowhere/"),
    ):
        answer = session_for(world, name).get(page)
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy and "object-src 'none'" in policy and "base-uri 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "no-store" in answer.headers["Cache-Control"]


def test_many_requests_for_a_link_are_stopped_whatever_address_they_claim_to_come_from(world: World) -> None:
    """A forwarded address is the sender's own claim: changing it opens no new allowance."""
    with undone():
        statuses = [
            Client()
            .post("/refer/", {"email": f"nurse{n}@schoolnursing.example"}, HTTP_X_FORWARDED_FOR=f"10.1.1.{n}")
            .status_code
            for n in range(40)
        ]
    assert statuses[0] in {200, 302}
    assert statuses[-1] == 429


def test_a_link_that_was_meddled_with_opens_nothing(world: World) -> None:
    from familyhub.accounts import queries as accounts
    from familyhub.accounts.models import Referrer

    with undone():
        good = accounts.token_for_referrer(Referrer.objects.get(id=world.referrers["nurse"]))
        for bad in (good[:-1], good + "x", good.swapcase(), "x", "%00", "a" * 3000):
            client = Client(raise_request_exception=False)
            answer = client.post(f"/refer/link/{bad}/")
            assert answer.status_code in {404, 410}, bad
            assert client.get("/refer/mine/").status_code == 302


def test_a_staff_sign_in_ends_a_referrers_session_in_the_same_browser(world: World) -> None:
    """One browser session is one person: what the nurse may read is gone once somebody else signs in."""
    from django.conf import settings

    with undone():
        client = session_for(world, "nurse")
        assert client.get("/refer/mine/").status_code == 200
        client.force_login(world.staff["worker there"], backend=settings.AUTHENTICATION_BACKENDS[0])
        assert client.get("/refer/mine/").status_code in {302, 403, 404}


def test_a_post_that_ends_on_an_unreadable_body_is_a_400_and_nothing_is_stored(world: World, keys: Any) -> None:
    before = keys.execute("SELECT count(*) FROM core_event").fetchone()
    client = session_for(world, "officer")
    with undone():
        for kind, body in (
            ("multipart/form-data; boundary=x", b"--x\r\nnonsense"),
            ("multipart/form-data", b"--x"),
            ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(2500))),
            ("application/x-www-form-urlencoded", b"reason=" + b"x" * 2_600_000),
            ("application/json", b'{"outcome": "to_team"}'),
            ("application/x-www-form-urlencoded; charset=utf-7", b"reason=+ADw-script+AD4-"),
        ):
            answer = client.generic("POST", url(world, "waiting", "decide/"), body, content_type=kind)
            assert answer.status_code in {400, 413, 422}, (kind, answer.status_code)
    assert keys.execute("SELECT count(*) FROM core_event").fetchone() == before
