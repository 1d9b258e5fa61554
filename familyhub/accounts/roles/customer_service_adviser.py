"""Customer service adviser."""

from familyhub.core.asker import Reach

TITLE = "Customer service adviser"
WORDS = "Enters a request for somebody who rings, and gives them its reference. Reads no request and no record."
PERMISSIONS = {
    "accounts.see_contacts": Reach.COUNTY,
    "referrals.key": Reach.OWN,
}
