"""Migration operations that write the same fence on every table (`docs/adr/0003`).

`Fenced("referrals_request", wide="referrals")` forces row security and writes the policies; `Own` fences a table to
each asker's own number; `AppendOnly` refuses change; `Searchable` opens a table to the search role alone;
`FencedThrough` opens a table through another, `FencedByAll` where each of several others opens; `BehindAll` closes a
row to whoever does not see each of the fences that it names, `NoneBarred` to whoever is barred from one; `AsSearch`
runs SQL as the search role, for the definer functions that it owns.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.migrations.operations.base import Operation

# OFFSET 0 changes no answer: without it the planner plans every EXISTS twice, and a nested one four times (ADR 0003)
GRANTED = (
    "EXISTS (SELECT 1 FROM core_grant g WHERE g.fence = {table}.fence"
    " AND g.holder = ANY ((SELECT core_holders())::uuid[])"
    " AND g.since <= now() AND (g.until IS NULL OR g.until > now()) OFFSET 0)"
)
BARRED = (
    "NOT EXISTS (SELECT 1 FROM core_bar b WHERE b.fence = {table}.fence"
    " AND (b.against IS NULL OR b.against = (SELECT core_number()))"
    " AND (b.until IS NULL OR b.until > now()) OFFSET 0)"
)
ASKING = "(SELECT core_asking())"
POLICIES = ("see", "change", "remove", "add", "work", "maintain", "barred", "search")


class Statements(Operation, ABC):
    """SQL made when it runs, with the names of the database roles of this deployment."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str) -> None:
        self.table = table

    @abstractmethod
    def forwards_sql(self) -> list[str]:
        """What to run forwards."""

    @abstractmethod
    def backwards_sql(self) -> list[str]:
        """What to run backwards."""

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models' state does not change."""

    def _run(self, schema_editor: Any, statements: list[str]) -> None:
        names = {key: schema_editor.quote_name(name) for key, name in settings.DATABASE_ROLES.items()}
        for statement in statements:
            text = statement
            for key, name in {**names, "table": self.table}.items():
                text = text.replace("{" + key + "}", name)
            schema_editor.execute(text, params=None)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Run the statements."""
        self._run(schema_editor, self.forwards_sql())

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take them back."""
        self._run(schema_editor, self.backwards_sql())

    def describe(self) -> str:
        """One line for `migrate`."""
        return f"{type(self).__name__} {self.table}"


