"""Each published layout is known by exactly one source; what no source knows is left."""

from __future__ import annotations

import pytest

from familyhub.imports.actions import SOURCES

FILE_7 = (
    "LSOA code ({0})|LSOA name ({0})|Local Authority District code (2024)|Local Authority District name (2024)|"
    "Index of Multiple Deprivation (IMD) Score|Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)|"
    "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)|Income Score (rate)"
)
AGES = "|".join(str(age) for age in range(90)) + "|90+"
APART = "|".join(f"{sex}{age}" for sex in "FM" for age in range(91))


@pytest.mark.parametrize(
    ("header", "name", "source"),
    [
        (FILE_7.format(2011), "File_7.csv", "deprivation_2019"),
        (FILE_7.format(2021), "File_7.csv", "deprivation_2025"),
        ("lsoa11_code|IMD_decile|IMD_rank", "a.csv", "deprivation_2019"),
        ("lsoa21_code|IMD_decile|IMD_rank|lsoa21_name|ward24_code|ltla24_code", "a.csv", "deprivation_2025"),
        ("LSOA21CD|LSOA21NM|LSOA21NMW|WD24CD|WD24NM|WD24NMW|LAD24CD|LAD24NM|ObjectId", "a.csv", "lsoa21_districts"),
        ("lsoa21_name|lsoa21_code|ward24_name|ward24_code|ltla24_name|ltla24_code", "a.csv", "lsoa21_districts"),
        ("LSOA11CD|LSOA11NM|LSOA21CD|LSOA21NM|CHNGIND|LAD22CD|LAD22NM|LAD22NMW|ObjectId", "a.csv", "lsoa11_lsoa21"),
        (
            "lsoa11_name|lsoa11_code|change_code|lsoa21_name|lsoa21_code|ltla22_name|ltla22_code",
            "a.csv",
            "lsoa11_lsoa21",
        ),
        ("LSOA21CD|LSOA21NM|label_longitude|label_latitude", "a.geojson", "lsoa21_boundaries"),
        (f"LSOA Code|LSOA Name|All Ages|{AGES}", "mid-2020.csv", "population_mid_year"),
        (f"LAD 2023 Code|LSOA 2021 Code|Total|{APART}", "mid-2022.csv", "population_mid_year"),
        (
            "ZZ1 1AA|10|450000|350000|E92000001|E19000001|E18000001|E10000001|E07999901|E05000001",
            "zz.csv",
            "codepoint_open",
        ),
        (
            "pcd7|pcd8|pcds|dointr|doterm|usertype|oa21cd|lsoa21cd|msoa21cd|ladcd|lsoa21nm|ladnm",
            "a.csv",
            "ons_postcode_lookup",
        ),
        (
            "postcode|positional_quality|eastings|northings|latitude|longitude|lad_code|lad_name|ward_code|"
            "lsoa11_code_derived|lsoa21_code|imd2019_decile|imd2025_decile|msoa11_code_ons",
            "a.csv",
            "joined_postcodes",
        ),
        ("lsoa21_code|disability|n|total_residents|prop", "a.csv", None),
        ("network|focus|district", "a.csv", None),
    ],
)
def test_a_layout_is_known_by_one_source(header: str, name: str, source: str | None) -> None:
    known = [code for code, module in SOURCES.load().items() if module.recognises(header.split("|"), name)]

    assert known == ([source] if source else [])
