"""Every setting that a deployment may give, in one frozen dataclass.

Each `FAMILYHUB_*` variable is a field; `FAMILYHUB_X_FILE` names a file that holds the value, for secrets.
A `FAMILYHUB_*` variable that is not a field refuses to start: a mistyped safety setting must not be a silent default.
The table in `docs/generated/settings.md` is made from this file.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "FAMILYHUB_"


class SettingError(Exception):
    """A setting is unknown or cannot be read; the text says which and what to do."""


def _setting(default: Any, doc: str, secret: bool = False) -> Any:
    return field(default=default, metadata={"doc": doc, "secret": secret})


@dataclass(frozen=True)
class Environment:
    """What this process was told. Times in seconds unless the name says otherwise."""

    role: str = _setting("app", "which database role this process uses: app, worker or owner")
    search_role: str = _setting("familyhub_search", "name of the role that owns the search functions")
    demo: bool = _setting(False, "the demonstration: invented people, sign in with one press. Never in production")
    secret_key: str = _setting("", "signs sessions and links; 50 characters or more", secret=True)
    hosts: str = _setting("localhost,127.0.0.1,[::1]", "host names that this site answers to, comma separated")
    site_url: str = _setting("http://127.0.0.1:8000", "the address that people use; links in messages start with it")
    data: str = _setting("", "folder of open data; `../shared/data` beside a checkout when it exists")
    standards: str = _setting("", "folder of the official Open Referral UK schemas; `standards` of the data when empty")
    state: str = _setting("", "folder for what this machine keeps: `.data` of the checkout when empty")
    authority: str = _setting("nottinghamshire", "which authority's configuration file in `places/authorities` is used")
    desk_sample: int = _setting(20, "one contact in so many goes to the protection desk by lot each day; 0 is none")
    reopen_days: int = _setting(90, "a request that ended may be opened again, with its reference, for so many days")
    theme: str = _setting("default", "which colour tokens the screens use")
    map_tiles: str = _setting(
        "", "pictures under the public map, like https://tiles.example/{z}/{x}/{y}.png; empty: points on a plain ground"
    )
    map_credit: str = _setting("", "whom the map's pictures are to be credited to, as shown on the map (HTML)")
    idle_seconds: int = _setting(1800, "a signed-in session ends after this long without use")
    absolute_seconds: int = _setting(43200, "a signed-in session ends after this long, used or not")
    mail_host: str = _setting("", "SMTP server; empty means that messages wait in the outbox")
    mail_port: int = _setting(25, "SMTP port")
    mail_user: str = _setting("", "SMTP user name")
    mail_password: str = _setting("", "SMTP password", secret=True)
    mail_tls: bool = _setting(False, "use STARTTLS to the SMTP server")
    mail_from: str = _setting("family-hub@localhost", "sender of our email")
    notify_url: str = _setting("https://api.notifications.service.gov.uk", "address of GOV.UK Notify's API")
    notify_key: str = _setting("", "GOV.UK Notify API key; empty means that Notify is not used", secret=True)
    notify_email_template: str = _setting(
        "", "id of the Notify email template, whose subject is ((subject)) and whose message is ((body)); empty: SMTP"
    )
    notify_text_template: str = _setting(
        "", "id of the Notify text message template, whose message is ((body)); empty: texts wait in the outbox"
    )
    notify_seconds: int = _setting(20, "how long GOV.UK Notify may take to answer")
    out_of_hours_phone: str = _setting("", "number of the out-of-hours team, named after 999 where danger is spoken of")
    scanner: str = _setting("", "virus scanner: `host:port` or socket path of ClamAV's clamd; empty: files stay closed")
    file_mb: int = _setting(20, "largest file that can be attached, in megabytes")
    files_a_day: int = _setting(60, "most files that one person can attach within 24 hours")
    files_mb_a_day: int = _setting(200, "most megabytes that one person can attach within 24 hours")
    audit_key: str = _setting("", "Ed25519 private key (PEM) that signs the head of the access log", secret=True)
    audit_heads: str = _setting("", "file outside the database to which the signed head of the access log is appended")
    secure_cookies: bool = _setting(True, "cookies only over https; the demonstration on this machine turns it off")
    oidc_issuer: str = _setting("", "issuer of the council's own directory (OpenID Connect); empty: no directory")
    oidc_client_id: str = _setting("", "what the directory calls this service")
    oidc_client_secret: str = _setting("", "this service's secret at the directory", secret=True)
    oidc_name: str = _setting("your council’s account", "what people call the directory, as the button says it")
    oidc_multi_factor: str = _setting(
        "mfa", "values of `amr` or `acr` by which the directory says that it asked two factors, comma separated"
    )
    oidc_proves_addresses: bool = _setting(
        False, "the directory's addresses are proved though it sends no `email_verified` (Entra ID with one tenant)"
    )
    local_sign_in: bool = _setting(True, "staff may sign in with a password or a passkey kept here")
    break_glass: str = _setting(
        "", "addresses, comma separated, of administrators who may sign in here when local sign-in is off"
    )
    pool_size: int = _setting(8, "database connections kept by each process")


def _read(name: str, kind: type, raw: str) -> Any:
    if kind is bool:
        if raw.lower() not in {"1", "0", "true", "false", "yes", "no"}:
            raise SettingError(f"{name} must be yes or no, not {raw!r}")
        return raw.lower() in {"1", "true", "yes"}
    if kind is int:
        if not raw.strip().isdigit():
            raise SettingError(f"{name} must be a whole number, not {raw!r}")
        return int(raw)
    return raw


def _value(variables: Mapping[str, str], name: str) -> str | None:
    if name in variables:
        return variables[name]
    if f"{name}_FILE" in variables:
        try:
            return Path(variables[f"{name}_FILE"]).read_text().strip()
        except OSError as error:
            raise SettingError(f"{name}_FILE cannot be read: {error}") from error
    return None


def read_environment(variables: Mapping[str, str] | None = None) -> Environment:
    """The settings in `variables` (the process's own when None). Errors: SettingError."""
    variables = os.environ if variables is None else variables
    known = {PREFIX + f.name.upper(): f for f in fields(Environment)}
    for name in variables:
        if name.startswith(PREFIX) and name.removesuffix("_FILE") not in known:
            raise SettingError(f"{name} is not a setting of Open Family Hub; see docs/generated/settings.md")
    kinds = {"bool": bool, "int": int, "str": str}
    given = {
        f.name: _read(name, kinds[str(f.type)], raw)
        for name, f in known.items()
        if (raw := _value(variables, name)) is not None
    }
    return Environment(**given)


def state_folder(environment: Environment) -> Path:
    """Where this machine keeps its database, keys and logs."""
    return Path(environment.state) if environment.state else ROOT / ".data"


def standards_folder(environment: Environment) -> Path:
    """Where the schemas of published standards stand; they are not part of this project."""
    return Path(environment.standards) if environment.standards else ROOT.parent / "shared" / "data" / "standards"


def data_folder(environment: Environment) -> Path | None:
    """The folder of open data, or None where there is none (the generated county is used instead)."""
    folder = Path(environment.data) if environment.data else ROOT.parent / "shared" / "data"
    return folder if (folder / "places").is_dir() else None
