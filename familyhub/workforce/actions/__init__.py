"""What workforce does: a verb each."""

from familyhub.workforce.actions.auditing import (
    Answer,
    AskedFor,
    DrawnCase,
    LeftOutCase,
    NewAudit,
    NewSample,
    ask_for_sample,
    end_audit_actions,
    finish_audit,
    keep_sample,
    set_audit_aside,
)
from familyhub.workforce.actions.moderating import (
    AUDIT_ACTION,
    finish_audit_action,
    let_go_of_audits,
    moderate_audit,
)
from familyhub.workforce.actions.supervising import (
    Decided,
    NewSupervision,
    Talked,
    end_decisions_about,
    finish_decision,
    record_supervision,
)
from familyhub.workforce.policy.audits import AuditRefused, NoSuchAudit
from familyhub.workforce.policy.supervision import NoSuchSupervision, SupervisionRefused

__all__ = [
    "AUDIT_ACTION",
    "Answer",
    "AskedFor",
    "AuditRefused",
    "Decided",
    "DrawnCase",
    "LeftOutCase",
    "NewAudit",
    "NewSample",
    "NewSupervision",
    "NoSuchAudit",
    "NoSuchSupervision",
    "SupervisionRefused",
    "Talked",
    "ask_for_sample",
    "end_audit_actions",
    "end_decisions_about",
    "finish_audit",
    "finish_audit_action",
    "finish_decision",
    "keep_sample",
    "let_go_of_audits",
    "moderate_audit",
    "record_supervision",
    "set_audit_aside",
]
