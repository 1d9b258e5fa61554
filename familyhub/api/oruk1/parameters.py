"""The parameters of Open Referral UK 1.0."""

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
    number,
    one_of,
    week_day,
    words,
    yes_or_no,
)

KINDS = ("organization", "eligibility", "cost_option", "language", "accessibility", "service_area", "service")
PARTS = (
    *("contacts", "cost_options", "eligibilitys", "fundings", "languages", "regular_schedules", "service_areas"),
    *("service_at_locations", "service_taxonomys"),
)


def _many(schema: dict[str, object]) -> dict[str, object]:
    return {"type": "array", "items": schema}


AGE = {"type": "number", "minimum": 0, "maximum": 150}
TEXT = Parameter("text", words, STRING, "Words to look for.", default="")
TERMS = Parameter("taxonomy_id", identity, _many(UUID), "Under one of these terms.", many=True)
TYPE = Parameter(
    "taxonomy_type", one_of(*KINDS), _many({"type": "string", "enum": list(KINDS)}), "What the terms are of.", many=True
)
VOCABULARY = Parameter("vocabulary", words, _many(STRING), "Whose terms they are, by the vocabulary's name.", many=True)
NEED = Parameter("need", words, _many(STRING), "For one of these needs, by our code.", many=True)
CIRCUMSTANCE = Parameter(
    "circumstance", words, _many(STRING), "For one of these circumstances, by our code.", many=True
)
SERVICE_TYPE = Parameter("service_type", words, _many(STRING), "One of these kinds of support, by our code.", many=True)
START = Parameter("start_time", clock, _many(STRING), "Opens at this time or later.", many=True)
END = Parameter("end_time", clock, _many(STRING), "Closes at this time or earlier.", many=True)
DAY = Parameter("day", week_day, _many(STRING), "On this day of the week.", many=True)
POSTCODE = Parameter("postcode", words, STRING, "A postcode here; with proximity the middle.")
PROXIMITY = Parameter("proximity", number(0, 500_000), {"type": "number"}, "Within so many metres of the postcode.")
COVERAGE = Parameter("coverage", words, STRING, "A postcode here: every service of the county covers it.")
MINIMUM_AGE = Parameter("minimum_age", number(0, 150), AGE, "The youngest who may come is at least this old.")
MAXIMUM_AGE = Parameter("maximum_age", number(0, 150), AGE, "The oldest who may come is at most this old.")
INCLUDE = Parameter(
    "include", one_of(*PARTS), _many({"type": "string", "enum": list(PARTS)}), "Tell these parts too.", many=True
)
OF_SERVICES = (
    *(TYPE, TERMS, VOCABULARY, NEED, CIRCUMSTANCE, SERVICE_TYPE, START, END, DAY, POSTCODE, PROXIMITY, COVERAGE),
    *(TEXT, PAGE, PER_PAGE, MINIMUM_AGE, MAXIMUM_AGE, INCLUDE),
)
ONE_VOCABULARY = Parameter("vocabulary", words, STRING, "Of this vocabulary, by its name.", default="")
PARENT = Parameter("parent_id", identity, UUID, "Terms under this one.")
ROOT_ONLY = Parameter("root_only", yes_or_no, BOOLEAN, "Terms that stand under no other.", default=False)
NEEDS = Parameter("needs", words, _many(STRING), "Terms of our needs by code.", many=True)
CIRCUMSTANCES = Parameter("circumstances", words, _many(STRING), "Terms of our circumstances by code.", many=True)
OF_TAXONOMIES = (TEXT, PARENT, ONE_VOCABULARY, NEEDS, CIRCUMSTANCES, ROOT_ONLY, PAGE, PER_PAGE)
PAGED = (PAGE, PER_PAGE)
TAXONOMY = Parameter(
    "taxonomy", words, STRING, "Accepted as the standard has it; our organisations stand under no term."
)
SCHEME = Parameter("scheme", words, STRING, "With an identifier of this scheme.")
OF_ORGANIZATIONS = (TAXONOMY, SCHEME, *PAGED)
