"""A professional without an account: the link proves the address and opens their own page, nothing else."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from familyhub.accounts import queries
from familyhub.accounts.models import Referrer
from familyhub.web import signin
from tests.integration.signin.people import a_person, letters, sign_in, text

pytestmark = pytest.mark.django_db
EMAIL = "nurse@school.example"


def the_link(client: Client, email: str = EMAIL) -> str:
    assert client.post("/refer/", {"email": email}).status_code == 200
    return letters()[-1].link


def test_the_link_opens_the_referrers_own_page_after_a_press(client: Client) -> None:
    link = the_link(client)
    assert "Continue" in text(client.get(link))
    assert Referrer.objects.get(email=EMAIL).proved_at is None
    assert client.get("/refer/mine/")["Location"] == "/refer/"
    assert client.post(link)["Location"] == "/refer/mine/"
    assert "You have sent no referral yet" in text(client.get("/refer/mine/"))
    assert Referrer.objects.get(email=EMAIL).proved_at is not None


def test_the_session_key_changes_and_the_link_opens_no_staff_page(client: Client) -> None:
    link = the_link(client)
    client.get(link)
    before = client.session.session_key
    client.post(link)
    assert client.session.session_key != before
    for page in ("/staff/", "/contacts/", "/me/", "/teams/"):
        assert client.get(page).status_code == 403


def test_the_answer_is_the_same_for_known_and_unknown_addresses(client: Client) -> None:
    Referrer.objects.create(id=uuid.uuid4(), email=EMAIL, made_at=timezone.now(), proved_at=timezone.now())
    known = text(client.post("/refer/", {"email": EMAIL})).replace(EMAIL, "")
    unknown = text(client.post("/refer/", {"email": "other@school.example"})).replace("other@school.example", "")
    assert re.sub(r'nonce="[^"]*"', "", known) == re.sub(r'nonce="[^"]*"', "", unknown)
    assert Referrer.objects.count() == 2


@pytest.mark.parametrize("email", ["parent@gmail.com", "Someone@Hotmail.CO.UK"])
def test_a_free_mail_address_is_refused_in_plain_words(client: Client, email: str) -> None:
    answer = text(client.post("/refer/", {"email": email}))
    assert "Enter the email address that you use at work" in answer
    assert f'value="{email}"' in answer
    assert (letters(), Referrer.objects.count()) == ([], 0)


def test_forged_and_old_links_and_links_of_nobody_open_nothing(client: Client, monkeypatch) -> None:
    link = the_link(client)
    signer = signing.TimestampSigner(salt="accounts.referrer")
    nobody = f"/refer/link/{signer.sign(uuid.uuid4().hex)}/"
    stolen = f"/refer/link/{signing.TimestampSigner(salt='other').sign(Referrer.objects.get().id.hex)}/"
    for bad in (link[:-3] + "zz/", "/refer/link/x/", nobody, stolen):
        assert (client.get(bad).status_code, client.post(bad).status_code) == (410, 410)
    real = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: real + 7 * 86400 + 1)
    assert queries.referrer_of_token(link.split("/")[3]) is None


def test_the_link_of_another_opens_the_others_page_only(client: Client) -> None:
    mine, theirs = the_link(client), the_link(client, "head@school.example")
    client.post(mine)
    assert EMAIL in text(client.get("/refer/mine/"))
    client.post(theirs)
    page = text(client.get("/refer/mine/"))
    assert ("head@school.example" in page, EMAIL in page) == (True, False)


def test_opening_a_link_signs_staff_out_of_this_browser(client: Client) -> None:
    sign_in(client, a_person())
    client.post(the_link(client))
    assert client.get("/staff/").status_code == 403
    assert client.get("/refer/mine/").status_code == 200


def test_the_session_lives_two_hours_at_most(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.post(the_link(client))
    real = signin.now()
    for gone in range(1200, 7200, 1200):
        monkeypatch.setattr(signin, "now", lambda gone=gone: real + gone)
        assert client.get("/refer/mine/").status_code == 200
    monkeypatch.setattr(signin, "now", lambda: real + 7201)
    assert client.get("/refer/mine/")["Location"] == "/refer/"


def test_a_sixth_link_within_the_hour_is_refused(client: Client) -> None:
    answers = [client.post("/refer/", {"email": EMAIL}).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]
    assert len(letters()) == 5


def test_leaving_forgets(client: Client) -> None:
    client.post(the_link(client))
    assert client.post("/refer/leave/")["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/refer/mine/").status_code == 302


def test_the_address_is_in_no_link() -> None:
    referrer = Referrer(id=uuid.uuid4(), email=EMAIL, made_at=timezone.now() - timedelta(days=1))
    assert "nurse" not in queries.token_for_referrer(referrer)
