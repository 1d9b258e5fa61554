"""Data officer."""

from familyhub.core.asker import Reach

TITLE = "Data officer"
WORDS = "Brings in feeds of births and moves, sees what did not fit, and decides who somebody in an uncertain row is."
PERMISSIONS = {
    "accounts.see_contacts": Reach.COUNTY,
    "imports.run": Reach.COUNTY,
    "imports.review": Reach.COUNTY,
    "people.search": Reach.COUNTY,
    "people.see": Reach.COUNTY,
    "development.lists": Reach.COUNTY,
}
