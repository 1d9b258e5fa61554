"""The worker seals the access log: beside its work, or once when the work is done."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from familyhub.jobs import worker


class Story:
    """What happened, in order, in a worker whose queue and chain are ours to watch."""

    def __init__(self, links: int = 0, fails: bool = False) -> None:
        self.told: list[str] = []
        self.links, self.fails = links, fails
        self.sealing = threading.Event()
        self.connector = SimpleNamespace(get_worker_connector=lambda: None)

    def replace_connector(self, connector: object) -> contextlib.AbstractContextManager[None]:
        return contextlib.nullcontext()

    def run_worker(self, *, wait: bool, **other: object) -> None:
        if wait:
            assert self.sealing.wait(timeout=30)
        self.told.append("worked")
        if self.fails:
            raise ConnectionError

    def run_sealer(self, stop: threading.Event) -> None:
        self.told.append("sealer began")
        self.sealing.set()
        assert stop.wait(timeout=30)
        self.told.append("sealer ended")

    def seal(self) -> object | None:
        self.links -= 1
        self.told.append("sealed" if self.links >= 0 else "nothing to seal")
        return object() if self.links >= 0 else None


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Any:
    def watch(story: Story, chain: object) -> Story:
        settings.ENVIRONMENT = replace(settings.ENVIRONMENT, role="worker")
        monkeypatch.setattr(worker, "app", story)
        monkeypatch.setattr(worker, "_chain", lambda: chain)
        monkeypatch.setattr(worker, "_catch_up", lambda: story.told.append("caught up"))
        return story

    return watch


def test_a_running_worker_seals_beside_its_work_and_ends_the_sealer_with_itself(watched: Any) -> None:
    story = Story()
    watched(story, story)
    worker.run()
    assert sorted(story.told[:2]) == ["caught up", "sealer began"]
    assert story.told[2:] == ["worked", "sealer ended"]


def test_the_sealer_ends_when_the_database_goes_away_too(watched: Any) -> None:
    story = Story(fails=True)
    watched(story, story)
    with pytest.raises(ConnectionError):
        worker.run()
    assert story.told[2:] == ["worked", "sealer ended"]


def test_once_seals_what_there_is_when_the_work_is_done(watched: Any) -> None:
    story = Story(links=2)
    watched(story, story)
    worker.run(once=True)
    assert story.told == ["caught up", "worked", "sealed", "sealed", "nothing to seal"]


def test_without_a_chain_there_is_nothing_to_seal(watched: Any) -> None:
    story = watched(Story(), None)
    worker.run(once=True)
    assert story.told == ["caught up", "worked"]
