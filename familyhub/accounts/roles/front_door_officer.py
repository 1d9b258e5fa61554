"""Front-door officer."""

from familyhub.core.asker import Reach

TITLE = "Front-door officer"
WORDS = "Looks at every request for help in the county, weighs the need, decides the level and which team takes it on."
PERMISSIONS = {
    "accounts.see_contacts": Reach.COUNTY,
    "messages.see": Reach.COUNTY,
    "work.tray": Reach.TEAM,
}
