"""The assessment of each helped family, planted with words to hunt: a child's part, the family's, a partner's."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from familyhub.casework.actions import assessing, assessing_links, assessing_partners
from familyhub.casework.actions.assessing_answers import Said, save_answers
from familyhub.casework.queries.assessments import AssessmentPage, assessment_for
from familyhub.casework.queries.contributions import asked_of
from familyhub.casework.question_sets import delivered
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.sharing.partner_links import partner as contributor
from tests.leaks.cases import Case

SET = delivered()[-1]
# who of the world is asked at their account about which family
ASKED_AT = {"here": "health visitor", "there": "midwife"}


@dataclass(frozen=True)
class Assessed:
    """The assessment, the part of the first child, whose person that is, and what a partner is asked about them."""

    assessment: uuid.UUID
    part: uuid.UUID
    child: uuid.UUID
    ask: uuid.UUID
    at_account: uuid.UUID


def build_draft(keeper: Asker, at: datetime) -> tuple[uuid.UUID, uuid.UUID]:
    """A draft of a question set that begins as the delivered one, and one of its pieces."""
    from familyhub.casework.actions import set_drafts
    from familyhub.casework.models import SetPiece

    with fence.enter(keeper):
        draft = set_drafts.copy_set(chosen=SET.number, title="Drafted here", by=keeper, at=at)
        return draft, SetPiece.objects.filter(draft=draft, within=None).earliest("number").id


def build_assessed(
    families: dict[str, Any],
    cases: dict[str, Case],
    workers: dict[str, Asker],
    addresses: dict[str, str],
    at: datetime,
) -> dict[str, Assessed]:
    """One of each case, by the worker who helps; two partners asked, of whom one has answered, and a
    third at the account with this address.
    """
    return {name: _assessed(families[name], case, workers[name], addresses[name], at) for name, case in cases.items()}


def _assessed(family: Any, case: Case, worker: Asker, address: str, at: datetime) -> Assessed:
    with fence.enter(worker):
        new = assessing.NewAssessment(SET.number, tuple(_records(case.case)))
        number = assessing.open_assessment(case=case.case, new=new, by=worker, at=at)
        page = assessment_for(worker, number)
        assert page is not None
        for part in page.parts:
            said = {
                one.question.code: Said(f"{case.words} {family.planted.story}", one.version) for one in _boxes(part)
            }
            save_answers(part=part.id, said=said, by=worker, at=at)
        asks = [_ask(page, agency, worker, at) for agency in ("Planted School", "Planted Nursery")]
        at_account = _ask(page, "Planted Health", worker, at, address)
    partner = contributor(asks[0])
    with fence.enter(partner):
        words = {one.id: family.planted.engage for one in asked_of(partner, at).questions}
        assessing_links.contribute(ask=asks[0], words=words, by=partner, at=at)
    child = _of_child(page)
    return Assessed(number, child.id, child.who.person, asks[1], at_account)


def _records(case: uuid.UUID) -> list[uuid.UUID]:
    from familyhub.casework.models import CaseMember

    return list(CaseMember.objects.filter(fence=case).values_list("record", flat=True))


def _boxes(part: Any) -> list[Any]:
    return [one for one in part.questions if one.question.kind in {"words", "strengths", "risks", "analysis"}]


def _of_child(page: AssessmentPage) -> Any:
    return next(one for one in page.parts if one.section.code == "child" and one.who)


def _ask(page: AssessmentPage, agency: str, worker: Asker, at: datetime, account: str = "") -> uuid.UUID:
    asked = ((_of_child(page).id, "learning"),)
    due = day_of(at) + timedelta(days=5)
    email = account or "tess@school.example"
    new = assessing_partners.NewAsk(agency, "Tess Sample", email, asked, due, at_account=bool(account))
    paths = assessing_partners.Paths("/contribute/{}/", "/asked/", "/refer/")
    return assessing_partners.ask_partner(assessment=page.id, new=new, by=worker, at=at, paths=paths)
