"""Administrator."""

from familyhub.core.asker import Reach

TITLE = "Administrator"
WORDS = (
    "Adds staff, fills posts, records training, ends sessions, and says with another when records are linked alone."
    " Looks after the authority's own question sets."
    " Sees no case and no family."
)
PERMISSIONS = {
    "accounts.see_contacts": Reach.COUNTY,
    "accounts.see_sign_ins": Reach.COUNTY,
    "accounts.manage": Reach.COUNTY,
    "messages.mend": Reach.COUNTY,
    "people.set_line": Reach.COUNTY,
    "casework.sets": Reach.COUNTY,
}
