"""Every address says who may open it; what is open to all is on this list with its reason."""

from __future__ import annotations

import pytest

from familyhub.accounts.role_shelf import ROLES, permissions_of
from familyhub.core.asker import Asker, Kind
from familyhub.core.permissions import PERMISSIONS, Access
from tests.house.routes import Route, all_routes, allows

ROUTES = all_routes()
OPEN = {
    "tray:home": "the front page: three ways in for whoever is not signed in",
    "health": "tells the supervisor that the site answers",
    "account_login": "signing in",
    "account_logout": "signing out",
    "signed_out": "says that somebody signed out",
    "account_inactive": "says that an account is closed",
    "sign_in_next": "sends somebody half-way through signing in to the step that is next",
    "invitation": "a signed link that opens the choice of a password",
    "account_reset_password": "asks for a new password",
    "new_password": "a signed link that opens the choice of a password",
    "account_reauthenticate": "asks for the password again",
    "mfa_authenticate": "asks for the second factor",
    "mfa_reauthenticate": "asks for the second factor again",
    "mfa_activate_totp": "sets up the second factor, after the password",
    "mfa_deactivate_totp": "replaces the second factor, after both",
    "mfa_view_recovery_codes": "one's own recovery codes, after both factors",
    "mfa_generate_recovery_codes": "one's own recovery codes, after both factors",
    "mfa_login_webauthn": "signing in with a passkey",
    "step_up": "asks for the second factor again, after both",
    "referrer:start": "a professional asks for a link",
    "referrer:link": "a signed link that opens a referrer's own page",
    "referrer:team_link": "a signed link with which a shared mailbox agrees to read its team's answers",
    "mash:link": "a partner's signed link, which opens nothing without a code sent to the address that was named",
    "casework:contribute_link": "a partner's signed link, which opens nothing without a code sent to the address",
    "referrer:leave": "leaving must always work",
    "ask:start": "a parent asks for help",
    "ask:new": "a parent asks for help",
    "ask:sent": "a signed link that says that the form arrived",
    "ask:back": "whoever holds a code reads what lies under it",
    "ask:add": "whoever came with a code adds to what lies under it",
    "ask:take_back": "whoever came with a code takes back what lies under it",
    "ask:how_to_refer": "how to refer, for every professional",
    "listings:provider": "a provider's signed link, which opens the one public listing that it was sent for",
    "listings:tell_us": "anybody may say what is wrong with a public listing",
}
PUBLIC = ("search", "map", "service", "calendar", "shortlist", "hubs", "hub", "levels")
OPEN |= {f"services:{name}": "the directory is for every family to read, and it names nobody" for name in PUBLIC}
STANDARD = "open data on the open standard: anybody may read it, and it names nobody"
OPEN |= {route.name: STANDARD for route in ROUTES if route.name.startswith(("oruk3", "oruk1"))}


def route_id(route: Route) -> str:
    return route.name


@pytest.mark.parametrize("route", ROUTES, ids=route_id)
def test_every_address_says_who_may_open_it(route: Route) -> None:
    access = getattr(route.view, "access", None)
    assert isinstance(access, Access), f"/{route.pattern} says nothing of who may open it: @needs, @signed_in, …"
    assert access.kinds or access.reason, f"/{route.pattern} is open to all and says no reason"


def test_what_is_open_to_all_is_on_the_list_with_its_reason() -> None:
    open_to_all = {route.name for route in ROUTES if not route.access.kinds}
    assert open_to_all == set(OPEN)


def test_names_of_addresses_are_whole_and_single() -> None:
    names = [route.name for route in ROUTES]
    assert [name for name in names if name.endswith("None")] == []
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_the_demonstrations_sign_in_is_not_here() -> None:
    assert [route.name for route in ROUTES if "demo" in route.pattern] == []


@pytest.mark.parametrize("route", ROUTES, ids=route_id)
def test_some_role_may_open_it(route: Route) -> None:
    roles = [Asker(kind=Kind.STAFF, permissions=permissions_of([role])) for role in ROLES.load()]
    assert any(allows(route.access, asker) for asker in [*roles, Asker(kind=Kind.REFERRER), Asker(kind=Kind.PARTNER)])


def test_every_permission_opens_an_address_or_is_asked_inside() -> None:
    """A permission that opens no page may still be asked by queries and actions; these alone are."""
    used = {permission.code for route in ROUTES for permission in route.access.permissions}
    assert set(PERMISSIONS) - used <= {
        "accounts.see_access_log",
        "casework.involved",
        "messages.see",
        "people.register",
        "people.search",
        "people.see",
        "referrals.key",
        "work.tray",
    }


@pytest.mark.parametrize("route", ROUTES, ids=route_id)
def test_no_address_asks_for_a_name_a_date_a_number_or_a_postcode(route: Route) -> None:
    """Names, dates of birth, NHS numbers and postcodes never stand in an address (ASVS 14.2.1)."""
    free = {"token", "form", "name"}
    kinds = {kind for name, kind in route.parameters if name not in free}
    assert kinds <= {"uuid", "int", "slug"}
