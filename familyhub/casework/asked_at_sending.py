"""What messages ask of casework at the moment of sending (`settings.LETTER_ASKS`)."""

from __future__ import annotations

from familyhub.casework.models import ContributionAsk, Meeting, VisitAlarm
from familyhub.core import fence
from familyhub.core.asker import system
from familyhub.messages.policy import OK, Outgoing, Verdict, withheld
from familyhub.sharing.partner_links import partner
from familyhub.sharing.policy import partners as partner_policy

ASKED = system("which alarms are open, which meetings stand", wide=frozenset({"hidden", "casework", "people"}))


def alarm_is_open(message: Outgoing) -> Verdict:
    """A call goes as long as nobody looks after the alarm."""
    with fence.enter(ASKED):
        waits = VisitAlarm.objects.filter(id=message.about, taken_at__isnull=True, ended_at__isnull=True).exists()
    return OK if waits else withheld("somebody looks after it already")


def ask_is_open(message: Outgoing) -> Verdict:
    """What a partner is asked for goes as long as the link in it opens something."""
    row = _ask(message)
    if row is None or not partner_policy.is_open(row.withdrawn_at, row.expires_at, message.now):
        return withheld("the link in it is closed")
    return OK


def ask_waits(message: Outgoing) -> Verdict:
    """A partner is reminded as long as nothing was answered."""
    row = _ask(message)
    return withheld("it was answered") if row is not None and row.answered_at is not None else ask_is_open(message)


def _ask(message: Outgoing) -> ContributionAsk | None:
    with fence.enter(partner(message.about)):  # its fence is its own number, which is the partner's too
        return ContributionAsk.objects.filter(id=message.about).first()


def meeting_stands(message: Outgoing) -> Verdict:
    """An invitation goes as long as the meeting is called."""
    with fence.enter(ASKED):
        stands = Meeting.objects.filter(id=message.about, state="called").exists()
    return OK if stands else withheld("the meeting was held or called off")
