"""An audit is moderated by a second person: from then on nobody changes it, and what it asks for is in the trays."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from familyhub.accounts import queries as accounts
from familyhub.core import events, grants
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of, end_of_day
from familyhub.work import actions as work
from familyhub.work import queries as trays
from familyhub.work.terms import DoneBecause
from familyhub.workforce.actions.auditing import because, put_aside, refuse
from familyhub.workforce.events.audits import AuditActionDone, AuditModerated
from familyhub.workforce.models import Audit, AuditAction, AuditResult
from familyhub.workforce.permissions import AUDIT
from familyhub.workforce.policy import audits as policy
from familyhub.workforce.policy.audits import NoSuchAudit
from familyhub.workforce.queries.sampling import see_all
from familyhub.workforce.terms.audits import LONGEST_ASKED, AuditState

AUDIT_ACTION = "workforce.audit_action"
HANDED_OVER = "The family was handed over to people whom the auditor or moderator does not work with"


@transaction.atomic
def moderate_audit(*, audit: uuid.UUID, grade: str, words: str, by: Asker, at: datetime) -> None:
    """Agree to the grade, or change it and say why; both are kept. The worker and their line read it from now on.

    Errors: NoSuchAudit, AuditRefused.
    """
    row = Audit.objects.select_for_update(of=("self",)).filter(id=audit).first()
    if row is None or row.moderator_id != by.number or not by.may(AUDIT.code):
        raise NoSuchAudit(str(audit))
    state, today = AuditState(row.state), day_of(at)
    scale = policy.scale_called(row.scale) if row.scale else policy.scale_on(today)
    refuse(*policy.moderation_problem(state, row.grade, grade, words, scale))
    actions = list(row.actions.order_by("due_on", "id"))
    owners = see_all({one.owner_id for one in actions}, row.behind, today)
    row.final, row.moderated_words, row.moderated_at = grade, words.strip(), at
    row.state = AuditState.MODERATED.value
    row.save(update_fields=["state", "final", "moderated_words", "moderated_at"])
    line = [one for one in (row.worker_id, row.team_id, accounts.team_above(row.team_id)) if one]
    grants.grant(line, [row.id], because=because(row.id))
    AuditResult(id=uuid.uuid4(), team_id=row.team_id, completed_on=today, scale=row.scale, grade=grade).save(
        force_insert=True
    )
    work.close_all_about(about=row.id, because=DoneBecause.DONE, by=by, at=at)
    for one in actions:
        _ask(row, one, one.owner_id if one.owner_id in owners else row.team_id, by, at)
    is_changed = row.final != row.grade
    events.record(AuditModerated(fence=row.id, about=row.id, subjects=(), is_changed=is_changed), by=by, at=at)


def _ask(row: Audit, one: AuditAction, holder: uuid.UUID, by: Asker, at: datetime) -> None:
    """It lies where the family lies from now on, and goes along with the family."""
    if AuditAction.objects.filter(id=one.id, fence=row.id).update(fence=row.case) != 1:
        raise NoSuchAudit(str(one.id))
    words = f"Do what an audit asked: family of {row.reference}"
    task = work.NewTask(holder, row.case, AUDIT_ACTION, one.id, words, end_of_day(one.due_on))
    work.open_task(task, by=by, at=at)


@transaction.atomic
def finish_audit_action(*, action: uuid.UUID, words: str, by: Asker, at: datetime) -> None:
    """What came of it, by whoever has it in their tray. Errors: NoSuchAudit, AuditRefused."""
    row = AuditAction.objects.select_for_update(of=("self",)).filter(id=action).first()
    if row is None or not (by.number == row.owner_id or by.holders & trays.who_is_asked(action)):
        raise NoSuchAudit(str(action))
    refuse("" if words.strip() else "Say what came of it", "words")
    refuse("" if len(words) <= LONGEST_ASKED else f"At most {LONGEST_ASKED} characters: shorten it", "words")
    waits = AuditAction.objects.filter(id=action, done_at__isnull=True, fence=row.fence)
    done = waits.update(done_at=at, done_by=by.name, done_words=words.strip())
    refuse("" if done else "It is done already")
    work.close_all_about(about=action, because=DoneBecause.DONE, by=by, at=at)
    events.record(AuditActionDone(fence=row.fence, about=row.id, subjects=()), by=by, at=at)


def let_go_of_audits(*, case: uuid.UUID, by: Asker, at: datetime) -> int:
    """The family was handed over: what waits for somebody who does not see it any more is set aside, so that nobody is
    asked for what they cannot open. By the system; safe to repeat. Returns how many.
    """
    waiting = (AuditState.DRAWN.value, AuditState.FINISHED.value)
    gone = 0
    for row in Audit.objects.select_for_update(of=("self",)).filter(case=case, state__in=waiting).order_by("id"):
        asked = row.auditor_id if row.state == AuditState.DRAWN.value else row.moderator_id
        if asked not in see_all([asked] if asked else [], row.behind, day_of(at)):
            put_aside(row, HANDED_OVER, by, at)
            gone += 1
    return gone
