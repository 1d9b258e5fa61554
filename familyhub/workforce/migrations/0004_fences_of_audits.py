"""Row security: an audit for those who were let read it and hold the case; final once it is moderated."""

from django.db import migrations

from familyhub.core.operations import AppendOnly, BehindAll, Fenced, Run

OF_A_FAMILY = ("workforce_auditleftout", "workforce_audit", "workforce_auditanswer", "workforce_auditaction")
ENDED = "OLD.state IN ('moderated', 'set_aside')"
GIVEN = (
    "OLD.state = 'finished' AND (OLD.grade, OLD.words, OLD.scale, OLD.auditor_id, OLD.finished_at)"
    " IS DISTINCT FROM (NEW.grade, NEW.words, NEW.scale, NEW.auditor_id, NEW.finished_at)"
)
MOVED = "(OLD.case, OLD.fence, OLD.behind) IS DISTINCT FROM (NEW.case, NEW.fence, NEW.behind)"
ASKED = "(OLD.words, OLD.owner_id, OLD.due_on, OLD.behind) IS DISTINCT FROM (NEW.words, NEW.owner_id, NEW.due_on, NEW.behind)"
OUT = "OLD.fence IS DISTINCT FROM NEW.fence AND OLD.fence <> OLD.audit_id"


def refused(name, when, table, what="UPDATE"):
    return (
        f"CREATE TRIGGER {name} BEFORE {what} ON {table} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION core_append_only()"
    )


class Migration(migrations.Migration):
    dependencies = [("workforce", "0003_audits"), ("core", "0002_bars_that_yield")]

    operations = [
        Fenced("workforce_auditdraw"),
        *(Fenced(table) for table in OF_A_FAMILY),
        *(BehindAll(table, wide="workforce") for table in OF_A_FAMILY),
        AppendOnly("workforce_auditleftout"),
        AppendOnly("workforce_auditanswer"),
        AppendOnly("workforce_auditresult"),
        Run(
            [
                refused("audit_is_final", ENDED, "workforce_audit", "UPDATE OR DELETE"),
                refused("audit_was_given", f"{GIVEN} OR {MOVED}", "workforce_audit"),
                refused("action_was_asked", f"{ASKED} OR {OUT}", "workforce_auditaction"),
            ],
            [
                "DROP TRIGGER action_was_asked ON workforce_auditaction",
                "DROP TRIGGER audit_was_given ON workforce_audit",
                "DROP TRIGGER audit_is_final ON workforce_audit",
            ],
        ),
    ]
