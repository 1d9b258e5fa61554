"""Family support worker."""

from familyhub.core.asker import Reach

TITLE = "Family support worker"
WORDS = "Works with the families that are allocated to them, and sees those families' records and no others."
PERMISSIONS = {
    "accounts.see_contacts": Reach.COUNTY,
    "people.search": Reach.OWN,
    "people.see": Reach.OWN,
    "people.learn": Reach.OWN,
    "casework.see": Reach.OWN,
    "casework.work": Reach.OWN,
    "casework.alarms": Reach.OWN,
    "casework.seat": Reach.OWN,
    "casework.involved": Reach.OWN,
    "referrals.see": Reach.OWN,
    "referrals.work": Reach.OWN,
    "documents.open": Reach.OWN,
    "messages.see": Reach.OWN,
    "work.tray": Reach.OWN,
    "workforce.supervised": Reach.OWN,
    "workforce.audited": Reach.OWN,
    "sharing.open_with_reason": Reach.COUNTY,
    "sharing.record": Reach.OWN,
}
