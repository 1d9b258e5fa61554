"""The invented people who work in the demonstration: teams, posts and who holds them, for the authority's own shape.

Safe to repeat: what is there stays. Names are plainly invented, addresses lead nowhere.
"""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.contrib.auth.hashers import make_password

from familyhub.accounts import actions
from familyhub.accounts.models import Holding, Post, Serves, Staff, Team
from familyhub.accounts.role_shelf import ROLES
from familyhub.accounts.terms import TRAINING_FOR_LIVE_RECORDS, HoldingKind, PlaceLevel, TeamKind
from familyhub.core import fence, grants
from familyhub.core.asker import Asker, system
from familyhub.core.clocks import day_of
from familyhub.places.authority import read_authority

DOMAIN = "hub.example"
FIRST = (
    "Testina",
    "Moss",
    "Ivy",
    "Rowan",
    "Hazel",
    "Bryony",
    "Ash",
    "Linden",
    "Clover",
    "Fern",
    "Aspen",
    "Juniper",
    "Marigold",
    "Sorrel",
    "Tansy",
    "Yarrow",
    "Bracken",
    "Heather",
)
LAST = ("Example", "Sample", "Specimen", "Placeholder", "Instance", "Pattern")
IN_POST_SINCE = timedelta(days=400)
WORKERS_A_CLUSTER = 2
ORDER = (
    "front_door_officer",
    "duty_manager",
    "cluster_coordinator",
    "family_support_worker",
    "district_manager",
    "mash_decision_maker",
    "customer_service_adviser",
    "receptionist",
    "commissioner",
    "governance_officer",
    "administrator",
    "data_officer",
    "data_quality_officer",
    "health_visitor",
    "midwife",
    "directory_editor",
)


@dataclass(frozen=True)
class TeamPlan:
    """A team, what it serves, and its posts as (title, role, place)."""

    name: str
    kind: TeamKind
    posts: tuple[tuple[str, str, str], ...]
    serves: tuple[PlaceLevel, str] | None = None
    above: str = ""


def _plans() -> Iterator[TeamPlan]:
    """Every team of the authority in `settings.ENVIRONMENT.authority`; a team comes after the one above it."""
    doors = tuple((f"Front-door officer {n}", "front_door_officer", "") for n in (1, 2))
    yield TeamPlan("Front door", TeamKind.FRONT_DOOR, doors)
    yield TeamPlan("Protection desk", TeamKind.PROTECTION, (("Duty manager", "duty_manager", ""),))
    officer = (("Information governance officer", "governance_officer", ""),)
    yield TeamPlan("Information governance", TeamKind.GOVERNANCE, officer)
    yield TeamPlan("System administration", TeamKind.SYSTEM, (("Administrator", "administrator", ""),))
    for district in read_authority(settings.ENVIRONMENT.authority).districts:
        name = f"{district.name} district"
        manager = (f"District manager, {district.name}", "district_manager", district.code)
        yield TeamPlan(name, TeamKind.DISTRICT, (manager,), (PlaceLevel.DISTRICT, district.code))
        for number in range(1, len(district.areas) + 1):
            yield _cluster(f"{district.name} cluster {number}", district.cluster_code(number), name)
    yield from _around_the_service()


def _around_the_service() -> Iterator[TeamPlan]:
    """Those who work beside the front door and the clusters. Last, so that nobody's name changes."""
    makers = tuple((f"MASH decision maker {n}", "mash_decision_maker", "") for n in (1, 2))
    yield TeamPlan("MASH", TeamKind.MASH, makers)
    for name, kind, title, role in (
        ("Customer services", TeamKind.CONTACT, "Customer service adviser", "customer_service_adviser"),
        ("Reception", TeamKind.CONTACT, "Receptionist", "receptionist"),
        ("Commissioning", TeamKind.COMMISSIONING, "Commissioner", "commissioner"),
        ("Information", TeamKind.SYSTEM, "Data officer", "data_officer"),
        ("Health visiting", TeamKind.CONTACT, "Health visitor", "health_visitor"),
        ("Midwives", TeamKind.CONTACT, "Midwife", "midwife"),
    ):
        yield TeamPlan(name, kind, ((title, role, ""),))
    second = (("Second information governance officer", "governance_officer", ""),)
    yield TeamPlan("Information governance", TeamKind.GOVERNANCE, second)
    quality = (("Data quality officer", "data_quality_officer", ""),)
    yield TeamPlan("Data quality", TeamKind.SYSTEM, quality)
    yield TeamPlan("Directory", TeamKind.SYSTEM, (("Directory editor", "directory_editor", ""),))


