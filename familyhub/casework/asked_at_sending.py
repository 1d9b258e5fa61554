"""What messages ask of casework at the moment of sending (`settings.LETTER_ASKS`)."""

from __future__ import annotations

from familyhub.casework.models import Meeting, VisitAlarm
from familyhub.core import fence
from familyhub.core.asker import system
from familyhub.messages.policy import OK, Outgoing, Verdict, withheld

ASKED = system("which alarms are open, which meetings stand", wide=frozenset({"hidden", "casework", "people"}))


def alarm_is_open(message: Outgoing) -> Verdict:
    """A call goes as long as nobody looks after the alarm."""
    with fence.enter(ASKED):
        waits = VisitAlarm.objects.filter(id=message.about, taken_at__isnull=True, ended_at__isnull=True).exists()
    return OK if waits else withheld("somebody looks after it already")


def meeting_stands(message: Outgoing) -> Verdict:
    """An invitation goes as long as the meeting is called."""
    with fence.enter(ASKED):
        stands = Meeting.objects.filter(id=message.about, state="called").exists()
    return OK if stands else withheld("the meeting was held or called off")
