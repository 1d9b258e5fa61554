"""Django's settings, worked out from `environment.py`. Decides nothing about the service."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from familyhub.config.environment import ROOT, read_environment, state_folder

ENVIRONMENT = read_environment()
STATE = state_folder(ENVIRONMENT)
STATIC_SOURCE = ROOT / ".static"

DEBUG = False
DEMO = ENVIRONMENT.demo
ALLOWED_HOSTS = [host.strip() for host in ENVIRONMENT.hosts.split(",") if host.strip()]


def _secret_key() -> str:
    """The one given, or one made once and kept in the state folder, readable by its owner alone."""
    if ENVIRONMENT.secret_key:
        return ENVIRONMENT.secret_key
    kept = STATE / "secret_key"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(kept, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return kept.read_text()


SECRET_KEY = _secret_key()


def _database(url: str, pool: bool = True) -> dict[str, Any]:
    """Django's entry for one `postgresql://` address, socket folders included (`?host=/folder`)."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must start with postgresql://")
    query = dict(parse_qsl(parts.query))
    options: dict[str, Any] = {
        "options": "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=60000"
    }
    options |= {key: value for key, value in query.items() if key not in {"host", "port"}}
    if pool:
        options["pool"] = {"min_size": 1, "max_size": ENVIRONMENT.pool_size, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", parts.hostname or ""),
        "PORT": query.get("port", str(parts.port or "")),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": options,
        "TEST": {"MIGRATE": False},
    }


_urls = {
    "app": os.environ.get("DATABASE_URL", "postgresql:///familyhub"),
    "owner": os.environ.get("DATABASE_OWNER_URL", ""),
    "worker": os.environ.get("DATABASE_WORKER_URL", ""),
}
if not _urls.get(ENVIRONMENT.role):
    raise ImproperlyConfigured(f"this process uses the database role {ENVIRONMENT.role!r}, whose address is not given")
DATABASES = {"default": _database(_urls[ENVIRONMENT.role])}
DATABASES |= {name: _database(_urls[name], pool=False) for name in ("owner", "worker") if _urls[name]}

DATABASE_ROLES = {name: unquote(urlsplit(url).username or "") for name, url in _urls.items() if url}
DATABASE_ROLES["search"] = ENVIRONMENT.search_role

ROOMS = [
    "core",
    "components",
    "vocabulary",
    "places",
    "accounts",
    "people",
    "sharing",
    "work",
    "messages",
    "documents",
    "directory",
    "workforce",
    "referrals",
    "casework",
    "development",
    "imports",
    "jobs",
    "web",
]
INSTALLED_APPS = [
    *[f"familyhub.{room}" for room in ROOMS],
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "familyhub.config.flash.FlashConfig",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "procrastinate.contrib.django",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "familyhub.web.signin.SessionLimits",
    "familyhub.core.fence.FenceMiddleware",
]

ROOT_URLCONF = "familyhub.config.urls"
WSGI_APPLICATION = "familyhub.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "familyhub.web.frame.frame",
            ],
        },
    }
]
FORM_RENDERER = "familyhub.components.renderer.DesignSystemRenderer"

DIRECTORY = bool(ENVIRONMENT.oidc_issuer)
BREAK_GLASS = frozenset(address.strip().lower() for address in ENVIRONMENT.break_glass.split(",") if address.strip())
if DIRECTORY and not (ENVIRONMENT.oidc_client_id and ENVIRONMENT.oidc_client_secret):
    raise ImproperlyConfigured("FAMILYHUB_OIDC_ISSUER needs FAMILYHUB_OIDC_CLIENT_ID and FAMILYHUB_OIDC_CLIENT_SECRET")
if DIRECTORY and urlsplit(ENVIRONMENT.oidc_issuer).scheme != "https" and ENVIRONMENT.secure_cookies:
    raise ImproperlyConfigured("FAMILYHUB_OIDC_ISSUER must start with https://")
if not ENVIRONMENT.local_sign_in and not (DIRECTORY and BREAK_GLASS):
    raise ImproperlyConfigured("without local sign-in, name FAMILYHUB_OIDC_ISSUER and FAMILYHUB_BREAK_GLASS")

