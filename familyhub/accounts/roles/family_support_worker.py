"""Family support worker."""

from familyhub.core.asker import Reach

TITLE = "Family support worker"
WORDS = "Works with the families that are allocated to them, and sees those families' records and no others."
PERMISSIONS = {
    "accounts.see_contacts": Reach.COUNTY,
    "messages.see": Reach.TEAM,
    "work.tray": Reach.TEAM,
}
