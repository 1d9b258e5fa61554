"""Row security on plans: read by those who see everybody of the case. A version that was agreed is never changed."""

from django.db import migrations

from familyhub.core.operations import AppendOnly, BehindAll, Fenced, FencedByAll, Run

DRAFT_ALONE = """
CREATE FUNCTION casework_draft_alone() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM public.casework_plan p WHERE p.id = NEW.plan_id AND p.published_at IS NULL) THEN
        RAISE EXCEPTION 'a plan that was agreed is not changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$"""
STAYS = (
    "CREATE TRIGGER agreed_stays BEFORE UPDATE OR DELETE ON casework_plan FOR EACH ROW"
    " WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION core_append_only()"
)
PARTS = ("casework_goal", "casework_planaction")


class Migration(migrations.Migration):
    dependencies = [("casework", "0005_family_plans")]

    operations = [
        Fenced("casework_plan", wide="casework"),
        BehindAll("casework_plan", wide="people"),
        FencedByAll("casework_goal", all_of=[("casework_plan", "plan_id"), ("casework_need", "need_id")]),
        FencedByAll("casework_planaction", all_of=[("casework_goal", "goal_id")]),
        FencedByAll("casework_actionstep", all_of=[("casework_planaction", "action_id")]),
        AppendOnly("casework_actionstep"),
        Run(
            [
                DRAFT_ALONE,
                STAYS,
                *(
                    f"CREATE TRIGGER draft_alone BEFORE INSERT OR UPDATE ON {part} FOR EACH ROW"
                    " EXECUTE FUNCTION casework_draft_alone()"
                    for part in PARTS
                ),
            ],
            [
                *(f"DROP TRIGGER draft_alone ON {part}" for part in PARTS),
                "DROP TRIGGER agreed_stays ON casework_plan",
                "DROP FUNCTION casework_draft_alone()",
            ],
        ),
    ]
