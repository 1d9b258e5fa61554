"""Receptionist."""

from familyhub.core.asker import Reach

TITLE = "Receptionist"
WORDS = "Enters a request for a visitor, and gives them its reference. Reads no request and no record."
PERMISSIONS = {
    "accounts.see_contacts": Reach.COUNTY,
    "referrals.key": Reach.OWN,
}
