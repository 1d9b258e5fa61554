"""Data quality officer."""

from familyhub.core.asker import Reach

TITLE = "Data quality officer"
WORDS = "Looks at records that may be one person, agrees to merges and separates people. Sees every record, no request."
PERMISSIONS = {
    "accounts.see_contacts": Reach.COUNTY,
    "people.search": Reach.COUNTY,
    "people.see": Reach.COUNTY,
    "people.review": Reach.COUNTY,
    "people.merge": Reach.COUNTY,
    "work.tray": Reach.TEAM,
    "people.set_line": Reach.COUNTY,
}
