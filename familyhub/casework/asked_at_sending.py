"""What messages ask of casework at the moment of sending (`settings.LETTER_ASKS`)."""

from __future__ import annotations

from familyhub.casework.models import VisitAlarm
from familyhub.core import fence
from familyhub.core.asker import system
from familyhub.messages.policy import OK, Outgoing, Verdict, withheld

ASKED = system("which alarms are open", wide=frozenset({"hidden"}))


def alarm_is_open(message: Outgoing) -> Verdict:
    """A call goes as long as nobody looks after the alarm."""
    with fence.enter(ASKED):
        waits = VisitAlarm.objects.filter(id=message.about, taken_at__isnull=True, ended_at__isnull=True).exists()
    return OK if waits else withheld("somebody looks after it already")
