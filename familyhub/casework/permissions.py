"""What can be allowed in casework."""

from __future__ import annotations

from familyhub.core.permissions import Permission

SEE = Permission("casework.see", "read the episodes and notes of families who are worked with", sees="casework")
WORK = Permission("casework.work", "work with a family: write notes, hand over, close and open again")
MANAGE = Permission("casework.manage", "see each worker's caseload and hand a family over")
MENU = Permission("casework.menu", "edit the menu of interventions that family plans name")
INVOLVED = Permission(
    "casework.involved", "see which service works with a child, who leads and the last contact", sees="involvement"
)
AUTHORISE = Permission("casework.authorise", "sign assessments that another person finished, or send them back")
SETS = Permission("casework.sets", "look after the authority's own question sets")
ALARMS = Permission("casework.alarms", "be told that a colleague has not checked out of a visit, and look after it")
SIGN_RELEASE = Permission(
    "casework.sign_release", "sign a copy that somebody else prepared for one of a family, before it leaves the house"
)
SEAT = Permission("casework.seat", "sit in partners meetings, and read there what was put to one")
CONVENE = Permission("casework.convene", "call a team’s partners meeting, say who was there and send the minutes")
