"""What the worker does: reactions for later, delivery, and housekeeping. Jobs carry ids only."""

from __future__ import annotations

import logging
import random
import uuid
from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.job_context import JobContext

from familyhub.casework import actions as casework
from familyhub.casework import queries as visits
from familyhub.casework.actions import assessing_partners as assessments
from familyhub.casework.actions import escalating, minding
from familyhub.core import carried, drafts, fence, grants, once, reactions
from familyhub.core.asker import system
from familyhub.core.clocks import day_of
from familyhub.directory import actions as directory
from familyhub.documents import actions as documents
from familyhub.documents import queries as files
from familyhub.imports import actions as imports
from familyhub.imports import queries as feeds
from familyhub.jobs import kept, queue
from familyhub.messages import actions as messages
from familyhub.messages import queries as outbox
from familyhub.messages.terms import Way
from familyhub.referrals.actions import mash
from familyhub.referrals.actions import unanswered as returns
from familyhub.referrals.queries import mash as front_door
from familyhub.sharing import actions as sharing
from familyhub.sharing.policy.reads import monday_of

log = logging.getLogger(__name__)
HIDDEN_TOO = frozenset({"hidden"})  # what is hidden from staff happens all the same: it is joined, held and called for
A_ROUND = timedelta(seconds=50)
FINISHED_KEPT_HOURS = 24 * 7


@kept.task(name="react", retry=kept.OFTEN)
def react(event: str, reaction: str) -> None:
    """One reaction to one event, as the system; a repeat does nothing."""
    with fence.enter(system(reaction, wide=HIDDEN_TOO)):
        reactions.react_later(uuid.UUID(event), reaction)


def queue_reaction(*, event: str, reaction: str) -> int:
    """Queue a reaction in the transaction of its event (`settings.REACTION_QUEUE`); returns the job's number."""
    return queue.put(react, event=event, reaction=reaction)


@kept.task(name="deliver", retry=kept.OFTEN)
def deliver(message: str) -> None:
    """Send one message if it is due and still right."""
    messages.deliver(uuid.UUID(message), at=timezone.now())


def queue_delivery(*, message: str) -> int:
    """Queue a delivery in the transaction of its message (`settings.DELIVERY_QUEUE`); returns the job's number."""
    return queue.put(deliver, message=message)


@app.periodic(cron="* * * * *")
@kept.task(name="deliver_due", retry=kept.NEXT_ROUND, queueing_lock="deliver_due")
def deliver_due(timestamp: int = 0) -> None:
    """Each minute: messages whose time has come. A way whose server is away is left alone until the next minute."""
    seen: set[uuid.UUID] = set()
    away: set[Way] = set()
    until = timezone.now() + A_ROUND
    while timezone.now() < until:
        with fence.enter(messages.DELIVERER):
            numbers = outbox.due(messages.DELIVERER, timezone.now(), passing_over=seen, not_by=away)
        if not numbers:
            return
        for number in numbers:
            seen.add(number)
            gone = _delivered_one(number)
            if gone is not None:
                away.add(gone)
                break


def _delivered_one(number: uuid.UUID) -> Way | None:
    """Deliver one; the way whose server is away, if it is. One that fails must not hold up the others."""
    try:
        done = messages.deliver(number, at=timezone.now())
        return done.way if done.is_server_away else None
    except Exception:
        log.exception("message %s could not be delivered; it stays in the outbox", number)
        return None


@app.periodic(cron="*/10 * * * *")
@kept.task(name="follow_messages", retry=kept.NEXT_ROUND, queueing_lock="follow_messages")
def follow_messages(timestamp: int = 0) -> None:
    """Every ten minutes: ask the provider what became of messages that it took. Stops when it is away."""
    until = timezone.now() + A_ROUND
    with fence.enter(messages.DELIVERER):
        numbers = outbox.followed(messages.DELIVERER)
    random.shuffle(numbers)  # those of which nothing is ever said must not keep the others from being asked about
    for number in numbers:
        if timezone.now() > until or not messages.follow(number, at=timezone.now()):
            return


