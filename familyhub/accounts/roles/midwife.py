"""Midwife."""

from familyhub.core.asker import Reach

TITLE = "Midwife"
WORDS = (
    "Registers pregnancies, so that centre and mother meet before the birth. "
    "Of records sees what partners meetings put to them."
)
PERMISSIONS = {
    "accounts.see_contacts": Reach.COUNTY,
    "casework.seat": Reach.OWN,
    "development.book": Reach.COUNTY,
    "work.tray": Reach.OWN,
}
