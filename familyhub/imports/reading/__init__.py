"""Read what somebody else wrote, carefully: size, encoding, shape; never trusting a file's own word about itself."""

from familyhub.imports.reading.columns import Columns, Context, pick, pick_optional, whole
from familyhub.imports.reading.files import Piece, pieces
from familyhub.imports.reading.limits import LIMITS, Limits
from familyhub.imports.reading.streamed import StreamedTable, header_of, streamed
from familyhub.imports.reading.tables import Table, table_of

__all__ = [
    "LIMITS",
    "Columns",
    "Context",
    "Limits",
    "Piece",
    "StreamedTable",
    "Table",
    "header_of",
    "pick",
    "pick_optional",
    "pieces",
    "streamed",
    "table_of",
    "whole",
]
