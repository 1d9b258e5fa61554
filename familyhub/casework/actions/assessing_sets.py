"""An authority takes on a question set of its own, or a new version of one."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from familyhub.casework.actions.finding import Refused
from familyhub.casework.models import LocalSet
from familyhub.casework.queries.question_sets import LOCAL
from familyhub.casework.question_sets import QuestionSet, delivered, read_set
from familyhub.core import fence
from familyhub.core.asker import Asker


def adopt_set(*, text: str, by: Asker, at: datetime) -> QuestionSet:
    """Keep the set that this TOML text describes; what it replaces stays for the assessments begun under it.

    Errors: BadQuestionSet with everything that is wrong, Refused where the version is taken.
    """
    read = read_set(text, "The set", is_local=True)
    if any(one.code == read.code for one in delivered()):
        raise Refused(f"{read.code} is the code of a set that came with the software: give yours another", "text")
    try:
        with transaction.atomic():
            LocalSet(id=read.number, code=read.code, version=read.version, text=text, at=at, by_name=by.name).save(
                force_insert=True
            )
    except IntegrityError as taken:
        words = f"Version {read.version} of {read.code} is kept already and cannot be changed: raise the version"
        raise Refused(words, "text") from taken
    fence.forget(LOCAL)
    return read