def _cluster(name: str, code: str, above: str) -> TeamPlan:
    workers = (
        (f"Family support worker {n}, {name}", "family_support_worker", "") for n in range(1, WORKERS_A_CLUSTER + 1)
    )
    posts = ((f"Cluster coordinator, {name}", "cluster_coordinator", code), *workers)
    return TeamPlan(name, TeamKind.CLUSTER, posts, (PlaceLevel.CLUSTER, code), above)


def _names() -> Iterator[str]:
    """Different names for as many people as there are posts; after the last pair a number is added."""
    for turn in itertools.count():
        for step, first in itertools.product(range(len(LAST)), range(len(FIRST))):
            name = f"{FIRST[first]} {LAST[(first + step) % len(LAST)]}"
            yield name if turn == 0 else f"{name} {turn + 1}"


def seed_staff(at: datetime) -> None:
    """Make what is missing of teams, posts, and the people who hold them: trained, second factor set up."""
    since, names, key = day_of(at) - IN_POST_SINCE, _names(), make_password(secrets.token_urlsafe(32))
    with fence.enter(system("demonstration")) as unit:
        for plan in _plans():
            team = _team(plan, since, unit.asker)
            for title, role, place in plan.posts:
                post = Post.objects.filter(title=title).first() or actions.add_post(
                    post=actions.NewPost(title, role, team, since, place), by=unit.asker
                )
                _hold(post, next(names), key, unit.asker, at)


def _team(plan: TeamPlan, since: date, by: Asker) -> Team:
    found = Team.objects.filter(name=plan.name).first()
    if found:
        return found
    above = Team.objects.get(name=plan.above) if plan.above else None
    team = actions.add_team(name=plan.name, kind=plan.kind, valid_from=since, by=by, above=above)
    if plan.serves and not Serves.objects.filter(level=plan.serves[0].value, place=plan.serves[1]).exists():
        actions.let_serve(team=team, level=plan.serves[0], place=plan.serves[1], valid_from=since, by=by)
    return team


def _hold(post: Post, name: str, key: str, by: Asker, at: datetime) -> None:
    email = f"{name.lower().replace(' ', '.')}@{DOMAIN}"
    if Holding.objects.filter(post=post).exists() or Staff.objects.filter(email=email).exists():
        return
    staff = new_colleague(email, name, key, by, at)
    kind = HoldingKind.SUBSTANTIVE
    actions.fill_post(post=post, staff=staff, kind=kind, valid_from=post.valid_from, by=by, at=at)


def new_colleague(email: str, name: str, key: str, by: Asker, at: datetime) -> Staff:
    """Somebody invented who may use records as soon as they hold a post; `key` is the hash of no known password."""
    staff = actions.add_staff(email=email, name=name, by=by, at=at)
    Staff.objects.filter(id=staff.id).update(password=key)  # nobody knows it: the demonstration has its own door
    secret = get_adapter().encrypt(generate_totp_secret())
    Authenticator.objects.create(user=staff, type=Authenticator.Type.TOTP, data={"secret": secret})
    course = actions.Course(TRAINING_FOR_LIVE_RECORDS, day_of(at) - IN_POST_SINCE)
    actions.record_training(staff=staff, course=course, by=by, at=at)
    return staff


def staff_by_role() -> list[tuple[str, Staff]]:
    """(role code, staff) of every invented person in post, in the order of the thread, then by post."""
    rows = Holding.objects.filter(valid_to__isnull=True, staff__email__endswith=f"@{DOMAIN}", staff__is_active=True)
    rows = rows.select_related("staff", "post").order_by("post__title")
    last = len(ORDER)
    found = [(row.post.role, row.staff) for row in rows]
    return sorted(found, key=lambda pair: ORDER.index(pair[0]) if pair[0] in ORDER else last)


@dataclass(frozen=True)
class RoleAtWork:
    """A role, what it is for, and who has it: (staff, post)."""

    title: str
    words: str
    people: tuple[tuple[Staff, str], ...]


def by_role_title() -> list[RoleAtWork]:
    """The same, role by role, for the page that signs one in; those who have work first: 2 queries."""
    rows = Holding.objects.filter(valid_to__isnull=True, staff__email__endswith=f"@{DOMAIN}", staff__is_active=True)
    found: dict[str, list[tuple[Staff, str]]] = {}
    held = list(rows.select_related("staff", "post").order_by("post__title"))
    busy = grants.busy_holders([number for row in held for number in (row.staff_id, row.post.team_id)])
    for row in sorted(held, key=lambda row: not {row.staff_id, row.post.team_id} & busy):
        found.setdefault(row.post.role, []).append((row.staff, row.post.title))
    known = [role for role in ORDER if role in found] + sorted(set(found) - set(ORDER))
    return [RoleAtWork(ROLES[role].TITLE, ROLES[role].WORDS, tuple(found[role])) for role in known]
