"""Information governance officer."""

from familyhub.core.asker import Reach

TITLE = "Information governance officer"
WORDS = "Watches who looked at which record and checks that the log has not been changed. Sees no case."
PERMISSIONS = {
    "accounts.see_contacts": Reach.COUNTY,
    "accounts.see_sign_ins": Reach.COUNTY,
    "accounts.see_access_log": Reach.COUNTY,
    "sharing.oversee": Reach.COUNTY,
    "work.tray": Reach.TEAM,
}
