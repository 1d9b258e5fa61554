"""Duty manager."""

from familyhub.core.asker import Reach

TITLE = "Duty manager"
WORDS = "Decides the requests that the protection desk takes over: of protected people, relations, samples."
PERMISSIONS = {
    "accounts.see_contacts": Reach.COUNTY,
    "imports.review": Reach.TEAM,
    "people.search": Reach.TEAM,
    "people.see": Reach.TEAM,
    "people.register": Reach.TEAM,
    "people.review": Reach.TEAM,
    "people.merge": Reach.TEAM,
    "casework.involved": Reach.TEAM,
    "casework.alarms": Reach.OWN,
    "referrals.see": Reach.TEAM,
    "referrals.board": Reach.TEAM,
    "referrals.decide": Reach.TEAM,
    "documents.open": Reach.TEAM,
    "referrals.phrases": Reach.COUNTY,
    "messages.see": Reach.TEAM,
    "work.tray": Reach.TEAM,
    "sharing.record": Reach.OWN,
}
