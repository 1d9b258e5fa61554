"""A page of a feed of services: JSON with a list of documents, or one document. Each document is one row of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from familyhub.imports.apart.refusing import Refused

LISTS = ("contents", "content")


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number")


def page_lines(file: BinaryIO) -> Iterator[list[object]]:
    """Header (what stands beside the list, as JSON), one row a document, end. Errors: Refused."""
    try:
        tree = json.loads(file.read().decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise Refused("it is not UTF-8") from error
    except ValueError as error:
        raise Refused("it is not JSON, or it is cut short", getattr(error, "lineno", None)) from error
    head, documents = _parted(tree)
    yield ["h", [json.dumps(head)]]
    for number, document in enumerate(documents, start=1):
        yield ["r", number, [json.dumps(document)]]
    yield ["e", len(documents)]


def _parted(tree: Any) -> tuple[dict[str, Any], list[Any]]:
    if isinstance(tree, list):
        return {}, tree
    if not isinstance(tree, dict):
        raise Refused("it is neither an object nor a list")
    for name in LISTS:
        if isinstance(tree.get(name), list):
            return {key: value for key, value in tree.items() if key != name and _is_plain(value)}, tree[name]
    return {"single": True}, [tree]


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, (str, int, float, bool))
