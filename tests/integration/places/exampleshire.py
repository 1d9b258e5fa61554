"""A small invented authority and its published files, made here in the published layouts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from familyhub.core.asker import system
from familyhub.imports import actions
from familyhub.imports.terms.feeds import FileReport, LoadReport
from familyhub.places.actions import Batch
from familyhub.places.authority import parse_authority

NORTH, SOUTH, ELSEWHERE = "E07999901", "E07999902", "E07999909"
AUTHORITY = parse_authority(
    {
        "code": "exampleshire",
        "name": "Exampleshire",
        "districts": [
            {"code": NORTH, "name": "North Example", "short": "NEX", "areas": [2]},
            {"code": SOUTH, "name": "South Example", "short": "SOX", "areas": [1, 1]},
        ],
        "localities": [{"number": 1, "local": True, "districts": [NORTH, SOUTH]}],
    },
    "exampleshire.toml",
)
TODAY = date(2026, 11, 21)
LATER = date(2027, 2, 1)
LSOAS = {f"E0199900{n}": NORTH if n < 5 else SOUTH for n in range(1, 9)}
DISTRICTS = "LSOA21CD,LSOA21NM,LSOA21NMW,WD24CD,WD24NM,WD24NMW,LAD24CD,LAD24NM,LAD24NMW,ObjectId"
LINKS = "LSOA11CD,LSOA11NM,LSOA21CD,LSOA21NM,CHNGIND,LAD22CD,LAD22NM,LAD22NMW,ObjectId"
POSTCODES = "pcd7,pcd8,pcds,dointr,doterm,usertype,oa21cd,lsoa21cd,msoa21cd,ladcd,lsoa21nm,msoa21nm,ladnm,ladnmw"
FILE_7 = (
    "LSOA code ({0}),LSOA name ({0}),Local Authority District code,Local Authority District name,"
    "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived),"
    "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)"
)


def batch(on: date = TODAY) -> Batch:
    return Batch(source="test", on=on, at=datetime(2026, 11, 21, 9, tzinfo=UTC), by=system("test"))


def lines(header: str, *rows: str) -> str:
    return "".join(f"{row}\r\n" for row in (header, *rows))


def code_point(code: str, n: int, district: str) -> str:
    where = f"{450_000 + n * 100},{350_000 + n * 100}"
    return f"{code},10,{where},E92000001,E19000001,E18000001,E10000001,{district},E05000001"


def looked_up(code: str, lsoa: str, district: str, ended: str = "") -> str:
    return f"{code},{code},{code},198001,{ended},0,E00000001,{lsoa},E02000001,{district},{lsoa},M,{district},"


def files() -> dict[str, str]:
    """One small file for each published layout, by name. ZZ2 1AZ is South's by its own code, North's by LSOA."""
    places = [(f"ZZ{1 if d == NORTH else 2} 1A{'ABDEFGHJ'[n]}", lsoa, d) for n, (lsoa, d) in enumerate(LSOAS.items())]
    places.append(("ZZ2 1AZ", "E01999004", SOUTH))
    ages = ",".join(str(age) for age in range(90)) + ",90+"
    return {
        "districts.csv": lines(
            DISTRICTS,
            *(f"{code},{code} name,,E05000001,Ward,,{d},Example,,1" for code, d in LSOAS.items()),
            f"E01999777,Elsewhere 001A,,E05000002,Ward,,{ELSEWHERE},Elsewhere,,2",
        ),
        "links.csv": lines(
            LINKS,
            *(
                f"{code},{code} old,{code},{code} name,U,{d},Example,,1"
                for code, d in LSOAS.items()
                if code < "E01999007"
            ),
            f"E01999107,Old 7,E01999007,E01999007 name,S,{SOUTH},Example,,2",
            f"E01999107,Old 7,E01999008,E01999008 name,S,{SOUTH},Example,,3",
        ),
        "File_7_2019.csv": lines(
            FILE_7.format(2011),
            *(f"{code},n,{d},Example,{n * 1000},{n}" for n, (code, d) in enumerate(LSOAS.items(), 1) if n < 7),
            f"E01999107,n,{SOUTH},Example,9000,9",
        ),
        "File_7_2025.csv": lines(
            FILE_7.format(2021),
            *(f"{code},n,{d},Example,{n * 1000},{n}" for n, (code, d) in enumerate(LSOAS.items(), 1)),
        ),
        "mid-2020-lsoa.csv": lines(
            f"LSOA Code,LSOA Name,All Ages,{ages}",
            *(f"{code},n,910,{','.join(['10'] * 91)}" for code in [*list(LSOAS)[:6], "E01999107"]),
        ),
        "zz.csv": "".join(f"{code_point(code, n, d)}\r\n" for n, (code, _, d) in enumerate(places)),
        "postcodes.csv": lines(POSTCODES, *(looked_up(code, lsoa, d) for code, lsoa, d in places)),
    }


def load(folder: Path, written: dict[str, Any], on: date = TODAY, dry_run: bool = False) -> LoadReport:
    """Write these files (text, or bytes as they are) into an empty folder and load it."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, content in written.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return actions.load_folders([folder], authority=AUTHORITY, batch=batch(on), dry_run=dry_run)


def report_on(report: LoadReport, name: str) -> FileReport:
    return next(file for file in report.files if file.file == name)
