"""Practitioner of a partner agency."""

from familyhub.core.asker import Reach

TITLE = "Partner practitioner"
WORDS = "Works for another agency. Sees the records of families who agreed that this team may, and no longer than that."
PERMISSIONS = {
    "accounts.see_contacts": Reach.COUNTY,
    "people.search": Reach.TEAM,
    "people.see": Reach.TEAM,
    "casework.seat": Reach.OWN,
    "work.tray": Reach.OWN,
}
