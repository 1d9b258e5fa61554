"""The machine door: every address of both versions, its parameters, its marks, and what it says to nonsense."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.usefixtures("directory")
V3, V1 = "/open-referral-uk/v3", "/open-referral-uk/v1"


def get(path: str, **headers: str) -> Any:
    return Client().get(path, headers=headers)


def page(path: str) -> Any:
    answer = get(path)
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def test_try() -> None:
    print(json.dumps(page(f"{V3}/services?per_page=2"), indent=1)[:3000])
    one = page(f"{V3}/services?per_page=1")["contents"][0]["id"]
    print(json.dumps(page(f"{V3}/services/{one}"), indent=1, ensure_ascii=False))
