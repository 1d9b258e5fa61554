"""Front-door officer."""

from familyhub.core.asker import Reach

TITLE = "Front-door officer"
WORDS = "Looks at every request for help in the county, weighs the need, decides the level and which team takes it on."
PERMISSIONS = {
    "accounts.see_contacts": Reach.COUNTY,
    "people.search": Reach.COUNTY,
    "people.see": Reach.COUNTY,
    "people.register": Reach.COUNTY,
    "people.review": Reach.COUNTY,
    "casework.involved": Reach.COUNTY,
    "casework.alarms": Reach.OWN,
    "referrals.see": Reach.COUNTY,
    "referrals.board": Reach.COUNTY,
    "referrals.key": Reach.COUNTY,
    "referrals.decide": Reach.COUNTY,
    "documents.open": Reach.COUNTY,
    "messages.see": Reach.COUNTY,
    "messages.mend": Reach.COUNTY,
    "work.tray": Reach.TEAM,
    "sharing.open_with_reason": Reach.COUNTY,
    "sharing.record": Reach.OWN,
}
