"""Health visitor."""

from familyhub.core.asker import Reach

TITLE = "Health visitor"
WORDS = "Names a family to its centre after the 14-day check. Sees no record and no request."
PERMISSIONS = {
    "accounts.see_contacts": Reach.COUNTY,
    "development.notify": Reach.COUNTY,
}
