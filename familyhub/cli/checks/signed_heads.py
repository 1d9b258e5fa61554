"""The head of the access log is signed outside the database."""

from __future__ import annotations

from django.conf import settings

from familyhub.cli.doctoring import Look
from familyhub.core import heads
from familyhub.core.models import Seal

ASKS = "The signed file of the access log's head is there and good"


def check(look: Look) -> str:
    """Every line's signature, that only its owner can read the key, and that it is not far behind."""
    if not Seal.objects.using(look.using).exists():
        return ""
    path = heads.heads_path()
    if not path.exists():
        return f"The signed file {path} is not there: is the worker running, and may it write there?"
    if not settings.ENVIRONMENT.audit_key and heads.key_path().exists() and heads.key_path().stat().st_mode & 0o077:
        return f"Others can read the signing key: chmod 600 {heads.key_path()}."
    try:
        bad = [str(line.number) for line in heads.read(path) if line.fault]
    except heads.NoKey as error:
        return f"The signed file cannot be checked: {error}."
    return f"Lines {', '.join(bad)} of {path} are not good: run `familyhub verify-audit`." if bad else ""
