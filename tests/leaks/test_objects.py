"""Probes made from the URLconf × who asks × which object × which method. What is not yours is what does not exist."""

from __future__ import annotations

import copy
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from familyhub.core.asker import Asker
from tests.house.routes import Route, all_routes, allows
from tests.leaks.objects import Target, Targets, Truth, asker_named, everybody, is_known
from tests.leaks.world import World, session_for, undone
from tests.telling import tell

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
AT_THE_DOOR = ("GET", "POST")
LEAST = 1000
MOST_SEEN = 4
SAME_FOR_ALL = "services:"  # pages that do not ask who reads them, and are kept on the way
OF_EACH_SORT = ("nobody", "untrained", "worker here", "nurse", "partner")
STATE_DECIDES = {"people:born"}  # there is no such form for somebody who is born
WITH_OBJECTS = [route for route in all_routes() if any(kind in {"uuid", "int"} for _, kind in route.parameters)]
WITHOUT = [route for route in all_routes() if not route.parameters]
SENT_AWAY = {302, 401, 404, 405}
NOT_HERS = re.compile(rb'(csrfmiddlewaretoken" value="|nonce="|nonce-)[^"\']+')
OWN_HEADERS = {"X-Request-Id", "Content-Security-Policy", "Set-Cookie", "Content-Length", "Expires"}


@dataclass
class Tally:
    """How many probes were made, what came back, and which routes opened to whom."""

    probes: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    opened: set[str] = field(default_factory=set)
    refusals: dict[tuple[str, str], HttpResponse] = field(default_factory=dict)


@pytest.fixture(scope="module")
def tally() -> Tally:
    return Tally()


@pytest.fixture(scope="module")
def browsers(world: World) -> dict[str, Client]:
    return {name: session_for(world, name) for name in everybody(world)}


@pytest.fixture(scope="module")
def targets(world: World, keys: Any) -> Targets:
    return Targets(world, Truth(keys))


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Refusals by the thousand are not worth a line each."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


def asking(route: Route, browsers: dict[str, Client], world: World) -> dict[str, Client]:
    """Everybody to whom the page opens; of those who ask for a page that is the same for all, one of each sort.

    The door looks at nothing but what kind of asker it is and what they may do: of those who are alike in that and are
    stopped there, one asks, from route to route another.
    """
    if route.name.startswith(SAME_FOR_ALL):
        return {name: client for name, client in browsers.items() if name in OF_EACH_SORT}
    names = list(browsers)
    turn = sum(map(ord, route.name)) % len(names)
    stopped: dict[object, str] = {}
    for name in [*names[turn:], *names[:turn]]:
        asker = asker_named(world, name)
        if is_known(asker) and not allows(route.access, asker):
            stopped.setdefault((asker.kind, frozenset(asker.permissions.items())), name)
    kept = {name for name in names if allows(route.access, asker_named(world, name))} | set(stopped.values())
    return {name: browsers[name] for name in names if name in kept or not is_known(asker_named(world, name))}


def seen_of(answer: HttpResponse) -> tuple[int, bytes, dict[str, str]]:
    """All that somebody learns from an answer, without what is new in every answer: Expires is its second."""
    headers = {name: value for name, value in answer.items() if name not in OWN_HEADERS}
    return answer.status_code, NOT_HERS.sub(b"", answer.content), headers


def probe(client: Client, method: str, url: str) -> HttpResponse:
    """One request, taken back, cookies too: every probe meets the same world and the same session."""
    cookies = copy.deepcopy(client.cookies)
    with undone():
        answer = client.generic(method, url, content_type="application/x-www-form-urlencoded")
    client.cookies = cookies
    return answer  # type: ignore[return-value]


def is_opened(answer: HttpResponse) -> bool:
    """A page, or a form that says what is missing from an empty one."""
    return answer.status_code < 400 or answer.status_code in {409, 422}


def at_a_closed_door(turn: int) -> tuple[str, ...]:
    """Who is refused before anything is read is refused in the same place whatever they send: by turns."""
    return (AT_THE_DOOR[turn % len(AT_THE_DOOR)],)


def tried(found: list[Target], asker: Asker, turn: int) -> list[Target]:
    """Everything that this asker may not see, and some of what they may: which, moves on with the turn.

    A page of what is not there stands last in `found`; it is what the others are held against.
    """
    seen = [target for target in found[:-1] if target.is_seen(asker)]
    start = turn * MOST_SEEN % max(1, len(seen))
    hidden = [target for target in found[:-1] if not target.is_seen(asker)]
    return [*hidden, *[*seen[start:], *seen[:start]][:MOST_SEEN]] or found[:1]


def complaint(route: Route, asker: Asker, target: Target, answer: HttpResponse, nothing: HttpResponse) -> str:
    """What is wrong with an answer, "" when it is as the grants say."""
    status = answer.status_code
    if status >= 500:
        return "failed"
    is_open = allows(route.access, asker)
    if is_open and target.is_seen(asker):
        is_refused = status in {403, 404} and route.name not in STATE_DECIDES
        return "refused to somebody entitled" if is_refused else ""
    if not is_known(asker):
        said = answer.headers.get("Location", "").partition("?")[0]
        asked_for = nothing.headers.get("Location", "").partition("?")[0]
        return "" if status in SENT_AWAY and said == asked_for else "open to nobody in particular"
    if status not in {404, 405}:
        return "open to somebody who is not entitled"
    return "" if seen_of(answer) == seen_of(nothing) else "differs from what does not exist"


