"""The parameters of Open Referral UK 3.0, of both published OpenAPI files."""

from __future__ import annotations

from familyhub.api.parameters import (
    BOOLEAN,
    PAGE,
    PER_PAGE,
    STRING,
    UUID,
    Parameter,
    clock,
    identity,
    moment,
    number,
    one_of,
    week_day,
    words,
    yes_or_no,
)

FORMATS = ("json", "ndjson")
SEARCH = Parameter("search", words, STRING, "Words to look for.", default="")
FORMAT = Parameter(
    "format",
    one_of(*FORMATS),
    {"type": "string", "enum": list(FORMATS)},
    "json, a page at a time; ndjson, everything, a document a line.",
    default="json",
)
TERM = Parameter("taxonomy_term_id", identity, UUID, "Under this taxonomy term.")
TAXONOMY = Parameter("taxonomy_id", identity, UUID, "Under any term of this taxonomy.")
ORGANIZATION = Parameter("organization_id", identity, UUID, "Of this organisation.")
MODIFIED_AFTER = Parameter(
    "modified_after", moment, {"type": "string", "format": "date-time"}, "Changed at or after this moment."
)
MINIMAL = Parameter(
    "minimal", yes_or_no, BOOLEAN, "Numbers and moments of change alone, all on one page.", default=False
)
FULL = Parameter("full", yes_or_no, BOOLEAN, "Whole documents.", default=False)
FULL_SERVICE = Parameter("full_service", yes_or_no, BOOLEAN, "Whole services inside an organisation.", default=False)
AGE = {"type": "number", "minimum": 0, "maximum": 150}
MINIMUM_AGE = Parameter("minimum_age", number(0, 150), AGE, "The youngest who may come is at least this old.")
MAXIMUM_AGE = Parameter("maximum_age", number(0, 150), AGE, "The oldest who may come is at most this old.")
TIME = {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?$"}
START_TIME = Parameter("start_time", clock, TIME, "Opens at this time or later, by London's clock.")
END_TIME = Parameter("end_time", clock, TIME, "Closes at this time or earlier, by London's clock.")
DAY = Parameter("day", week_day, STRING, "On this day of the week.")
POSTCODE = Parameter(
    "postcode",
    words,
    STRING,
    "A postcode here: with proximity the middle; alone, every service of the county covers it.",
)
PROXIMITY = Parameter(
    "proximity",
    number(0, 500_000),
    {"type": "number", "minimum": 0, "maximum": 500_000},
    "Within so many metres of the postcode.",
)
TOP_ONLY = Parameter("top_only", yes_or_no, BOOLEAN, "Terms that stand under no other.", default=False)
PARENT = Parameter("parent_id", identity, UUID, "Terms under this one.")
PAGED = (PAGE, PER_PAGE, FORMAT)
WHEN = (MINIMUM_AGE, MAXIMUM_AGE, START_TIME, END_TIME, DAY)
OF_SERVICES = (SEARCH, *PAGED, TERM, TAXONOMY, ORGANIZATION, MODIFIED_AFTER, MINIMAL, FULL, *WHEN)
OF_PLACES = (
    *(SEARCH, *PAGED, TERM, TAXONOMY, ORGANIZATION, MODIFIED_AFTER, FULL, POSTCODE, PROXIMITY),
    *WHEN,
)
OF_ORGANIZATIONS = (SEARCH, FULL_SERVICE, FULL, *PAGED)
OF_TAXONOMIES = (SEARCH, *PAGED)
OF_TERMS = (SEARCH, *PAGED, TAXONOMY, TOP_ONLY, PARENT)
