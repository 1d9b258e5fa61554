"""Files that somebody else wrote: refused whole, with the row, before anything of them is believed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from familyhub.imports.reading import Limits, Piece, Table, pick, pieces, table_of, whole
from familyhub.imports.terms.feeds import Refused

GOOD = b"lsoa21_code,IMD_decile\r\nE01999001,3\r\nE01999002,4\r\n"


def table(data: bytes, name: str = "x.csv") -> Table:
    return table_of(Piece(name, data))


def refusal(data: bytes, name: str = "x.csv") -> Refused:
    with pytest.raises(Refused) as caught:
        table(data, name)
    return caught.value


def test_a_good_file_is_a_header_and_numbered_rows() -> None:
    read = table(GOOD)

    assert read.header == ["lsoa21_code", "IMD_decile"]
    assert read.rows == ((2, ["E01999001", "3"]), (3, ["E01999002", "4"]))


def test_a_byte_order_mark_and_blank_lines_do_no_harm() -> None:
    assert table(b"\xef\xbb\xbf" + GOOD + b"\r\n").lines == table(GOOD).lines


def test_another_encoding_is_refused_with_the_row() -> None:
    caught = refusal(GOOD + "E01999003,é\r\n".encode("latin-1"))

    assert caught.row == 4
    assert "not UTF-8" in caught.text


def test_utf_16_is_refused() -> None:
    assert "not UTF-8" in refusal(GOOD.decode().encode("utf-16")).text


def test_a_nul_is_refused_with_the_row() -> None:
    assert refusal(b"a,b\n1,2\n1,\x00\n").row == 3


def test_a_file_cut_in_the_middle_of_a_value_is_refused() -> None:
    caught = refusal(GOOD[:-3])

    assert caught.row == 3
    assert "cut short" in caught.text


def test_a_row_with_too_few_columns_is_refused_with_its_number() -> None:
    caught = refusal(GOOD + b"E01999003\r\n")

    assert (caught.row, caught.text) == (4, "it has 1 columns where the first row has 2")


def test_a_quotation_that_never_ends_is_refused() -> None:
    assert "quoting is broken" in refusal(GOOD + b'"E01999003,3\r\n').text


def test_an_empty_file_is_refused() -> None:
    assert refusal(b"").text == "it is empty"


def test_a_map_gives_the_middle_of_each_outline() -> None:
    read = table(
        b'{"features": [{"properties": {"lsoa21_code": "E01999001"}, "geometry": {"type": "MultiPolygon",'
        b' "coordinates": [[[[-1.0, 53.0], [-1.2, 53.2]]]]}}]}',
        "x.geojson",
    )

    assert read.header == ["lsoa21_code", "label_longitude", "label_latitude"]
    assert read.rows == ((2, ["E01999001", "-1.100000", "53.100000"]),)


@pytest.mark.parametrize("data", [b'{"features": [{"prop', b"[]", b'{"features": [{}]}', b"[" * 100_000])
def test_a_map_that_is_cut_short_is_refused(data: bytes) -> None:
    assert "not GeoJSON" in refusal(data, "x.geojson").text


def test_missing_columns_are_named() -> None:
    with pytest.raises(Refused, match="it lacks a column for: IMD rank, year"):
        pick(["IMD_Decile"], {"decile": "imd_decile", "rank": "imd_rank", "year": "year"}, {"rank": "IMD rank"})


def test_whole_numbers_may_be_written_with_a_point_nought() -> None:
    assert (whole("24.0"), whole(" 7 ")) == (24, 7)
    for text in ("", "-1", "2.5", "1e9", "nan", "٣" * 12):
        with pytest.raises(ValueError, match="not a whole number"):
            whole(text)


def zipped(folder: Path, files: dict[str, bytes], name: str = "x.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for inner, data in files.items():
            archive.writestr(inner, data)
    return path


def refused(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(Refused) as caught:
        list(pieces(path, limits or Limits()))
    return caught.value.text


def test_the_tables_in_a_zip_file_are_read_and_the_rest_is_left(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"Data/CSV/zz.csv": GOOD, "Doc/licence.txt": b"words", "../escape.csv": GOOD})

    assert [piece.name for piece in pieces(path)] == ["x.zip/../escape.csv", "x.zip/Data/CSV/zz.csv"]
    assert sorted(item.name for item in tmp_path.iterdir()) == ["x.zip"]


def test_a_zip_bomb_is_refused_by_its_ratio(tmp_path: Path) -> None:
    assert "zip bomb" in refused(zipped(tmp_path, {"zz.csv": b"0" * 5_000_000}))


def test_a_zip_file_is_refused_by_its_unpacked_size(tmp_path: Path) -> None:
    assert "would unpack to" in refused(zipped(tmp_path, {"a.csv": GOOD * 9, "b.csv": GOOD * 9}), Limits(unpacked=500))


def test_a_zip_file_of_too_many_files_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path, {f"{n}.csv": b"a\n" for n in range(201)})

    assert refused(path) == "it holds 201 files; at most 200 are read"


def test_a_zip_file_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"zz.csv": GOOD * 3})
    data = bytearray(path.read_bytes())
    place = data.rindex(b"PK\x01\x02") + 24
    data[place : place + 4] = (10).to_bytes(4, "little")
    path.write_bytes(bytes(data))

    assert "zip" in refused(path)


def test_a_locked_or_broken_zip_file_is_refused(tmp_path: Path) -> None:
    locked = zipped(tmp_path, {"zz.csv": GOOD})
    data = bytearray(locked.read_bytes())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    locked.write_bytes(bytes(data))
    assert "locked with a password" in refused(locked)
    broken = tmp_path / "broken.zip"
    broken.write_bytes(io.BytesIO(GOOD).getvalue())
    assert "not a zip file" in refused(broken)


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(GOOD)

    assert "at most 10 are read" in refused(path, Limits(file=10))
    assert "at most 10 are read" in refused(zipped(tmp_path, {"y.csv": GOOD}), Limits(file=10))
