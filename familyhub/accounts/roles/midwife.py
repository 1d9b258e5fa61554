"""Midwife."""

from familyhub.core.asker import Reach

TITLE = "Midwife"
WORDS = "Registers pregnancies, so that centre and mother meet before the birth. Sees no record and no request."
PERMISSIONS = {
    "accounts.see_contacts": Reach.COUNTY,
    "development.book": Reach.COUNTY,
}
