"""Which objects stand in which addresses, and who may see them: worked out from grants and bars, never from a view."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from familyhub.casework.question_sets import number_of
from familyhub.core.asker import TO_READ, Asker, Kind, Reach
from familyhub.core.permissions import PERMISSIONS
from tests.house.routes import NOBODY, Route
from tests.leaks.assessed import ASKED_AT
from tests.leaks.monthly import Monthly
from tests.leaks.world import World

OF_EVERYBODY = {"casework:release_begin", "casework:release_never"}  # a copy is made by who sees the whole family
LEARNED = {"people:safe_contact", "people:reach", "people:address", "people:relate"}
UNREADY = ("without second factor", "untrained")
Values = dict[str, Any]


@dataclass(frozen=True)
class Target:
    """One object in an address: a name for the report, the values, and whether this asker may see it."""

    name: str
    values: Values
    is_seen: Callable[[Asker], bool]


class Truth:
    """What the grants say, read past every fence."""

    def __init__(self, superuser: Any) -> None:
        self.superuser = superuser
        self.known: dict[tuple[uuid.UUID, uuid.UUID | None], bool] = {}

    def sees(self, asker: Asker, fence: uuid.UUID, wide: str) -> bool:
        """A grant to one of the holders or a county-wide right, and no bar."""
        key = (fence, asker.number)
        if key not in self.known:
            self.known[key] = not self._is_barred(asker, fence) and (
                self._is_wide(asker, wide) or self._is_granted(asker, fence)
            )
        return self.known[key]

    @staticmethod
    def _is_wide(asker: Asker, wide: str) -> bool:
        return any(
            PERMISSIONS[code].sees == wide and reach is Reach.COUNTY for code, reach in asker.permissions.items()
        )

    def _is_granted(self, asker: Asker, fence: uuid.UUID) -> bool:
        found = self.superuser.execute(
            "SELECT 1 FROM core_grant WHERE fence = %s AND holder = ANY (%s) AND since <= now()"
            " AND (until IS NULL OR until > now())",
            [fence, list(asker.holders)],
        )
        return found.fetchone() is not None

    def _is_barred(self, asker: Asker, fence: uuid.UUID) -> bool:
        found = self.superuser.execute(
            "SELECT yields FROM core_bar WHERE fence = %s AND (against IS NULL OR against = %s)"
            " AND (until IS NULL OR until > now())",
            [fence, asker.number],
        )
        return any(not yields or not self._is_granted(asker, fence) for (yields,) in found.fetchall())

    def reads_line(self, asker: Asker, request: uuid.UUID) -> bool:
        """A neutral line stands in its place for whoever sees the board: of the county, or their own."""
        lines = self.superuser.execute(
            "SELECT fence, against FROM referrals_withdesk WHERE request_number = %s AND until IS NULL", [request]
        ).fetchall()
        wide = self._is_wide(asker, "referrals")
        mine = any((wide and against is None) or self._is_granted(asker, line) for line, against in lines)
        return mine and "referrals.board" in asker.permissions


def nobody_sees(asker: Asker) -> bool:
    """What does not exist."""
    return False


class Targets:
    """The objects of the world by the first word of the address."""

    def __init__(self, world: World, truth: Truth) -> None:
        self.world, self.truth = world, truth
        self.kinds: dict[str, Callable[[Route], list[Target]]] = {
            "requests": self._requests,
            "mash": self._mash,
            "teams": self._teams,
            "staff": self._staff,
            "refer": self._own,
            "people": self._people,
            "messages": self._messages,
            "drafts": self._drafts,
            "me": self._own_things,
            "not-reached": self._questions,
            "added": self._added,
            "transfers": self._transfers,
            "places": self._hubs,
            "opened": self._opened,
            "relations": self._relations,
            "agreements": self._agreements,
            "reads": self._reads,
            "documents": self._documents,
            "feeds": self._feeds,
            "uncertain": self._uncertain,
            "caseload": self._caseloads,
            "episodes": self._episodes,
            "cases": self._cases,
            "notes": self._notes,
            "needs": self._needs,
            "plans": self._of_case("plan"),
            "actions": self._of_case("action"),
            "meetings": self._meetings,
            "releases": self._of_case("release"),
            "particulars": self._of_case("particular"),
            "decisions": self._of_case("decision"),
            "visits": self._visits,
            "partners-meetings": self._partners_meetings,
            "agenda-items": self._agenda_items,
            "agreed": self._agreed,
            "supervision": self._supervision,
            "audits": self._audits,
            "checks": self._checks,
            "supports": self._with_child("support", "hidden_support"),
            "young-carers": self._with_child("carer"),
            "involved": self._with_child("outside", "hidden_outside"),
            "programmes": self._menu,
            "menu": self._menu,
            "assessments": self._assessments,
            "question-sets": self._question_sets,
            "asked": self._asked,
            "services": self._services,
            "listings": self._listings,
            "feedback": self._feedback,
        }

    def of(self, route: Route) -> list[Target]:
        """The objects for this address. Errors: LookupError for an address whose objects nobody declared."""
        first = route.pattern.split("/")[0]
        if first not in self.kinds:
            raise LookupError(f"say in tests/leaks/objects.py which objects stand in /{route.pattern}")
        return self.kinds[first](route)

    def _requests(self, route: Route) -> list[Target]:
        made = []
        for name, family in self.world.families.items():
            values: Values = {"number": family.request}
            if "subject" in route.uuids:
                values["subject"] = family.subjects[0]
            has_line = route.name == "referrals:request"
            made.append(Target(name, values, lambda a, f=family, line=has_line: self._sees(a, f.request, line)))
        nothing: Values = dict.fromkeys(route.uuids, uuid.uuid4())
        if "subject" in route.uuids:
            here, there = self.world.families["here"], self.world.families["there"]
            crossed = {"number": here.request, "subject": there.subjects[0]}
            made.append(Target("another's subject under one's request", crossed, nobody_sees))
        return [*made, Target("nothing", nothing, nobody_sees)]

    def _sees(self, asker: Asker, request: uuid.UUID, has_line: bool) -> bool:
        """The request itself or, at its own address, the line in its place."""
        return self.truth.sees(asker, request, "referrals") or (has_line and self.truth.reads_line(asker, request))

    def _mash(self, route: Route) -> list[Target]:
        """Enquiries and what hangs on them: behind a fence of their own, open to the front door alone."""
        if "line" in route.uuids:
            listed = Target("a line of the duty list", {"line": self.world.duty_line}, lambda a: True)
            return [listed, Target("nothing", {"line": uuid.uuid4()}, nobody_sees)]
        made = []
        for name, one in self.world.enquiries.items():
            whole: Values = {"enquiry": one.enquiry, "asked": one.asked, "concern": one.adult}
            values = {part: whole[part] for part in route.uuids}
            fence = one.adult if "concern" in values else one.enquiry
            made.append(Target(name, values, lambda a, f=fence: self._sees_lane(a, f)))
        nothing = Target("nothing", dict.fromkeys(route.uuids, uuid.uuid4()), nobody_sees)
        if "asked" in route.uuids:
            here, there = self.world.enquiries["open"], self.world.enquiries["barred"]
            crossed = {"enquiry": here.enquiry, "asked": there.asked}
            made.append(Target("another's question under one's enquiry", crossed, nobody_sees))
        return [*made, nothing]

    def _sees_lane(self, asker: Asker, fence: uuid.UUID) -> bool:
        return "referrals.board" in asker.permissions and self.truth.sees(asker, fence, "referrals")

    def _caseloads(self, route: Route) -> list[Target]:
        """A worker's, for whoever leads their team; by the team's number what nobody leads yet."""
        team = self.world.teams["here"].id
        worker = self.world.staff["worker here"].id
        made = [
            Target(name, {"worker": number}, lambda a, n=number: team in a.holders or a.number == n)
            for name, number in (("worker here", worker), ("nobody's here", team))
        ]
        return [*made, Target("nothing", {"worker": uuid.uuid4()}, nobody_sees)]

    def reads_case(self, asker: Asker, fence: uuid.UUID, persons: tuple[uuid.UUID, ...]) -> bool:
        """Whoever may read casework, holds the fence and sees everybody who is named."""
        return (
            "casework.see" in asker.permissions
            and self.truth.sees(asker, fence, "casework")
            and self._sees_people(asker, persons)
        )

    def _episodes(self, route: Route) -> list[Target]:
        made = [
            Target(name, {"episode": one.episode}, lambda a, c=one: self.reads_case(a, c.case, (c.child,)))
            for name, one in self.world.cases.items()
        ]
        return [*made, Target("nothing", {"episode": uuid.uuid4()}, nobody_sees)]

    def _cases(self, route: Route) -> list[Target]:
        """A case for whoever holds it; who is kept apart in it for those who see both."""
        made = []
        for name, one in self.world.cases.items():
            whole: Values = {"case": one.case, "apart": one.more.apart, "fact": one.more.fact}
            persons = one.persons if len(route.uuids) > 1 or route.name in OF_EVERYBODY else ()
            values = {part: whole[part] for part in route.uuids}
            made.append(Target(name, values, lambda a, c=one, p=persons: self.reads_case(a, c.case, p)))
        nothing = Target("nothing", dict.fromkeys(route.uuids, uuid.uuid4()), nobody_sees)
        for part in set(route.uuids) - {"case"}:
            here, there = self.world.cases["here"], self.world.cases["there"]
            crossed = {"case": here.case, part: getattr(there.more, part)}
            made.append(Target("another's under one's case", crossed, nobody_sees))
        return [*made, nothing]

    def _meetings(self, route: Route) -> list[Target]:
        """A meeting, and what a guest is sent of it, for those who see everybody of the case."""
        made = []
        for name, one in self.world.cases.items():
            values = {part: getattr(one.more, part) for part in route.uuids}
            made.append(Target(name, values, lambda a, c=one: self.reads_case(a, c.case, c.persons)))
        nothing = Target("nothing", dict.fromkeys(route.uuids, uuid.uuid4()), nobody_sees)
        if "guest" in route.uuids:
            here, there = self.world.cases["here"].more, self.world.cases["there"].more
            crossed = {"meeting": here.meeting, "guest": there.guest}
            made.append(Target("another's guest of one's meeting", crossed, nobody_sees))
        return [*made, nothing]

    def _visits(self, route: Route) -> list[Target]:
        """A visit with everybody of the case; an alarm for those who are told of it, whatever they may see."""
        if "alarm" not in route.uuids:
            return self._of_case("visit")(route)

        def seen(asker: Asker, fence: uuid.UUID) -> bool:
            return "casework.alarms" in asker.permissions and self.truth.sees(asker, fence, "no class opens it")

        made = [
            Target(name, {"alarm": one.more.alarm}, lambda a, f=one.more.alarm_fence: seen(a, f))
            for name, one in self.world.cases.items()
        ]
        return [*made, Target("nothing", {"alarm": uuid.uuid4()}, nobody_sees)]

    def _notes(self, route: Route) -> list[Target]:
        made = [
            Target(f"{what} {name}", {"note": note}, lambda a, c=one, f=fence: self.reads_case(a, f, c.persons))
            for name, one in self.world.cases.items()
            for what, note, fence in (("note", one.note, one.case), ("restricted", one.restricted, one.compartment))
        ]
        return [*made, Target("nothing", {"note": uuid.uuid4()}, nobody_sees)]

    def _of_case(self, what: str) -> Callable[[Route], list[Target]]:
        """What is read with everybody of the case."""

        def targets(route: Route) -> list[Target]:
            made = [
                Target(name, {what: getattr(one.more, what)}, lambda a, c=one: self.reads_case(a, c.case, c.persons))
                for name, one in self.world.cases.items()
            ]
            return [*made, Target("nothing", {what: uuid.uuid4()}, nobody_sees)]

        return targets

    def _with_child(self, what: str, hidden: str = "") -> Callable[[Route], list[Target]]:
        """What is read with the child; what is hidden, in the compartment alone."""

        def targets(route: Route) -> list[Target]:
            made = [
                Target(
                    f"{part} {name}",
                    {what: getattr(one.more, part)},
                    lambda a, c=one, f=one.case if part == what else one.compartment: self.reads_case(a, f, (c.child,)),
                )
                for name, one in self.world.cases.items()
                for part in filter(None, (what, hidden))
            ]
            return [*made, Target("nothing", {what: uuid.uuid4()}, nobody_sees)]

        return targets

    def _checks(self, route: Route) -> list[Target]:
        """What is asked six months on is read with the child."""
        made = [
            Target(name, {"check": one.more.check}, lambda a, c=one: self.reads_case(a, c.case, (c.child,)))
            for name, one in self.world.cases.items()
        ]
        return [*made, Target("nothing", {"check": uuid.uuid4()}, nobody_sees)]

    def _menu(self, route: Route) -> list[Target]:
        """The menu of interventions names nobody: whoever edits it edits all of it."""
        [parameter] = route.uuids
        number = self.world.offer if parameter == "offer" else self.world.cases["here"].more.programme
        on_it = Target("on the menu", {parameter: number}, lambda a: "casework.menu" in a.permissions)
        return [on_it, Target("nothing", {parameter: uuid.uuid4()}, nobody_sees)]

    def _assessments(self, route: Route) -> list[Target]:
        """An assessment is seen with its case; the part of a child, and what is asked of them, with the child too."""
        [parameter] = route.uuids

        def seen(asker: Asker, name: str) -> bool:
            one = self.world.assessed[name]
            persons = () if parameter == "assessment" else (one.child,)
            return self.reads_case(asker, self.world.cases[name].case, persons)

        made = [
            Target(name, {parameter: getattr(one, parameter)}, lambda a, n=name: seen(a, n))
            for name, one in self.world.assessed.items()
        ]
        return [*made, Target("nothing", {parameter: uuid.uuid4()}, nobody_sees)]

    def _question_sets(self, route: Route) -> list[Target]:
        """What assessments ask names nobody: whoever works with families may read it."""
        [parameter] = route.uuids
        nothing = Target("nothing", {parameter: uuid.uuid4()}, nobody_sees)
        draft, piece = self.world.drafted
        drafted = {"chosen": draft, "draft": draft, "piece": piece}[parameter]
        keeps = Target("a draft", {parameter: drafted}, lambda a: "casework.sets" in a.permissions)
        if parameter != "chosen":
            return [keeps, nothing]
        kept = Target("delivered", {"chosen": number_of("family_help", 1)}, lambda a: True)
        of_both = route.name in {"casework:set_preview", "casework:set_phone", "casework:set_text"}
        return [kept, *([keeps] if of_both else []), nothing]

    def _asked(self, route: Route) -> list[Target]:
        """What is asked at one account: whoever holds it, and neither their colleagues nor those who asked."""
        made = [
            Target(
                name,
                {"contribution": one.at_account},
                lambda a, n=ASKED_AT[name]: a.number == self.world.askers[n].number,
            )
            for name, one in self.world.assessed.items()
        ]
        by_link = Target("asked by a link", {"contribution": self.world.assessed["here"].ask}, nobody_sees)
        return [*made, by_link, Target("nothing", {"contribution": uuid.uuid4()}, nobody_sees)]

    def _needs(self, route: Route) -> list[Target]:
        """A need is seen with whom it is about; one whose very name is restricted, in the compartment alone."""
        made = [
            Target(f"{what} {name}", {"need": need}, lambda a, c=one, f=fence: self.reads_case(a, f, (c.child,)))
            for name, one in self.world.cases.items()
            for what, need, fence in (
                ("need", one.more.need, one.case),
                ("hidden", one.more.hidden_need, one.compartment),
            )
        ]
        return [*made, Target("nothing", {"need": uuid.uuid4()}, nobody_sees)]

    def _is_member(self, asker: Asker, one: Monthly) -> bool:
        """Whoever holds the meeting and may sit there."""
        return "casework.seat" in asker.permissions and self.truth._is_granted(asker, one.round)

    @staticmethod
    def _convenes(asker: Asker, one: Monthly) -> bool:
        return "casework.convene" in asker.permissions and one.team in asker.holders

    def _partners_meetings(self, route: Route) -> list[Target]:
        """A meeting for its members; to close and to cancel for whoever convenes; minutes for each their own."""
        is_theirs = not route.pattern.endswith(("close/", "cancel/"))

        def seen(asker: Asker, one: Monthly) -> bool:
            own = is_theirs and ("seat" not in route.uuids or one.to == asker.number)
            return self._is_member(asker, one) and (own or self._convenes(asker, one))

        made = [
            Target(name, {part: getattr(one, part) for part in route.uuids}, lambda a, m=one: seen(a, m))
            for name, one in self.world.monthly.items()
        ]
        nothing = Target("nothing", dict.fromkeys(route.uuids, uuid.uuid4()), nobody_sees)
        if "seat" in route.uuids:
            here, there = self.world.monthly["here"], self.world.monthly["there"]
            made.append(Target("another's seat", {"round": here.round, "seat": there.seat}, nobody_sees))
        return [*made, nothing]

    def reads_item(self, asker: Asker, name: str, *, to_write: bool = False) -> bool:
        """The member whom the child was put to, and who holds the case, without whoever is barred from the child."""
        one, case = self.world.monthly[name], self.world.cases[name]
        barred = self.truth._is_barred(asker, case.child)
        put = self.truth._is_granted(asker, one.agenda) and not to_write and not barred
        return "casework.seat" in asker.permissions and (put or self.reads_case(asker, case.case, (case.child,)))

    def _agenda_items(self, route: Route) -> list[Target]:
        to_write = route.pattern.endswith(("said/", "take-off/", "put-to/"))
        of_child = route.name == "casework:let_hear"  # a standing item is every member's
        made = []
        for name, one in self.world.monthly.items():
            child = Target(
                f"child {name}", {"agenda": one.agenda}, lambda a, n=name: self.reads_item(a, n, to_write=to_write)
            )
            standing = Target(
                f"standing {name}",
                {"agenda": one.standing},
                lambda a, m=one: not of_child and self._is_member(a, m) and (not to_write or self._convenes(a, m)),
            )
            made += [child, standing]
        return [*made, Target("nothing", {"agenda": uuid.uuid4()}, nobody_sees)]

    def _agreed(self, route: Route) -> list[Target]:
        """What one member alone is to do is theirs alone to finish."""
        made = [
            Target(name, {"agreed": one.agreed}, lambda a, m=one: a.number == m.to)
            for name, one in self.world.monthly.items()
        ]
        return [*made, Target("nothing", {"agreed": uuid.uuid4()}, nobody_sees)]

    def reads_talk(self, asker: Asker, name: str) -> bool:
        """What supervision said of a family: those who hold the supervision, the case, and see everybody of it."""
        one, case = self.world.monthly[name], self.world.cases[name]
        fences = (one.supervision, case.case, *case.persons)
        return self._supervises(asker, one) and all(
            self.truth._is_granted(asker, fence) and not self.truth._is_barred(asker, fence) for fence in fences
        )

    def _supervises(self, asker: Asker, one: Monthly) -> bool:
        may = {"workforce.supervise", "workforce.supervised"} & set(asker.permissions)
        return bool(may) and self.truth._is_granted(asker, one.supervision)

    def _supervision(self, route: Route) -> list[Target]:
        """One for those two and their line; a decision for those two; to write one down for who leads the worker."""

        def seen(asker: Asker, name: str) -> bool:
            one = self.world.monthly[name]
            if "worker" in route.uuids:
                own = self.world.staff[f"worker {name}"].id
                return "workforce.supervise" in asker.permissions and one.team in asker.holders and asker.number != own
            if "decided" in route.uuids:
                return asker.number in one.pair and self.reads_talk(asker, name)
            return self._supervises(asker, one)

        made = []
        for name, one in self.world.monthly.items():
            whole: Values = {"supervision": one.supervision, "decided": one.decided}
            whole["worker"] = self.world.staff[f"worker {name}"].id
            values = {part: whole[part] for part in route.uuids}
            made.append(Target(name, values, lambda a, n=name: seen(a, n)))
        return [*made, Target("nothing", dict.fromkeys(route.uuids, uuid.uuid4()), nobody_sees)]

    def reads_audit(self, asker: Asker, name: str, audit: uuid.UUID) -> bool:
        """Whoever was let read it, holds the case and sees everybody of it."""
        may = {"workforce.audit", "workforce.audited", "workforce.draw_audits"} & set(asker.permissions)
        case = self.world.cases[name]
        return bool(may) and all(
            self.truth._is_granted(asker, fence) and not self.truth._is_barred(asker, fence)
            for fence in (audit, case.case, *case.persons)
        )

    def _audits(self, route: Route) -> list[Target]:
        """Three of each family; what is done with one, by whom it waits for; a sample for the line of the team."""
        [part], made = route.uuids, []
        for name, one in self.world.audited.items():
            who, number = {
                "workforce:write_audit": (one.manager, one.drawn),
                "workforce:set_audit_aside": (one.manager, one.drawn),
                "workforce:moderate_audit": (one.coordinator, one.finished),
                "workforce:audit_action": (one.worker, one.action),
            }.get(route.name, (None, None))
            if number:
                made.append(Target(name, {part: number}, lambda a, w=who: a.number == w))
            elif part == "draw":
                made.append(Target(name, {part: one.draw}, lambda a, d=one.draw: self._sees_sample(a, d)))
            else:
                for audit in (one.drawn, one.finished, one.moderated):
                    made.append(Target(name, {part: audit}, lambda a, n=name, i=audit: self.reads_audit(a, n, i)))
        return [*made, Target("nothing", {part: uuid.uuid4()}, nobody_sees)]

    def _sees_sample(self, asker: Asker, draw: uuid.UUID) -> bool:
        may = {"workforce.audit", "workforce.draw_audits"} & set(asker.permissions)
        return bool(may) and self.truth._is_granted(asker, draw)

    def _teams(self, route: Route) -> list[Target]:
        def seen(asker: Asker, team: uuid.UUID) -> bool:
            is_leave = "leave" in route.pattern
            return team in asker.holders or (not is_leave and "referrals.board" in asker.permissions)

        if "absence" in route.uuids:
            return self._leave_in_teams(seen)
        teams = [
            Target(f"team {name}", {"team": team.id}, lambda a, t=team.id: seen(a, t))
            for name, team in self.world.teams.items()
        ]
        own = Target("own number as a team", {"team": self.world.staff["coordinator here"].id}, nobody_sees)
        return [*teams, own, Target("nothing", {"team": uuid.uuid4()}, nobody_sees)]

    def _leave_in_teams(self, seen: Callable[[Asker, uuid.UUID], bool]) -> list[Target]:
        here, there = self.world.teams["here"].id, self.world.teams["there"].id
        return [
            Target("leave here", {"team": here, "absence": self.world.absence}, lambda a: seen(a, here)),
            Target("leave under another team", {"team": there, "absence": self.world.absence}, nobody_sees),
            Target("nothing", {"team": uuid.uuid4(), "absence": uuid.uuid4()}, nobody_sees),
        ]

    def _questions(self, route: Route) -> list[Target]:
        """For whoever leads the team that holds the request, and nobody else."""
        team, request = self.world.teams["there"].id, self.world.families["there"].request

        def seen(asker: Asker) -> bool:
            return team in asker.holders and self.truth.sees(asker, request, "referrals")

        asked = Target("there", {"question": self.world.question}, seen)
        return [asked, Target("nothing", {"question": uuid.uuid4()}, nobody_sees)]

    def _added(self, route: Route) -> list[Target]:
        """What a sender added lies behind the contact."""
        contact = self.world.families["there"].contact
        added = Target("there", {"addition": self.world.addition}, lambda a: self.truth.sees(a, contact, "referrals"))
        return [added, Target("nothing", {"addition": uuid.uuid4()}, nobody_sees)]

    def _transfers(self, route: Route) -> list[Target]:
        request = self.world.families["elsewhere"].request
        passed = Target(
            "elsewhere", {"transfer": self.world.transfer}, lambda a: self.truth.sees(a, request, "referrals")
        )
        return [passed, Target("nothing", {"transfer": uuid.uuid4()}, nobody_sees)]

    def _own_things(self, route: Route) -> list[Target]:
        if "absence" not in route.uuids:
            return self._sessions(route)
        worker = self.world.staff["worker here"].id
        own = Target("one's own leave", {"absence": self.world.absence}, lambda a: a.number == worker)
        return [own, Target("nothing", {"absence": uuid.uuid4()}, nobody_sees)]

    def _staff(self, route: Route) -> list[Target]:
        from familyhub.accounts.models import Holding

        def values(name: str, other: str = "") -> Values:
            given: Values = {"number": self.world.staff[name].id}
            if "holding" in route.uuids:
                given["holding"] = Holding.objects.filter(staff=self.world.staff[other or name]).first().id  # type: ignore[union-attr]
            return given | dict.fromkeys([one for one, kind in route.parameters if kind == "int"], 1)

        has_session = any(kind == "int" for _, kind in route.parameters)
        everybody = (lambda asker: False) if has_session else (lambda asker: True)
        made = [Target(name, values(name), everybody) for name in ("worker here", "untrained")]
        if "holding" in route.uuids:
            made.append(Target("another's post", values("worker here", "worker there"), nobody_sees))
        nothing = values("worker here") | dict.fromkeys(route.uuids, uuid.uuid4())
        return [*made, Target("nothing", nothing, nobody_sees)]

    def _own(self, route: Route) -> list[Target]:
        def sent(asker: Asker, contact: uuid.UUID) -> bool:
            """One's own: a team's mailbox reads the words on its list, and has no page for one."""
            reply, referrer = self.truth.superuser.execute(
                "SELECT c.reply_fence, s.referrer FROM referrals_contact c"
                " LEFT JOIN referrals_sentby s ON s.fence = c.reply_fence WHERE c.id = %s",
                [contact],
            ).fetchone()
            return self.truth.sees(asker, reply, "none") and referrer == asker.number

        made = [
            Target(name, {"contact": family.contact}, lambda a, c=family.contact: sent(a, c))
            for name, family in self.world.families.items()
        ]
        return [*made, Target("nothing", {"contact": uuid.uuid4()}, nobody_sees)]

    def _people(self, route: Route) -> list[Target]:
        if "pair" in route.uuids:
            return self._both("pair", self.world.pairs)
        if "merge" in route.uuids:
            return self._merges(route)
        if "change" in route.uuids:
            waits = Target("waits", {"change": self.world.reads.change}, lambda a: "people.set_line" in a.permissions)
            return [waits, Target("nothing", {"change": uuid.uuid4()}, nobody_sees)]
        if "tie" in route.uuids:
            return self._ties()
        if "address" in route.uuids:
            return self._addresses()
        parameter = next(iter(route.uuids))
        sees = self._learns if route.name in LEARNED else lambda a, p: self.truth.sees(a, p, "people")
        made = [
            Target(name, {parameter: family.persons[0]}, lambda a, p=family.persons[0]: sees(a, p))
            for name, family in self.world.families.items()
            if family.persons
        ]
        return [*made, Target("nothing", {parameter: uuid.uuid4()}, nobody_sees)]

    def _learns(self, asker: Asker, person: uuid.UUID) -> bool:
        """Whoever registers people and sees this one, or works in a case of theirs and does not only read it."""
        works = any(
            person in one.persons and self.reads_case(asker, one.case, (person,)) and self._holds_for_work(asker, one)
            for one in self.world.cases.values()
        )
        registers = "people.register" in asker.permissions
        return self.truth.sees(asker, person, "people") and (registers or works)

    def _holds_for_work(self, asker: Asker, one: Any) -> bool:
        found = self.truth.superuser.execute(
            "SELECT 1 FROM core_grant WHERE fence = %s AND holder = ANY (%s) AND since <= now()"
            " AND (until IS NULL OR until > now()) AND NOT starts_with(because, %s)",
            [one.case, list(asker.holders), TO_READ],
        )
        return found.fetchone() is not None

    def _ties(self) -> list[Target]:
        """A relationship under its own people, for whoever may write of the one and sees the other."""
        made, known = [], {}
        for name, family in self.world.families.items():
            found = self.truth.superuser.execute(
                "SELECT t.id, o.person_id FROM people_relationship t JOIN people_record r ON r.id = t.from_record_id"
                " JOIN people_record o ON o.id = t.to_record_id WHERE r.person_id = ANY (%s) ORDER BY t.id",
                [family.persons[:1]],
            ).fetchone()
            if found:
                first, (tie, other) = family.persons[0], found
                known[name] = {"number": first, "tie": tie}
                made.append(
                    Target(
                        name, known[name], lambda a, f=first, o=other: self._learns(a, f) and self._sees_people(a, (o,))
                    )
                )
        crossed = known["here"] | {"tie": known["there"]["tie"]}
        nothing = {"number": uuid.uuid4(), "tie": uuid.uuid4()}
        return [
            *made,
            Target("another's relationship", crossed, nobody_sees),
            Target("nothing", nothing, nobody_sees),
        ]

    def _addresses(self) -> list[Target]:
        """An open address of somebody; another's address under one's person is not there."""
        rows = self.truth.superuser.execute(
            "SELECT r.person_id, a.id FROM people_address a JOIN people_record r ON r.id = a.record_id"
            " WHERE a.visibility = 'normal' AND a.valid_to IS NULL ORDER BY a.id"
        ).fetchall()
        homes = dict(rows)
        known = {name: one.persons[0] for name, one in self.world.families.items() if one.persons}
        made = [
            Target(name, {"number": p, "address": homes[p]}, lambda a, p=p: self.truth.sees(a, p, "people"))
            for name, p in known.items()
            if p in homes
        ]
        here = next(iter(known.values()))
        others = [Target("another's", {"number": here, "address": at}, nobody_sees) for p, at in rows if p != here][:1]
        nothing = Target("nothing", {"number": uuid.uuid4(), "address": uuid.uuid4()}, nobody_sees)
        return [*made, *others, nothing]

    def _both(self, parameter: str, pairs: dict[str, tuple[uuid.UUID, tuple[uuid.UUID, ...]]]) -> list[Target]:
        """Whoever sees each of two people; for whoever sees one of them there is none."""
        made = [
            Target(name, {parameter: number}, lambda a, ps=persons: self._sees_people(a, ps))
            for name, (number, persons) in pairs.items()
        ]
        return [*made, Target("nothing", {parameter: uuid.uuid4()}, nobody_sees)]

    def _merges(self, route: Route) -> list[Target]:
        targets = self._both("merge", {"merged": self.world.merge})
        for target in targets:
            target.values.update({"item": self.world.left} if "item" in route.uuids else {})
        return targets

    def _sees_people(self, asker: Asker, persons: tuple[uuid.UUID, ...]) -> bool:
        return all(self.truth.sees(asker, person, "people") for person in persons)

    def _messages(self, route: Route) -> list[Target]:
        """Given up: each lies behind what it tells of, and an account's letter in a class of its own."""
        made = [
            Target(name, {"number": family.message}, lambda a, c=family.contact: self.truth.sees(a, c, "messages"))
            for name, family in self.world.families.items()
        ]
        account = self.world.staff["worker here"].id
        letter = Target(
            "account", {"number": self.world.account_letter}, lambda a: self.truth.sees(a, account, "outbox")
        )
        return [*made, letter, Target("nothing", {"number": uuid.uuid4()}, nobody_sees)]

    def _opened(self, route: Route) -> list[Target]:
        made = [
            Target(name, {"opening": number}, lambda a, n=number: self.truth.sees(a, n, "sharing"))
            for name, number in self.world.openings.items()
        ]
        return [*made, Target("nothing", {"opening": uuid.uuid4()}, nobody_sees)]

    def _agreements(self, route: Route) -> list[Target]:
        """Seen with the child whom it is about."""
        made = [
            Target(
                name,
                {"agreement": number},
                lambda a, p=self.world.families[name].persons[1]: self.truth.sees(a, p, "people"),
            )
            for name, number in self.world.agreements.items()
        ]
        return [*made, Target("nothing", {"agreement": uuid.uuid4()}, nobody_sees)]

    def _relations(self, route: Route) -> list[Target]:
        """For governance alone, whoever declared; a match stands under its own relation."""
        relation, match = self.world.relation

        def values(first: uuid.UUID, second: uuid.UUID) -> Values:
            return {"relation": first, **({"match": second} if "match" in route.uuids else {})}

        def seen(asker: Asker) -> bool:
            return self.truth.sees(asker, relation, "sharing") and "sharing.oversee" in asker.permissions

        crossed = (
            [Target("no match of it", values(relation, uuid.uuid4()), nobody_sees)] if "match" in route.uuids else []
        )
        nothing = Target("nothing", values(uuid.uuid4(), uuid.uuid4()), nobody_sees)
        return [Target("matched", values(relation, match), seen), *crossed, nothing]

    def _reads(self, route: Route) -> list[Target]:
        """A week and its lines, for whoever watches over reading; one's own line for nobody but a colleague."""
        [parameter] = route.uuids

        def seen(asker: Asker, number: uuid.UUID) -> bool:
            return self.truth.sees(asker, number, "sharing") and "sharing.oversee" in asker.permissions

        objects = {"week": self.world.reads.week} if parameter == "week" else self.world.reads.listed
        made = [Target(name, {parameter: n}, lambda a, n=n: seen(a, n)) for name, n in objects.items()]
        return [*made, Target("nothing", {parameter: uuid.uuid4()}, nobody_sees)]

    def _documents(self, route: Route) -> list[Target]:
        """A file is seen with the contact that it hangs on; whoever sent it may not open it again."""
        made = [
            Target(name, {"document": family.document}, lambda a, c=family.contact: self.truth.sees(a, c, "referrals"))
            for name, family in self.world.families.items()
        ]
        return [*made, Target("nothing", {"document": uuid.uuid4()}, nobody_sees)]

    def _feeds(self, route: Route) -> list[Target]:
        """A file of a feed, for whoever brings feeds in."""
        intake = self.world.feeds.intake
        own = Target("a file", {"intake": intake}, lambda a: self.truth.sees(a, intake, "imports"))
        return [own, Target("nothing", {"intake": uuid.uuid4()}, nobody_sees)]

    def _uncertain(self, route: Route) -> list[Target]:
        """A row that waits; one of a protected family is the desk's alone, whatever right reaches the county."""
        intake, held = self.world.feeds.intake, self.world.feeds.held
        return [
            Target("waits", {"row": self.world.feeds.uncertain}, lambda a: self.truth.sees(a, intake, "imports")),
            Target("waits with the desk", {"row": held}, lambda a: self.truth.sees(a, held, "nothing at all")),
            Target("nothing", {"row": uuid.uuid4()}, nobody_sees),
        ]

    def _listings(self, route: Route) -> list[Target]:
        """The directory names nobody: whoever edits it edits all of it. What somebody told us is fenced besides."""
        own = self.world.listings
        whole: Values = {"listing": own.shown, "other": own.twin, "proposal": own.proposal, "reading": own.reading}
        whole["network"] = self.world.hub
        values = {part: (whole | {"told": own.told})[part] for part in route.uuids}

        def seen(asker: Asker) -> bool:
            is_told = "told" not in values or self._is_wide_in_directory(asker)
            return "directory.edit" in asker.permissions and is_told

        nothing: Values = dict.fromkeys(route.uuids, uuid.uuid4())
        return [Target("a listing", values, seen), Target("nothing", nothing, nobody_sees)]

    def _is_wide_in_directory(self, asker: Asker) -> bool:
        return self.truth.sees(asker, self.world.listings.told, "directory")

    def _feedback(self, route: Route) -> list[Target]:
        """Anybody may tell us about what is shown; a draft is not there for anybody."""
        own = self.world.listings
        return [
            Target("shown", {"listing": own.shown}, lambda a: True),
            Target("draft", {"listing": own.draft}, nobody_sees),
            Target("nothing", {"listing": uuid.uuid4()}, nobody_sees),
        ]

    def _drafts(self, route: Route) -> list[Target]:
        """One's own shelf: any id may be written on it, and it says nothing of whether the id exists."""
        real = {"form": "referrals:decide", "about": self.world.families["there"].request}
        nothing = {"form": "referrals:decide", "about": uuid.uuid4()}
        names = {name for name, _ in route.parameters}
        return [
            Target(label, {k: v for k, v in values.items() if k in names}, lambda a: True)
            for label, values in (("there", real), ("nothing", nothing))
        ]

    def _sessions(self, route: Route) -> list[Target]:
        from allauth.mfa.models import Authenticator
        from allauth.usersessions.models import UserSession

        if route.name.startswith("mfa_"):
            factor = Authenticator.objects.order_by("id").first()
            theirs = Target("another's way to sign in", {"pk": factor.id if factor else 1}, nobody_sees)
            return [theirs, Target("nothing", {"pk": 999_999}, nobody_sees)]
        another = UserSession.objects.order_by("id").first()
        return [
            Target("another's session", {"session": another.id if another else 1}, nobody_sees),
            Target("nothing", {"session": 999_999}, nobody_sees),
        ]

    def _hubs(self, route: Route) -> list[Target]:
        """The shape of the service: whoever is signed in may see it."""
        return [
            Target("a hub network", {"network": self.world.hub}, lambda _asker: True),
            Target("nothing", {"network": uuid.uuid4()}, nobody_sees),
        ]

    def _services(self, route: Route) -> list[Target]:
        """A published listing and a hub: for everybody."""
        [parameter] = route.uuids
        number = self.world.hub if parameter == "network" else self.world.listing
        return [
            Target("published", {parameter: number}, lambda _asker: True),
            Target("nothing", {parameter: uuid.uuid4()}, nobody_sees),
        ]


def asker_named(world: World, name: str) -> Asker:
    """Who this browser is to the site: nobody until both factors and the training are there."""
    return world.askers.get(name, NOBODY)


def everybody(world: World) -> list[str]:
    """Every name that a browser can have; somebody who has two names once."""
    once = {asker.number: name for name, asker in reversed(world.askers.items())}
    return [*reversed(once.values()), *UNREADY, "nobody"]


def is_known(asker: Asker) -> bool:
    """Somebody who signed in."""
    return asker.kind is not Kind.NOBODY
