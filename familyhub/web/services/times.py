"""When something is on, in words, and whether it is open: never more than the listing itself can hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext

from familyhub.components.words import LONDON, clock_time
from familyhub.directory import policy
from familyhub.directory.policy import Session, Standing, Stands
from familyhub.web.services.wording import say as _

NTH = {
    1: gettext_lazy("First"),
    2: gettext_lazy("Second"),
    3: gettext_lazy("Third"),
    4: gettext_lazy("Fourth"),
    5: gettext_lazy("Fifth"),
    -1: gettext_lazy("Last"),
}
WHOLE_WEEK = 7


@dataclass(frozen=True)
class Said:
    """How it stands, in words. `kind`: of the status piece ("" for none); `note`: what to take care of."""

    text: str
    kind: str = ""
    note: str = ""


def clock(given: time) -> str:
    """ "9:30am"."""
    return clock_time(datetime.combine(date(2000, 1, 3), given, tzinfo=LONDON))


def hours(opens: time | None, closes: time | None) -> str:
    """ "9:30am to 11am", "from 9:30am", or nothing where no times are known."""
    if opens and closes:
        return _("%(opens)s to %(closes)s") % {"opens": clock(opens), "closes": clock(closes)}
    return _("from %(opens)s") % {"opens": clock(opens)} if opens else ""


def day_words(on: date, today: date) -> str:
    """ "today", "tomorrow", "Tuesday 24 November"; with its year where that is another."""
    if on == today:
        return _("today")
    if on == today + timedelta(days=1):
        return _("tomorrow")
    return _whole_day(on, on.year != today.year, get_language() or "")


@lru_cache(maxsize=1024)
def _whole_day(on: date, has_year: bool, _language_code: str) -> str:
    """A page names the same few days again and again, and each name is put together from translated parts."""
    return date_format(on, "l j F Y" if has_year else "l j F")


def session_words(session: Session, today: date) -> str:
    """ "Tuesday 24 November, 9:30am to 11am"."""
    said = [day_words(session.on, today), hours(session.opens, session.closes)]
    return ", ".join(part for part in said if part)


def said_of(standing: Standing, today: date) -> Said:
    """How it stands: open now, next when, closed for now, no dates to come, ask."""
    if standing.stands is Stands.PAUSED:
        return Said(closed_words(standing.closed_from, standing.again_on, today) or _("Closed for now"), "stopped")
    if standing.stands is Stands.OVER:
        return Said(_("No dates to come"), "stopped", _doubt(standing))
    if standing.stands is Stands.OPEN and standing.next and standing.next.closes:
        return Said(_("Open now, until %(time)s") % {"time": clock(standing.next.closes)}, "done")
    if standing.held_to:
        return Said((rules([standing.held_to], today) or [""])[0], "", _doubt(standing))
    if standing.next:
        return Said(_("Next: %(when)s") % {"when": session_words(standing.next, today)}, "", _doubt(standing))
    return Said(_("Ask for times"))


def closed_words(since: date | None, again_on: date | None, today: date) -> str:
    """ "Closed from 1 to 31 August"; "Closed from 1 August" where nobody says until when; "" where it never closes, or
    closed before and nobody says until when.
    """
    if since is None or (again_on is None and since <= today):
        return ""
    if again_on is None:
        return _("Closed from %(first)s") % {"first": _short_day(since, today)}
    last = again_on - timedelta(days=1)
    if last == since:
        return _("Closed on %(day)s") % {"day": _short_day(last, today)}
    first = str(since.day) if (since.year, since.month) == (last.year, last.month) else _short_day(since, today)
    return _("Closed from %(first)s to %(last)s") % {"first": first, "last": _short_day(last, today)}


def _short_day(on: date, today: date) -> str:
    return date_format(on, "j F" if on.year == today.year else "j F Y")


def _doubt(standing: Standing) -> str:
    return _("Not confirmed for three months: ask before you go") if standing.is_unsure else ""


def rules(schedules: Sequence[dict[str, Any]], today: date) -> list[str]:
    """Each schedule that is not over, in words: "Every Tuesday, 9:30am to 11am. In school terms"."""
    found = []
    for schedule in schedules:
        if not policy.is_ended(schedule, today):
            when = ", ".join(part for part in (_days(schedule, today), _hours_of(schedule)) if part)
            told = [when, schedule.get("description", ""), schedule.get("notes", "")]
            found.append(". ".join(part.rstrip(".") for part in told if part))
    return list(dict.fromkeys(one for one in found if one))


def _hours_of(schedule: dict[str, Any]) -> str:
    given = [_time(schedule.get(key)) for key in ("opens_at", "closes_at")]
    return hours(given[0], given[1])


def _time(raw: Any) -> time | None:
    return time.fromisoformat(str(raw)[:8]) if raw else None


def _days(schedule: dict[str, Any], today: date) -> str:
    """The days alone."""
    named = policy.by_day(schedule)
    every = int(schedule.get("interval") or 1)
    if schedule.get("freq") == "MONTHLY":
        return _monthly(schedule, named, every)
    if schedule.get("freq") != "WEEKLY":
        start = schedule.get("dtstart") or schedule.get("valid_from")
        return date_format(date.fromisoformat(start[:10]), "l j F Y") if start else ""
    days = sorted({day for _nth, day in named}) or sorted(policy.days_of([schedule], today))
    if len(days) == WHOLE_WEEK and every == 1:
        return _("Every day")
    listed = _and([str(WEEKDAYS[day]) for day in days])
    words = ngettext("Every %(days)s", "Every %(count)d weeks on %(days)s", every)
    return words % {"days": listed, "count": every}


def _monthly(schedule: dict[str, Any], named: Sequence[tuple[int, int]], every: int) -> str:
    listed = [_("%(nth)s %(day)s") % {"nth": NTH.get(nth, _("Every")), "day": WEEKDAYS[day]} for nth, day in named]
    what = _and(listed) or _("Day %(day)s") % {"day": schedule.get("bymonthday", "")}
    words = ngettext("%(what)s of the month", "%(what)s of every %(count)d months", every)
    return words % {"what": what, "count": every}


def _and(words: Sequence[str]) -> str:
    """ "Monday, Tuesday and Friday"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
