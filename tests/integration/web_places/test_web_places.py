"""How the county is divided, who serves it, what a postcode tells, and its hub networks."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from familyhub.places import queries
from familyhub.web import frame
from tests.integration.referrals.conftest import Office, office  # noqa: F401
from tests.integration.signin.people import text
from tests.integration.web_people.signed_in import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(db: None) -> Client:
    return browser("administrator")[0]


def test_every_cluster_has_its_areas_team_and_coordinator(office: Office, signed: Client) -> None:  # noqa: F811
    page = text(signed.get("/places/"))
    assert "7 districts, 18 clusters, 58 areas" in page
    assert page.count("Cluster 1 (") == 7
    assert "Bassetlaw cluster 1" in page
    assert office.coordinator.name in page
    assert office.manager.name in page
    assert "No team yet" not in page


def test_the_page_asks_a_fixed_number_of_questions(
    office: Office,  # noqa: F811
    signed: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(frame, "place_counts", lambda: "")
    with CaptureQueriesContext(connection) as asked:
        signed.get("/places/")
    assert len([q for q in asked if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]) <= 25


def test_a_postcode_says_who_serves_it(office: Office, signed: Client) -> None:  # noqa: F811
    answer = signed.post("/places/where/", {"postcode": "zz21aa"})
    assert answer.status_code == 200
    page = text(answer)
    assert "ZZ2 1AA" in page
    assert "Bassetlaw" in page
    assert office.coordinator.name in page


def test_a_postcode_that_is_not_in_the_file_is_not_out_of_the_county(office: Office, signed: Client) -> None:  # noqa: F811
    page = text(signed.post("/places/where/", {"postcode": "ZZ2 9ZZ"}))
    assert "ZZ2 9ZZ is not in the postcode file" in page
    assert "or choose the team yourself" in page


def test_a_neighbours_postcode_says_how_to_reach_them(office: Office, signed: Client) -> None:  # noqa: F811
    page = text(signed.post("/places/where/", {"postcode": "NG1 1AA"}))
    assert "NG1 1AA is in Nottingham City, outside this authority." in page
    assert "number not configured" in page


def test_a_slip_of_the_finger_is_an_error_that_offers_what_was_meant(office: Office, signed: Client) -> None:  # noqa: F811
    answer = signed.post("/places/where/", {"postcode": "ZZ2 IAA"})
    assert answer.status_code == 422
    assert "Did they mean ZZ2 1AA?" in text(answer)


def test_hub_networks_their_states_and_sites_are_shown(office: Office, signed: Client) -> None:  # noqa: F811
    page = text(signed.get("/places/hubs/"))
    assert "5 hub networks. Design site: 4, Pilot: 1." in page
    retford = queries.hub_networks(timezone.localdate())[0]
    one = text(signed.get(f"/places/hubs/{retford.id}/"))
    assert "Retford hub network" in one
    assert "Not recorded" in one
    assert "5 sites, 0 of them a base for staff" in text(signed.get("/places/sites/"))
    assert signed.get(f"/places/hubs/{uuid.uuid4()}/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter a postcode"),
        ("hello", "Enter a full postcode"),
        ("Z" * 21, "must be 20 characters or fewer"),
        ("ZZ2\x001AA", "has a character that cannot be kept"),
    ],
)
def test_what_is_no_postcode_is_said_and_stays_typed(signed: Client, typed: str, said: str) -> None:
    answer = signed.post("/places/where/", {"postcode": typed})
    assert answer.status_code == 422
    assert said in text(answer)


def test_a_postcode_in_the_address_is_not_looked_up(office: Office, signed: Client) -> None:  # noqa: F811
    assert "ZZ2 1AA" not in text(signed.get("/places/where/?postcode=ZZ2+1AA"))


def test_nobody_is_sent_to_sign_in(client: Client) -> None:
    for address in ("/places/", "/places/where/", "/places/hubs/", "/places/sites/"):
        assert client.get(address)["Location"].startswith("/accounts/login/")
