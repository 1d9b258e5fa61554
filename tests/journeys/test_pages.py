"""Every page of everybody in a real browser: axe, width, weight, policy."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

import pytest

from familyhub.casework.question_sets import number_of
from tests.database import ROOT
from tests.house.routes import NOBODY, Route, all_routes, allows
from tests.leaks.world import World
from tests.live import Site
from tests.telling import tell

pytestmark = pytest.mark.journey
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = (1280, 360)
NARROW = 320
LEAST = 2
MOST_BYTES = 100_000
MOST_REQUESTS = 12
WHO = ("officer", "coordinator here", "worker here", "manager here", "administrator", "governance", "nurse", "nobody")
WHO += ("commissioner", "receptionist", "decision maker", "partner")
WHO += ("data officer", "health visitor", "midwife", "editor")
RUN = (
    "async (tags) => (await axe.run(document,"
    " {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})).violations"
)
WIDE = (
    "() => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
    ".map(e => `${e.tagName}.${e.className} ${Math.round(e.getBoundingClientRect().right)}`)"
)
NUMBER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{2,}")
DIFFERS = re.compile(r"^/(requests/·/|people/·/|mash/·/|board/|tray/|me/)?$")
OWN_FRAME = ("nurse", "nobody", "partner")  # a page's head and foot are not those of staff
LOOKED: set[tuple[str, str]] = set()
# Answers without a page, and pages that a link of their own opens
NO_PAGE = {
    "documents:download",
    "casework:release_staff_copy",
    "casework:set_text",
    "services:calendar",
    "feeds:download",
    "feeds:report",
    "health",
    "stay",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_login_webauthn",
    "sign_in_next",
    "offline:worker",
    "offline:state",
}
NO_PAGE |= {route.name for route in all_routes() if route.name.startswith(("oruk3", "oruk1"))}  # documents


def values_of(route: Route, world: World, who: str) -> dict[str, Any]:
    """Objects that this asker may see."""
    family = world.families["waiting" if who == "officer" else "here"]
    known = {
        "number": family.request,
        "subject": family.subjects[0],
        "team": world.teams["here"].id,
        "contact": world.families["here"].contact,
        "person": world.families["here"].persons[0],
        "session": 1,
        "pk": 1,
        "holding": uuid.uuid4(),
        "token": "no-such-link",
        "enquiry": world.enquiries["open"].enquiry,
        "asked": world.enquiries["open"].asked,
        "concern": world.enquiries["open"].adult,
        "line": world.duty_line,
        "form": "x",
        "opening": world.openings["ended"],
        "relation": world.relation[0],
        "match": world.relation[1],
        "about": family.request,
        "network": world.hub,
        "question": world.question,
        "addition": world.addition,
        "transfer": world.transfer,
        "absence": world.absence,
        "pair": world.pairs["open"][0],
        "merge": world.merge[0],
        "item": world.left,
        "intake": world.feeds.intake,
        "row": world.feeds.uncertain,
        "area": "BAS-C1-A1",
        "week": world.reads.week,
        "listed": world.reads.listed["worker here"],
        "change": world.reads.change,
        "episode": world.cases["here"].episode,
        "case": world.cases["here"].case,
        "note": world.cases["here"].note,
        "offer": world.offer,
        **vars(world.cases["here"].more),
        **{
            name: getattr(world.monthly["here"], name)
            for name in ("round", "seat", "agenda", "agreed", "supervision", "decided")
        },
        "draw": world.audited["here"].draw,
        "audit_action": world.audited["here"].action,
        "assessment": world.assessed["here"].assessment,
        "part": world.assessed["here"].part,
        "ask": world.assessed["here"].ask,
        "chosen": number_of("family_help", 1),
        "draft": world.drafted[0],
        "piece": world.drafted[1],
        "contribution": world.assessed["there" if who == "midwife" else "here"].at_account,
        "worker": world.staff["worker here"].id,
        "listing": world.listings.shown,
        "other": world.listings.twin,
        "proposal": world.listings.proposal,
        "reading": world.listings.reading,
        "told": world.listings.told,
        "agreement": world.agreements["here"],
        "service": world.listing,
    }
    values = {name: known.get(name, family.request) for name, _ in route.parameters}
    if route.pattern.startswith("messages/") and "number" in values:
        values |= {"number": world.account_letter if who == "administrator" else family.message}
    if "audit" in values:
        one = world.audited["here"]
        waits = {"workforce:write_audit": one.drawn, "workforce:set_audit_aside": one.drawn}
        waits["workforce:moderate_audit"] = one.finished
        values["audit"] = waits.get(route.name, one.moderated)
    if route.pattern.startswith("staff/"):
        values |= {"number": world.staff["worker here"].id} if "number" in values else {}
    return values


def addresses(world: World, who: str) -> list[str]:
    """Every page that this asker can be at, by the URLconf, one that is not theirs, and one that is not there."""
    asker = world.askers.get(who, NOBODY)
    routes = [route for route in all_routes() if route.name not in NO_PAGE]
    closed = [route for route in routes if not allows(route.access, asker)]
    open_to = [route for route in routes if route not in closed]
    found = [route.url(**values_of(route, world, who)) for route in [*open_to, *closed[:1]]]
    more = [f"/requests/{family.request}/" for family in world.families.values()]
    return sorted({*found, *more, "/nothing-is-here/"})


def worth_a_look(page: Any, found: list[str]) -> list[str]:
    """Those that answer with a page; a refusal looks the same everywhere, so each kind is looked at once."""
    kept, refusals = [], set()
    for address in found:
        answer = page.context.request.get(address, max_redirects=0)
        is_page = "text/html" in answer.headers.get("content-type", "") and answer.status not in {301, 302, 405}
        if is_page and answer.status not in refusals:
            kept.append(address)
            refusals |= {answer.status} - {200}
    return kept


def problems_of(page: Any) -> list[str]:
    found = page.evaluate(RUN, TAGS)
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]} ({len(one['nodes'])})" for one in found]


def shape_of(who: str, address: str) -> tuple[str, str]:
    """What makes a page worth a look of its own; what differs from role to role is looked at for each of them."""
    shape = NUMBER.sub("·", address)
    if shape.startswith("/services/"):
        return shape, ""  # the same for everybody
    return shape, who if who in OWN_FRAME or DIFFERS.search(shape) else ""


def is_new(who: str, address: str) -> bool:
    """Was nobody like them shown this page before?"""
    return shape_of(who, address) not in LOOKED


@pytest.mark.parametrize("who", WHO)
def test_every_page_is_accessible_narrow_light_and_within_the_policy(
    who: str, visit: Any, running: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong: list[str] = []
    seen: dict[str, int] = {}
    script = AXE.read_text()
    page = visit(who, width=WIDTHS[0])
    heard: list[str] = []
    page.on(
        "console", lambda message: heard.append(message.text) if "Content Security Policy" in message.text else None
    )
    page.on("pageerror", lambda error: heard.append(f"script error: {error}"))
    new = [address for address in addresses(running.world, who) if is_new(who, address)]
    for address in worth_a_look(page, new):
        if not is_new(who, address):
            continue
        LOOKED.add(shape_of(who, address))
        answer = page.goto(address)
        seen[page.url.removeprefix(running.address)] = answer.status
        if answer.status >= 500:
            wrong.append(f"{address}: {answer.status}")
        page.evaluate(script + "; null")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            wrong += [f"{address} at {width}: {problem}" for problem in problems_of(page)]
        page.set_viewport_size({"width": NARROW, "height": 900})
        wide = page.evaluate("() => document.documentElement.scrollWidth")
        if wide > NARROW:
            wrong.append(f"{address} scrolls sideways at {NARROW}: {wide}, because of {page.evaluate(WIDE)[:4]}")
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    wrong += [f"in the browser's console: {line[:200]}" for line in heard]
    tell(capsys, f"pages of {who}: {len(seen)}, each at {WIDTHS} and {NARROW}")
    assert not wrong, json.dumps(sorted(set(wrong)), indent=1)
    assert len(seen) >= LEAST


@pytest.mark.parametrize(
    ("who", "address"), [("nobody", "/ask/new/"), ("officer", "/board/"), ("nurse", "/refer/new/"), ("nobody", "/")]
)
def test_a_first_view_is_light(who: str, address: str, visit: Any, capsys: pytest.CaptureFixture[str]) -> None:
    page = visit(who, width=360)
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    sizes: list[float] = []
    asked: list[str] = []
    client.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    client.on(
        "Network.requestWillBeSent",
        lambda e: None if e["request"]["url"].startswith("data:") else asked.append(e["request"]["url"]),
    )
    page.goto(address, wait_until="networkidle")
    tell(capsys, f"first view of {address}: {sum(sizes) / 1000:.0f} kB in {len(asked)} requests")
    assert sum(sizes) <= MOST_BYTES
    assert len(asked) <= MOST_REQUESTS
