"""Row security on assessments and on what partners are asked; what is final stays as it is."""

from django.db import migrations

from familyhub.core.operations import AppendOnly, BehindAll, Fenced, FencedByAll, FencedThrough, Run

OF_THE_CASE = (
    "casework_assessment",
    "casework_assessmentpart",
    "casework_assessmentstep",
    "casework_assessmentshared",
    "casework_contributionof",
    "casework_contribution",
)
OF_THE_ASK = ("casework_contributionquestion", "casework_contributionuse", "casework_contributioncode")
FACTS = (
    "casework_assessmentpart",
    "casework_answer",
    "casework_assessmentstep",
    "casework_assessmentshared",
    "casework_contributionof",
    "casework_contributionquestion",
    "casework_contributionuse",
    "casework_contribution",
    "casework_localset",
)

FINAL = """
CREATE FUNCTION casework_assessment_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state IN ('authorised', 'stopped') THEN
        RAISE EXCEPTION 'append only: an assessment that is over is not changed';
    END IF;
    RETURN NEW;
END $$"""
# as whoever writes: an assessment that they do not see takes no answer of theirs
CLOSED = """
CREATE FUNCTION casework_assessment_takes_answers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM casework_assessmentpart p JOIN casework_assessment a ON a.id = p.assessment_id
        WHERE p.id = NEW.part_id AND a.state = 'open'
    ) THEN
        RAISE EXCEPTION 'append only: an assessment takes answers while it is being written';
    END IF;
    RETURN NEW;
END $$"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0013_assessments"), ("core", "0002_bars_that_yield")]

    operations = [
        *(Fenced(table, wide="casework") for table in OF_THE_CASE),
        *(BehindAll(table, wide="people") for table in OF_THE_CASE if table != "casework_assessment"),
        FencedByAll("casework_answer", all_of=[("casework_assessmentpart", "part_id")]),
        FencedThrough("casework_contributionask", seen_by="casework_contributionof", key="ask_id"),
        *(FencedByAll(table, all_of=[("casework_contributionask", "ask_id")]) for table in OF_THE_ASK),
        *(AppendOnly(table) for table in FACTS),
        Run(
            [
                FINAL,
                CLOSED,
                "CREATE TRIGGER is_final BEFORE UPDATE OR DELETE ON casework_assessment"
                " FOR EACH ROW EXECUTE FUNCTION casework_assessment_is_final()",
                "CREATE TRIGGER takes_answers BEFORE INSERT ON casework_answer"
                " FOR EACH ROW EXECUTE FUNCTION casework_assessment_takes_answers()",
            ],
            [
                "DROP TRIGGER takes_answers ON casework_answer",
                "DROP TRIGGER is_final ON casework_assessment",
                "DROP FUNCTION casework_assessment_takes_answers()",
                "DROP FUNCTION casework_assessment_is_final()",
            ],
        ),
    ]