AUTH_USER_MODEL = "accounts.Staff"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_ADAPTER = "familyhub.web.accounts.adapters.Account"
ACCOUNT_FORMS = {
    "login": "familyhub.web.accounts.forms.SignInForm",
    "reauthenticate": "familyhub.web.accounts.forms.AgainForm",
    "change_password": "familyhub.web.accounts.forms.ChangePasswordForm",
}
ACCOUNT_RATE_LIMITS = {
    "referrer_link": "5/h/key,30/h/ip",
    "ask_code": "20/h/ip",
    "partner_link": "20/h/key,60/h/ip",
    "partner_code": "5/h/key,30/h/ip",
    "listing_link": "120/h/key,300/h/ip",
    "listing_send": "10/h/key,100/h/ip",
    "listing_feedback": "10/h/ip,60/h/key",
}
MFA_ADAPTER = "familyhub.web.accounts.adapters.SecondFactor"
MFA_FORMS = {
    "authenticate": "familyhub.web.accounts.forms.CodeForm",
    "reauthenticate": "familyhub.web.accounts.forms.CodeAgainForm",
    "activate_totp": "familyhub.web.accounts.forms.EnrolForm",
    "add_webauthn": "familyhub.web.accounts.passkey_forms.AddPasskeyForm",
    "edit_webauthn": "familyhub.web.accounts.passkey_forms.RenamePasskeyForm",
    "login_webauthn": "familyhub.web.accounts.passkey_forms.SignInWithPasskeyForm",
    "authenticate_webauthn": "familyhub.web.accounts.passkey_forms.PasskeyForm",
    "reauthenticate_webauthn": "familyhub.web.accounts.passkey_forms.PasskeyAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Open Family Hub"
MFA_TOTP_TOLERANCE = 0
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.secure_cookies
SESSION_COOKIE_NAME = "__Host-familyhub" if ENVIRONMENT.secure_cookies else "familyhub"
CSRF_COOKIE_NAME = "__Host-csrf" if ENVIRONMENT.secure_cookies else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_AGE = None  # ends with the browser: a parent who asks for help leaves nothing behind
# Longer than a session may live (web.signin ends it): what is typed into a form left open over a weekend is kept.
SESSION_COOKIE_AGE = ENVIRONMENT.absolute_seconds + 4 * 86400
CSRF_FAILURE_VIEW = "familyhub.web.errors.views.forged"
SECURE_HSTS_SECONDS = 31536000 if ENVIRONMENT.secure_cookies else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
_tiles = urlsplit(ENVIRONMENT.map_tiles)
if ENVIRONMENT.map_tiles and _tiles.scheme != "https":
    raise ImproperlyConfigured("FAMILYHUB_MAP_TILES must start with https://")
_pictures = [f"https://{_tiles.netloc.replace('{s}', '*')}"] if ENVIRONMENT.map_tiles else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [
            SELF,
            "data:",
            *([f"https://{_tiles.netloc.replace('{s}', '*')}"] if ENVIRONMENT.map_tiles else []),
        ],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
    }
}

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]  # a page says the language that it is written in, whatever the browser would like
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
STATIC_URL = "/static/"
STATIC_ROOT = STATE / "static"
STATICFILES_DIRS = [STATIC_SOURCE] if STATIC_SOURCE.is_dir() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_HANDLERS = ["familyhub.web.documents.arriving.Arriving"]  # in memory, never a file on this machine

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

FENCE_ASKER = "familyhub.web.signin.asker_from"
FENCE_EXEMPT_PATHS = ("/static/", "/health/", "/open-referral-uk/")
REACTION_QUEUE = "familyhub.jobs.tasks.queue_reaction"
DELIVERY_QUEUE = "familyhub.jobs.tasks.queue_delivery"
CHECK_QUEUE = "familyhub.jobs.tasks.queue_check"
FEED_QUEUE = "familyhub.jobs.tasks.queue_feed"
SAFE_CONTACT = "familyhub.people.queries.may_contact"
LETTER_SHELVES = ["familyhub.messages.letters", "familyhub.referrals.letters", "familyhub.development.letters"]
LETTER_SHELVES += ["familyhub.directory.letters"]
# a letter's code, or code and what it is about → what a room above is asked when it is sent, besides the letter itself:
# (Outgoing) -> Verdict
LETTER_ASKS: dict[str, str] = {
    "duty_call": "familyhub.referrals.asked_at_sending.call_is_wanted",
    "partner_request": "familyhub.referrals.asked_at_sending.link_is_open",
    "welcome": "familyhub.imports.asked_at_sending.no_death_waits",
    "meeting_partner": "familyhub.casework.asked_at_sending.meeting_stands",
    "meeting_person": "familyhub.casework.asked_at_sending.meeting_stands",
    "visit_alarm": "familyhub.casework.asked_at_sending.alarm_is_open",
    "partner_code referrals.information_request": "familyhub.referrals.asked_at_sending.link_is_open",
    "partner_code casework.contribution": "familyhub.casework.asked_at_sending.ask_is_open",
    "contribution_request": "familyhub.casework.asked_at_sending.ask_is_open",
    "contribution_reminder": "familyhub.casework.asked_at_sending.ask_waits",
    "listing_link": "familyhub.directory.asked_at_sending.link_opens",
    "listing_note": "familyhub.directory.asked_at_sending.link_opens",
    "listing_reminder": "familyhub.directory.asked_at_sending.link_opens",
}
# what a room above is asked before anything goes to a family: is it held back? (about, person's record) -> bool
HELD_BACK = "familyhub.referrals.asked_at_sending.is_held_back"
# what the room above the front door is asked of requests that ended: which of their families are helped now?
STILL_HELPED = "familyhub.casework.asked_at_the_door.still_helped"


def folder(path: str) -> Path:
    """A folder under the state folder, made when it is missing."""
    made = STATE / path
    made.mkdir(parents=True, exist_ok=True)
    return made
