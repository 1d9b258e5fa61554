"""Schemathesis asks every address of both versions what our own OpenAPI document allows and what it does not.

No answer is a fault of the server, none is of a kind that the document does not name, and what is said has the shape
that is promised. A few questions an address here; `--api-examples 200` asks more.
"""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

pytestmark = pytest.mark.usefixtures("directory_connected")
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.mark.parametrize("version", ["v3", "v1"])
def test_nothing_that_can_be_asked_is_answered_by_a_fault_or_in_a_way_that_is_not_documented(
    version: str, pytestconfig: pytest.Config
) -> None:
    schema = schemathesis.openapi.from_wsgi(f"/open-referral-uk/{version}/openapi.json", WSGIHandler())
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) >= 10
    for operation in operations:
        _ask(operation, pytestconfig.getoption("--api-examples"))


def _ask(operation: Any, examples: int) -> None:
    asked = settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    takes_something = any(operation.iter_parameters())
    for mode in schemathesis.GenerationMode if takes_something else [schemathesis.GenerationMode.POSITIVE]:

        @asked
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: Any) -> None:
            case.call_and_validate(checks=CHECKS)

        ask()