@kept.task(name="check", retry=kept.OFTEN)
def check(document: str) -> None:
    """Have one attached file scanned."""
    documents.check(uuid.UUID(document), at=timezone.now())


def queue_check(*, document: str) -> int:
    """Queue a scan in the transaction that keeps the file (`settings.CHECK_QUEUE`); returns the job's number."""
    return queue.put(check, document=document)


@app.periodic(cron="* * * * *")
@kept.task(name="check_due", retry=kept.NEXT_ROUND, queueing_lock="check_due")
def check_due(timestamp: int = 0) -> None:
    """Each minute: files that wait to be scanned. Stops when the scanner is away: it would not answer for another."""
    seen: set[uuid.UUID] = set()
    until = timezone.now() + A_ROUND
    while timezone.now() < until:
        with fence.enter(documents.CHECKER):
            numbers = files.due(documents.CHECKER, timezone.now(), passing_over=seen)
        if not numbers:
            return
        for number in numbers:
            seen.add(number)
            if _checked_one(number):
                return


def _checked_one(number: uuid.UUID) -> bool:
    """Check one; True when the scanner is away. One that fails stays closed and does not hold up the others."""
    try:
        return documents.check(number, at=timezone.now()).is_scanner_away
    except Exception:
        log.exception("file %s could not be checked; it stays closed", number)
        return False


@kept.task(name="work_feed", retry=kept.OFTEN)
def work_feed(intake: str) -> None:
    """Work a file of a feed through, a batch at a time; what is done is not done again."""
    imports.work_all(intake=uuid.UUID(intake))


def queue_feed(*, intake: str) -> int:
    """Queue a file in the transaction that begins it (`settings.FEED_QUEUE`); returns the job's number."""
    return queue.put(work_feed, intake=intake)


@app.periodic(cron="*/5 * * * *")
@kept.task(name="work_feeds_left", retry=kept.NEXT_ROUND, queueing_lock="work_feeds_left")
def work_feeds_left(timestamp: int = 0) -> None:
    """Each five minutes: files that began and have rows left, because a worker was killed or the queue lost them."""
    with fence.enter(imports.WORKER):
        numbers = feeds.begun()
    for number in numbers:
        imports.work_all(intake=number)


@app.periodic(cron="* * * * *")
@kept.task(name="call_duty_due", retry=kept.NEXT_ROUND, queueing_lock="call_duty_due")
def call_duty_due(timestamp: int = 0) -> None:
    """Each minute: the next post on the duty list for every concern that nobody has acknowledged in time."""
    caller = system("call the duty list", wide=HIDDEN_TOO)
    with fence.enter(caller):
        numbers = front_door.unacknowledged()
    for number in numbers:
        with fence.enter(caller):
            mash.call_next(enquiry=number, by=caller, at=timezone.now())


@app.periodic(cron="* * * * *")
@kept.task(name="watch_visits", retry=kept.NEXT_ROUND, queueing_lock="watch_visits")
def watch_visits(timestamp: int = 0) -> None:
    """Each minute: the alarm of every visit of which nobody checked out in time, and whoever is next to be told."""
    watcher = system("watch visits", wide=HIDDEN_TOO)
    with fence.enter(watcher):
        late, untaken = visits.overdue(timezone.now()), visits.untaken()
    for number in late:
        with fence.enter(watcher):
            casework.raise_alarm(visit=number, by=watcher, at=timezone.now())
    for number in untaken:
        with fence.enter(watcher):
            casework.call_next_about_alarm(alarm=number, by=watcher, at=timezone.now())


@app.periodic(cron="17 3 * * *")
@kept.task(name="tidy", retry=kept.NEXT_ROUND, queueing_lock="tidy")
def tidy(timestamp: int = 0) -> None:
    """Each night what is older than it is kept: drafts, form keys, files never sent, rows of feeds, bars that ended."""
    now = timezone.now()
    with fence.enter(system("tidy")):
        drafts.drop_old(now)
        grants.drop_ended_bars(now)
        once.drop_old(now)
        carried.drop_old(now)
        documents.drop_unsent(now)
        imports.forget_old(now)
    with fence.enter(system("tidy the directory", wide=frozenset({"directory"}))):
        directory.forget_feedback(now)


