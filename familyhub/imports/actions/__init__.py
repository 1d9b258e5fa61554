"""Writes of imports: open data about places (`loading`), and feeds of people: receive, work, decide."""

from familyhub.imports.actions.deciding import NotWaiting, decide
from familyhub.imports.actions.loading import SOURCES, Progress, load_folders
from familyhub.imports.actions.receiving import Received, Wrong, columns_of, receive, receive_one
from familyhub.imports.actions.working import WORKER, Batch, begin, forget_old, go_on, work_all, work_batch

__all__ = [
    "SOURCES",
    "WORKER",
    "Wrong",
    "Batch",
    "NotWaiting",
    "Progress",
    "Received",
    "begin",
    "columns_of",
    "decide",
    "forget_old",
    "go_on",
    "load_folders",
    "receive",
    "receive_one",
    "work_all",
    "work_batch",
]
