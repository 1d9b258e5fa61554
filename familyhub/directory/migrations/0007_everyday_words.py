"""Words that people type for a need, as "scared" or "stammer", in the cards that are there already."""

from django.db import migrations

from familyhub.core.operations import Run

SAID = (
    ("need:feeding", "nursing formula milk colic"),
    ("need:talking", "stammer stutter not talking lisp"),
    ("need:behaviour", "naughty biting"),
    ("need:childcare", "babysitter creche"),
    ("need:school", "bullying bullied school refusal homework truant"),
    ("need:mental-health", "suicidal suicide overdose cutting panic depressed stress bullying"),
    ("need:money", "skint hungry cannot afford bills heating uniform loan shark"),
    ("need:housing", "mould landlord rent arrears kicked out"),
    ("need:relationships", "split up custody stepfamily"),
    ("need:abuse", "scared afraid frightened hits hurts violent abusive abused controlling husband wife boyfriend girlfriend stalking threatens rape unsafe"),
    ("need:alcohol-drugs", "alcoholic drunk cannabis addiction gambling"),
    ("need:disability", "autistic asperger epilepsy wheelchair"),
    ("need:health", "obese dentist vape"),
    ("who:bereaved", "died death funeral stillbirth"),
)
VALUES = ", ".join(f"('{facet}', '{words}')" for facet, words in SAID)
FILL = f"""
UPDATE directory_card c SET words = c.words || m.more FROM (
    SELECT o.service_id, setweight(to_tsvector('english', string_agg(s.words, ' ')), 'B') AS more
    FROM directory_card o JOIN (VALUES {VALUES}) AS s (facet, words) ON s.facet = ANY (o.facets) GROUP BY o.service_id) m
WHERE m.service_id = c.service_id
"""  # noqa: S608
NEW_WORDS = f"""
INSERT INTO directory_word (word) SELECT DISTINCT w FROM (VALUES {VALUES}) AS s (facet, words),
    regexp_split_to_table(s.words, '[^a-z]+') AS w
WHERE length(w) BETWEEN 4 AND 30 AND EXISTS (SELECT 1 FROM directory_card c WHERE s.facet = ANY (c.facets))
ON CONFLICT DO NOTHING
"""  # noqa: S608


class Migration(migrations.Migration):

    dependencies = [('directory', '0006_where_a_card_is')]

    operations = [Run(["SET LOCAL statement_timeout = 0", FILL, NEW_WORDS], [])]