class Fenced(Statements):
    """Row security, forced. `wide`: the class of rows that a county-wide right opens; `unless`: rows it does not.

    `by_row`: each row says its class itself, in a column called `wide`.
    """

    def __init__(self, table: str, wide: str = "", unless: str = "", by_row: bool = False) -> None:
        super().__init__(table)
        self.wide, self.unless, self.by_row = wide, unless, by_row

    def _visible(self) -> str:
        if self.by_row:
            return f"CASE WHEN core_wide({{table}}.wide) THEN true ELSE {GRANTED} END"
        if not self.wide:
            return GRANTED
        opened = f"(SELECT core_wide('{self.wide}'))" + (f" AND NOT ({self.unless})" if self.unless else "")
        return f"CASE WHEN {opened} THEN true ELSE {GRANTED} END"

    def forwards_sql(self) -> list[str]:
        """Force row security and write the policies."""
        visible = self._visible()
        return [
            "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY see ON {{table}} FOR SELECT TO {{app}} USING ({visible})",
            f"CREATE POLICY change ON {{table}} FOR UPDATE TO {{app}} USING ({visible}) WITH CHECK ({visible})",
            f"CREATE POLICY remove ON {{table}} FOR DELETE TO {{app}} USING ({visible})",
            f"CREATE POLICY add ON {{table}} FOR INSERT TO {{app}} WITH CHECK ({ASKING})",
            f"CREATE POLICY work ON {{table}} FOR ALL TO {{worker}} USING ({ASKING}) WITH CHECK ({ASKING})",
            "CREATE POLICY maintain ON {table} FOR ALL TO {owner}"
            " USING ((SELECT current_setting('familyhub.maintenance', true)) = 'on')"
            " WITH CHECK ((SELECT current_setting('familyhub.maintenance', true)) = 'on')",
            "CREATE POLICY barred ON {table} AS RESTRICTIVE FOR ALL TO {app}, {worker}"
            f" USING ({BARRED}) WITH CHECK (true)",
        ]

    def backwards_sql(self) -> list[str]:
        """Drop the policies and the row security."""
        return [
            *(f"DROP POLICY IF EXISTS {policy} ON {{table}}" for policy in POLICIES),
            "ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
            "ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        ]


class Unfenced(Fenced):
    """Take a fence away, for another that the same migration puts in its place."""

    def forwards_sql(self) -> list[str]:
        """Drop the policies."""
        return super().backwards_sql()

    def backwards_sql(self) -> list[str]:
        """Write them again."""
        return super().forwards_sql()


class FencedThrough(Fenced):
    """Fenced to its own fence, and seen besides by whoever sees a row of another fenced table that points at it.

    `seen_by.key` points at this table's `own` column. That table's own policies answer, bars included: what hangs on
    several things is seen with each of them, and no longer than it.
    """

    def __init__(self, table: str, *, seen_by: str, key: str, own: str = "id") -> None:
        super().__init__(table)
        self.seen_by, self.key, self.own = seen_by, key, own

    def _visible(self) -> str:
        through = f"EXISTS (SELECT 1 FROM {self.seen_by} s WHERE s.{self.key} = {{table}}.{self.own} OFFSET 0)"  # noqa: S608
        return f"({GRANTED} OR {through})"


class FencedByAll(Fenced):
    """Seen by whoever sees each of the rows that it points at (table, own column): what is about two is for those who
    may see both. The other tables' own policies answer, bars included.
    """

    def __init__(self, table: str, *, all_of: Sequence[tuple[str, str]]) -> None:
        super().__init__(table)
        self.all_of = all_of

    def _visible(self) -> str:
        parts = [
            f"EXISTS (SELECT 1 FROM {other} s WHERE s.id = {{table}}.{column})"  # noqa: S608
            for other, column in self.all_of
        ]
        return f"({' AND '.join(parts)})"


class BehindAll(Statements):
    """Read by those alone who see every fence in the row's column `behind`, whatever opens the row's own fence.

    `wide`: the class of what lies behind those fences.
    """

    def __init__(self, table: str, *, wide: str) -> None:
        super().__init__(table)
        self.wide = wide

    def forwards_sql(self) -> list[str]:
        """One restrictive policy."""
        granted, free = GRANTED.replace("{table}", "p"), BARRED.replace("{table}", "p")
        missing = (
            "SELECT 1 FROM unnest(behind) AS p (fence)"  # noqa: S608
            f" WHERE NOT ((SELECT core_wide('{self.wide}')) OR {granted}) OR NOT ({free}) OFFSET 0"
        )
        return [
            f"CREATE POLICY all_named ON {{table}} AS RESTRICTIVE FOR SELECT TO {{app}} USING (NOT EXISTS ({missing}))"
        ]

    def backwards_sql(self) -> list[str]:
        """Drop it."""
        return ["DROP POLICY all_named ON {table}"]


class NoneBarred(Statements):
    """Hidden from whoever is barred from any fence in the row's column `behind`, though they need hold none of them."""

    def forwards_sql(self) -> list[str]:
        """One restrictive policy."""
        free = BARRED.replace("{table}", "p")
        barred = f"SELECT 1 FROM unnest(behind) AS p (fence) WHERE NOT ({free}) OFFSET 0"  # noqa: S608
        return [
            f"CREATE POLICY none_barred ON {{table}} AS RESTRICTIVE FOR SELECT TO {{app}} USING (NOT EXISTS ({barred}))"
        ]

    def backwards_sql(self) -> list[str]:
        """Drop it."""
        return ["DROP POLICY none_barred ON {table}"]


class Own(Fenced):
    """Fenced to each asker's own number: drafts and form keys. No team, no grant, no county-wide right opens it."""

    def _visible(self) -> str:
        return "{table}.fence = (SELECT core_number())"


class Log(Fenced):
    """A log without a fence column: anybody's request adds to it, the sealer reads it, and a county-wide right."""

    def forwards_sql(self) -> list[str]:
        """Force row security and write the three policies."""
        return [
            "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY see ON {{table}} FOR SELECT TO {{app}} USING ((SELECT core_wide('{self.wide}')))",
            "CREATE POLICY add ON {table} FOR INSERT TO {app}, {worker} WITH CHECK (true)",
            f"CREATE POLICY work ON {{table}} FOR SELECT TO {{worker}} USING ({ASKING})",
        ]


class AppendOnly(Statements):
    """No row of this table is changed or removed, whoever asks."""

    def forwards_sql(self) -> list[str]:
        """Refuse by trigger, and take the rights away."""
        return [
            "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION core_append_only()",
            "CREATE TRIGGER append_only_all BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION core_append_only()",
            "REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {app}, {worker}",
        ]

    def backwards_sql(self) -> list[str]:
        """Drop the triggers and give the rights back."""
        return [
            "DROP TRIGGER append_only ON {table}",
            "DROP TRIGGER append_only_all ON {table}",
            "GRANT UPDATE ON {table} TO {app}, {worker}",
        ]


class Searchable(Statements):
    """The search role may read this table, and the asker is checked inside its functions."""

    def forwards_sql(self) -> list[str]:
        """Grant and policy for the search role alone."""
        return [
            "GRANT SELECT ON {table} TO {search}",
            "CREATE POLICY search ON {table} FOR SELECT TO {search} USING (true)",
        ]

    def backwards_sql(self) -> list[str]:
        """Take both back."""
        return ["DROP POLICY search ON {table}", "REVOKE SELECT ON {table} FROM {search}"]


class Run(Statements):
    """Statements with role names filled in, forwards and backwards."""

    def __init__(self, forwards: list[str], backwards: list[str]) -> None:
        super().__init__("")
        self.forwards, self.backwards = forwards, backwards

    def forwards_sql(self) -> list[str]:
        """As given."""
        return self.forwards

    def backwards_sql(self) -> list[str]:
        """As given."""
        return self.backwards


class AsSearch(Run):
    """The same, as the search role: what it makes belongs to it, and the search schema is its own."""

    def forwards_sql(self) -> list[str]:
        """As the search role."""
        return ["SET LOCAL ROLE {search}", *self.forwards, "RESET ROLE"]

    def backwards_sql(self) -> list[str]:
        """As the search role."""
        return ["SET LOCAL ROLE {search}", *self.backwards, "RESET ROLE"]
