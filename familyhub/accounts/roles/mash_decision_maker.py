"""MASH decision maker."""

from familyhub.core.asker import Reach

TITLE = "MASH decision maker"
WORDS = (
    "A social worker who decides on safeguarding concerns, and sees every request and record in the county; of a case"
    " what a reason opens."
)
PERMISSIONS = {
    "accounts.see_contacts": Reach.COUNTY,
    "people.search": Reach.COUNTY,
    "people.see": Reach.COUNTY,
    "people.register": Reach.COUNTY,
    "people.review": Reach.COUNTY,
    "people.merge": Reach.COUNTY,
    "casework.involved": Reach.COUNTY,
    "casework.see": Reach.OWN,
    "casework.alarms": Reach.OWN,
    "referrals.see": Reach.COUNTY,
    "referrals.board": Reach.COUNTY,
    "referrals.key": Reach.COUNTY,
    "referrals.decide": Reach.COUNTY,
    "documents.open": Reach.COUNTY,
    "messages.see": Reach.COUNTY,
    "work.tray": Reach.TEAM,
    "sharing.open_with_reason": Reach.COUNTY,
    "referrals.decide_mash": Reach.COUNTY,
    "referrals.manage_duty": Reach.COUNTY,
    "sharing.record": Reach.OWN,
}
