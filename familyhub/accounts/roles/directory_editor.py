"""Directory editor."""

from familyhub.core.asker import Reach

TITLE = "Directory editor"
WORDS = "Keeps the public directory: writes and publishes listings and decides changes that wait. Sees no family."
PERMISSIONS = {
    "accounts.see_contacts": Reach.COUNTY,
    "directory.edit": Reach.COUNTY,
}