@dataclass
class Probing:
    """One route, asked for by one browser."""

    route: Route
    name: str
    asker: Asker
    client: Client
    tally: Tally

    @property
    def is_open(self) -> bool:
        """The page opens to such people at all."""
        return allows(self.route.access, self.asker)

    def wrong(self, method: str, found: list[Target], missing: Target) -> list[str]:
        """What is wrong with the answers about these objects, held against the answer about one that is not there."""
        wrong = []
        nothing = self.tally.refusals.get((self.name, method)) if not self.is_open else None
        for target in found:
            answer = self._ask(method, target)
            if nothing is None or complaint(self.route, self.asker, target, answer, nothing):
                # most doors refuse in the same words: only what differs is held against what is not there
                nothing = self._ask(method, missing)
            if self.is_open and target.is_seen(self.asker) and is_opened(answer):
                self.tally.opened.add(self.route.name)
            problem = complaint(self.route, self.asker, target, answer, nothing)
            wrong += [f"{self.name} {method} {target.name}: {answer.status_code}, {problem}"] if problem else []
            if answer.status_code == nothing.status_code == 405:
                break  # no object was asked for
        if not self.is_open and nothing is not None:
            self.tally.refusals.setdefault((self.name, method), nothing)
        return wrong

    def _ask(self, method: str, target: Target) -> HttpResponse:
        answer = probe(self.client, method, self.route.url(**target.values))
        self.tally.probes += 1
        self.tally.statuses[answer.status_code] += 1
        return answer


@pytest.mark.parametrize("route", WITH_OBJECTS, ids=lambda route: route.name)
def test_what_is_not_yours_is_the_same_as_what_does_not_exist(
    route: Route, world: World, browsers: dict[str, Client], targets: Targets, tally: Tally
) -> None:
    found = targets.of(route)
    wrong: list[str] = []
    methods = METHODS
    for turn, (name, client) in enumerate(asking(route, browsers, world).items()):
        probing = Probing(route, name, asker_named(world, name), client, tally)
        for method in methods if probing.is_open else at_a_closed_door(turn):
            # whoever is stopped at the door meets the same door at every object
            is_each = probing.is_open and method in AT_THE_DOOR
            wrong += probing.wrong(method, tried(found, probing.asker, turn) if is_each else found[:1], found[-1])
        if probing.is_open:
            methods = AT_THE_DOOR  # what no page takes is asked by the first to whom the page is open
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("route", WITHOUT, ids=lambda route: route.name)
def test_a_page_without_an_object_opens_to_those_it_names_alone(
    route: Route, world: World, browsers: dict[str, Client], tally: Tally
) -> None:
    wrong = []
    methods = METHODS
    for turn, (name, client) in enumerate(asking(route, browsers, world).items()):
        asker = asker_named(world, name)
        is_open = allows(route.access, asker)
        for method in methods if is_open else at_a_closed_door(turn):
            answer = probe(client, method, route.url())
            tally.probes += 1
            tally.statuses[answer.status_code] += 1
            if answer.status_code >= 500 or not is_right(route, name, asker, answer):
                wrong.append(f"{name} {method}: {answer.status_code}")
            elif is_opened(answer) and is_open:
                tally.opened.add(route.name)
        if is_open:
            methods = AT_THE_DOOR
    assert not wrong, "\n".join(wrong)


def is_right(route: Route, name: str, asker: Asker, answer: HttpResponse) -> bool:
    """Opens, or sends away, as the declared access says."""
    if allows(route.access, asker):
        has_none = route.name == "mfa_reauthenticate" and name == "without second factor"
        return answer.status_code not in {403, 404} or has_none
    if is_known(asker):
        return answer.status_code in {403, 405}
    return answer.status_code in SENT_AWAY


# POST alone, with a link of its own, or an answer of another kind: opened by other tests, each named here
OPENED_ELSEWHERE = {
    "invitation": "tests/integration/signin/test_signing_in.py",
    "new_password": "tests/integration/signin/test_signing_in.py",
    "referrer:link": "tests/integration/signin/test_referrers_link.py",
    "referrer:team_link": "tests/integration/web_sharing/test_team_address.py",
    "referrals:entered": "tests/integration/web_sharing/test_roles_at_the_door.py",
    "mash:link": "tests/integration/referrals/test_mash_partners.py",
    "casework:contribute_link": "tests/integration/casework/test_assessment_screens.py",
    "casework:contribution": "tests/integration/casework/test_assessment_screens.py",
    "ask:sent": "tests/integration/web_refer/test_parent_asks.py",
    "offline:send": "tests/journeys/test_visits.py",
    "listings:provider": "tests/integration/directory/test_editors.py",
    "feeds:newcomers": "tests/leaks/test_feed_screens.py",
    "feeds:download": "tests/leaks/test_feed_screens.py",
    "draft": "tests/integration/signin/test_typed_words_are_kept.py",
    "draft_forget": "tests/integration/signin/test_typed_words_are_kept.py",
    "session_end": "tests/integration/accounts/test_staff_screens.py",
    "my_session_end": "tests/integration/signin/test_signing_in.py",
    "mfa_login_webauthn": "tests/journeys/test_passkeys.py",
    **{
        route.name: "tests/integration/directory/test_api.py"
        for route in all_routes()
        if route.name.startswith(("oruk3", "oruk1")) and route.parameters
    },
    "mfa_edit_webauthn": "tests/journeys/test_passkeys.py",
    "mfa_remove_webauthn": "tests/journeys/test_passkeys.py",
}


def test_at_least_a_thousand_probes_were_made_and_every_route_opened_to_somebody(
    tally: Tally, capsys: pytest.CaptureFixture[str]
) -> None:
    tell(
        capsys,
        f"object matrix: {tally.probes} probes, {len(tally.opened)} routes, {dict(sorted(tally.statuses.items()))}",
    )
    assert tally.probes >= LEAST
    assert {route.name for route in all_routes()} - tally.opened - set(OPENED_ELSEWHERE) == set()
