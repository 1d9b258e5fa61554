"""Health visitor."""

from familyhub.core.asker import Reach

TITLE = "Health visitor"
WORDS = "Names a family to its centre after the 14-day check. Of records sees what partners meetings put to them."
PERMISSIONS = {
    "accounts.see_contacts": Reach.COUNTY,
    "casework.seat": Reach.OWN,
    "development.notify": Reach.COUNTY,
    "work.tray": Reach.OWN,
}
