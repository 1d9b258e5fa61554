"""An export, into an empty directory, and out again: the same to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from familyhub.directory import queries
from familyhub.imports.open_referral.bringing_in import restore
from familyhub.imports.terms.feeds import Refused
from tests.integration.directory.conftest import NOW
from tests.integration.directory.kept import EXPORTED


def test_export_into_an_empty_directory_and_out_again_is_identical(
    directory_database: str, fresh_database: str, tmp_path: Path
) -> None:
    file = tmp_path / "all.ndjson"
    file.write_text("".join(f"{text}\n" for text in EXPORTED))
    assert (len(EXPORTED), queries.is_empty()) == (79, True)
    assert restore(target=file) == 79
    assert list(queries.exported_texts(NOW.date())) == EXPORTED
    with pytest.raises(Refused, match="there are listings already"):
        restore(target=file)
