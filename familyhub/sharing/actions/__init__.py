"""Every write of the room, a verb each."""

from familyhub.sharing.actions.access import (
    NewRelation,
    Opened,
    Wanted,
    bar_declared,
    declare,
    end_relation,
    let_read_opening,
    match,
    note_own_relation,
    open_with_reason,
    review,
    widen,
)
from familyhub.sharing.actions.agreements import Opens, Withdrawal, decide_sharing, record_agreement, withdraw
from familyhub.sharing.actions.following import follow_withdrawal
from familyhub.sharing.actions.reads import WEIGHER, mark_reads, weigh_reads

__all__ = [
    "NewRelation",
    "Opened",
    "Opens",
    "WEIGHER",
    "Wanted",
    "Withdrawal",
    "bar_declared",
    "decide_sharing",
    "declare",
    "end_relation",
    "follow_withdrawal",
    "let_read_opening",
    "mark_reads",
    "match",
    "note_own_relation",
    "open_with_reason",
    "record_agreement",
    "review",
    "weigh_reads",
    "widen",
    "withdraw",
]
