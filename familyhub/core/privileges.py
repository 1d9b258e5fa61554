"""What the roles may do beyond reading, adding and changing rows: said in one place, applied after every migration.

The default privileges give app and worker SELECT, INSERT and UPDATE. Removing rows is the exception, for tables that
hold no fact about the service (sessions, caches, drafts, job rows). The access log can be added to and nothing else.
"""

from __future__ import annotations

from django.conf import settings
from django.db import connections

# replaced as a whole when a public listing changes; what it said before stands in its revisions
DIRECTORY_PARTS = (
    "accessibility",
    "address",
    "attribute",
    "card",
    "cardplace",
    "contact",
    "costoption",
    "funding",
    "identifier",
    "language",
    "phone",
    "schedule",
    "servicearea",
    "serviceatlocation",
)
MAY_DELETE = (
    "core_draft",
    "core_submission",
    "core_cache",
    "documents_document",  # while its form is not sent: a policy and a foreign key keep the others
    "documents_documentcontent",  # the same, and by the worker when it is harmful
    *(f"directory_{part}" for part in DIRECTORY_PARTS),
    "directory_coreofferitem",  # a slip of the same day; what held on any day ends instead, and its event stays
    "directory_coreofferat",
    "django_session",
    "usersessions_usersession",
    "mfa_authenticator",
    "account_emailaddress",
    "procrastinate_jobs",
    "procrastinate_events",
    "procrastinate_periodic_defers",
    "procrastinate_workers",
)
WORKER_MAY_DELETE = (
    "core_bar",  # those that ended long ago: a policy keeps the others
    "core_carried",  # what was taken along months ago: the access log says it for longer
)
WRITE_ONLY = ("core_access",)
WORKER_ONLY = ("core_seal",)


def statements() -> list[str]:
    """The statements, safe to repeat, in the names of this deployment's roles."""
    app, worker = settings.DATABASE_ROLES["app"], settings.DATABASE_ROLES["worker"]
    return [
        *(f'GRANT DELETE ON {table} TO "{app}", "{worker}"' for table in MAY_DELETE),
        *(f'GRANT DELETE ON {table} TO "{worker}"' for table in WORKER_MAY_DELETE),
        *(f'REVOKE INSERT, UPDATE, DELETE ON {table} FROM "{app}"' for table in WORKER_ONLY),
        *(f'REVOKE UPDATE, DELETE ON {table} FROM "{app}", "{worker}"' for table in WRITE_ONLY),
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    ]


def apply(using: str = "default") -> None:
    """Run them as owner."""
    with connections[using].cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)
