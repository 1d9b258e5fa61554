"""The published columns of the births feed, and the events that a row can be."""

from __future__ import annotations

from familyhub.imports.feed_shelf import Column

BIRTH, DEATH, ADDRESS, PRACTICE = "birth", "death", "address", "practice"
ANTENATAL, CHECK, TOTAL = "antenatal", "check", "total"
EVENTS = (BIRTH, DEATH, ADDRESS, PRACTICE, ANTENATAL, CHECK, TOTAL)
COLUMNS = (
    Column("event", "birth, death, address, practice, antenatal, check or total", is_needed=True),
    Column("notice_number", "the sender's own number for this notice", is_needed=True),
    Column("nhs_number", "of the baby or child, ten digits", is_needed=True),
    Column("nhs_number_status", "01 where the number is verified; empty means verified"),
    Column("given_name", "of the baby or child; empty while there is none"),
    Column("family_name", "of the baby or child", is_needed=True),
    Column("date_of_birth", "like 2026-11-20", is_needed=True),
    Column("time_of_birth", "like 14:30"),
    Column("sex", "F, M, I or U"),
    Column("outcome", "live or still; empty means live"),
    Column("birth_order", "1 for the first of the pregnancy"),
    Column("births_in_pregnancy", "2 for twins"),
    Column("mother_nhs_number", "ten digits"),
    Column("mother_given_name", "the mother's first name"),
    Column("mother_family_name", "the mother's family name"),
    Column("mother_date_of_birth", "like 1995-04-30"),
    Column("address_line_1", "where the baby or child lives; for a change of address, the new one"),
    Column("address_line_2", "the second line"),
    Column("town", "the town"),
    Column("postcode", "a full postcode"),
    Column("gp_practice", "the practice's code, like C84001"),
    Column("health_visiting_team", "the team's name"),
    Column("midwife_team", "the team's name, of a pregnancy"),
    Column("may_write", "Y where a parent agreed that the centre writes to the home"),
    Column("due_date", "of a pregnancy, like 2027-02-14"),
    Column("date_of_event", "of a death or a move, like 2026-11-20"),
    Column("month", "of a monthly total, like 2026-10"),
    Column("births", "how many births there were in that month"),
    Column("check_date", "of a 14-day check, like 2026-11-20"),
    Column("checked_by", "who made the check, and their team"),
    Column("reason", "what was seen at the check, in words"),
    Column("ground", "permission or safeguarding"),
    Column("permission_by", "which parent gave permission"),
    Column("permission_on", "when, like 2026-11-20"),
    Column("permission_how", "how: in person, by phone, in writing"),
    Column("safeguarding_basis", "without permission: the safeguarding reason"),
)