@app.periodic(cron="41 4 * * 1-3")
@kept.task(name="weigh_reads", retry=kept.OFTEN, queueing_lock="weigh_reads")
def weigh_reads(timestamp: int = 0) -> None:
    """Each Monday before work, and again on the two days after in case it failed: last week's reads of records."""
    now = timezone.now()
    last_week = monday_of(day_of(now)) - timedelta(weeks=1)
    with fence.enter(sharing.WEIGHER):
        sharing.weigh_reads(week_of=last_week, by=sharing.WEIGHER, at=now)


@app.periodic(cron="* * * * *")
@app.task(name="retry_stalled", retry=kept.NEXT_ROUND, queueing_lock="retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int = 0) -> None:
    """Each minute: jobs whose worker died while it did them are queued again; they would be 'doing' for ever."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        if job.id != context.job.id:
            await manager.retry_job(job, retry_at=timezone.now())


@app.periodic(cron="27 3 * * *")
@app.task(name="forget_finished", retry=kept.NEXT_ROUND, queueing_lock="forget_finished", pass_context=True)
async def forget_finished(context: JobContext, timestamp: int = 0) -> None:
    """Each night: jobs that succeeded more than a week ago."""
    await context.app.job_manager.delete_old_jobs(nb_hours=FINISHED_KEPT_HOURS)


@app.periodic(cron="7 * * * *")
@kept.task(name="bring_back_unanswered", retry=kept.NEXT_ROUND, queueing_lock="bring_back_unanswered")
def bring_back_unanswered(timestamp: int = 0) -> None:
    """Each hour: what went back to its sender and was not answered by its day is the front door's again."""
    asker = system("bring back what was not answered")
    with fence.enter(asker):
        numbers = returns.unanswered(timezone.now())
    for number in numbers:
        with fence.enter(asker):
            returns.bring_back(request=number, by=asker, at=timezone.now())


@app.periodic(cron="1 0,1 * * *")
@kept.task(name="turn_directory", retry=kept.OFTEN, queueing_lock="turn_directory")
def turn_directory(timestamp: int = 0) -> None:
    """Just after midnight in London, winter and summer: what begins or ends today has changed for those who read."""
    with fence.enter(system("turn the directory's day")):
        directory.turn_day(timezone.now())


@app.periodic(cron="37 4 * * *")
@kept.task(name="remind_owners", retry=kept.NEXT_ROUND, queueing_lock="remind_owners")
def remind_owners(timestamp: int = 0) -> None:
    """Each night: whoever answers for a listing that nobody looked at for three months is asked, once a period."""
    reminder = system("remind owners of listings")
    with fence.enter(reminder):
        directory.remind_owners(by=reminder, at=timezone.now())


@app.periodic(cron="17 8 * * *")
@kept.task(name="remind_contributors", retry=kept.NEXT_ROUND, queueing_lock="remind_contributors")
def remind_contributors(timestamp: int = 0) -> None:
    """Each morning: partners who were asked to contribute and have not, two days before it is due, once."""
    reminder = system("remind contributors")
    with fence.enter(reminder):
        assessments.remind(by=reminder, at=timezone.now())


@app.periodic(cron="23 * * * *")
@kept.task(name="escalate_signatures", retry=kept.NEXT_ROUND, queueing_lock="escalate_signatures")
def escalate_signatures(timestamp: int = 0) -> None:
    """Each hour: an assessment whose signature is overdue is put before whoever covers, then the team above."""
    asker = system("escalate signatures")
    with fence.enter(asker):
        escalating.escalate_signatures(by=asker, at=timezone.now())


@app.periodic(cron="38 * * * *")
@kept.task(name="pass_on_unseen", retry=kept.NEXT_ROUND, queueing_lock="pass_on_unseen")
def pass_on_unseen(timestamp: int = 0) -> None:
    """Each hour: what lies in the tray of somebody who cannot open it any more goes to whoever leads the case."""
    asker = system("pass on unseen")
    with fence.enter(asker):
        minding.pass_on_unseen(by=asker, at=timezone.now())
