"""Settings of Streekwerk. Every environment variable is explained in docs/settings.md."""

from __future__ import annotations

import secrets
from pathlib import Path

from csp.constants import NONE, SELF

from streekwerk.config import environment as env

HERE = Path(__file__).resolve().parent.parent
DATA = Path(env.text("STREEKWERK_DATA", "var", help="Folder for the database, files and mail.")).resolve()
DATA.mkdir(parents=True, exist_ok=True)


def _secret() -> str:
    """The secret key: from the environment, else made once and kept in the data folder."""
    given = env.text("STREEKWERK_SECRET_KEY", "", help="Secret that signs sessions; made once if empty.")
    if given:
        return given
    kept = DATA / "secret_key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50))
    return kept.read_text()


SECRET_KEY = _secret()
DEBUG = env.flag("STREEKWERK_DEBUG", False, help="Show programming errors on the page; never in production.")
SECURE = env.flag("STREEKWERK_HTTPS", False, help="The site is reached over https: secure cookies and HSTS.")
ALLOWED_HOSTS = env.words("STREEKWERK_HOSTS", "127.0.0.1,localhost", help="Names the site answers to.")
CSRF_TRUSTED_ORIGINS = env.words("STREEKWERK_ORIGINS", "", help="Full https:// addresses behind a proxy.")
DEMO = env.flag("STREEKWERK_DEMO", False, help="Show the demo sign-ins of the sample region.")
DEMO_PASSWORD = "streekwerk-demo"  # noqa: S105 - no secret: printed on the sign-in page of the demo

INSTALLED_APPS = [
    "streekwerk.portal",
    "streekwerk.reports",
    "streekwerk.intake",
    "streekwerk.stewardship",
    "streekwerk.impact",
    "streekwerk.origins",
    "streekwerk.campaigns",
    "streekwerk.budget",
    "streekwerk.context",
    "streekwerk.indicators",
    "streekwerk.plans",
    "streekwerk.network",
    "streekwerk.accounts",
    "streekwerk.audit",
    "streekwerk.outbox",
    "streekwerk.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "streekwerk.network.middleware.ActorMiddleware",
    "streekwerk.network.middleware.RefusalMiddleware",
    "streekwerk.audit.middleware.PastMiddleware",
]

ROOT_URLCONF = "streekwerk.config.urls"
WSGI_APPLICATION = "streekwerk.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "streekwerk.network.context.navigation",
                "streekwerk.network.context.glossary",
                "streekwerk.network.context.demo",
                "streekwerk.audit.context.past",
            ],
        },
    },
]

DATABASES = {
    "default": env.database("STREEKWERK_DATABASE_URL", DATA, help="PostgreSQL address; SQLite if empty.")
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# ---------------------------------------------------------------- sign-in

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:home"
ACCOUNT_ADAPTER = "streekwerk.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# Accounts are made by the administrator of a network, who knows the address: no mail to confirm it.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# allauth notes an address as unverified once a page asks for it, and would then refuse a second step.
# Nobody can sign up with the address of somebody else, which is what that refusal guards against.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Streekwerk"
# Passkeys demand https; on the maker's own machine 127.0.0.1 is safe enough.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14

# ---------------------------------------------------------------- safety

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
# The proxy that does https also says who calls; else all visitors share one count of failed sign-ins.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],  # the QR code of the two-step sign-in
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
EVIDENCE_MEGABYTES = int(
    env.text("STREEKWERK_EVIDENCE_MB", "20", help="Largest file of proof with a deliverable, in MB.")
)
# A document of at most 25 MB; larger ones are refused with a sentence by the upload page.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20

# ---------------------------------------------------------------- language, files, mail

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Brussels"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "streekwerk.ui.finders.FontFinder",
    "streekwerk.ui.finders.VegaFinder",
]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        # Outside the web root: originals leave only through a view that asks for rights.
        "OPTIONS": {"location": DATA / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

EMAIL_BACKEND = "streekwerk.outbox.backend.OutboxBackend"
OUTBOX_TRANSPORT = env.text(
    "STREEKWERK_MAIL",
    "django.core.mail.backends.filebased.EmailBackend",
    help="Django mail backend that really sends; the default writes files to the data folder.",
)
EMAIL_FILE_PATH = DATA / "mail"
EMAIL_HOST = env.text("STREEKWERK_MAIL_HOST", "localhost", help="Mail server.")
EMAIL_PORT = int(env.text("STREEKWERK_MAIL_PORT", "25", help="Port of the mail server."))
EMAIL_HOST_USER = env.text("STREEKWERK_MAIL_USER", "", help="User name at the mail server.")
EMAIL_HOST_PASSWORD = env.text("STREEKWERK_MAIL_PASSWORD", "", help="Password at the mail server.")
EMAIL_USE_TLS = env.flag("STREEKWERK_MAIL_TLS", False, help="Use STARTTLS towards the mail server.")
SITE_ADDRESS = env.text(
    "STREEKWERK_ADDRESS",
    "http://127.0.0.1:8000",
    help="Address of the site as people type it, for links in mail.",
).rstrip("/")
DEFAULT_FROM_EMAIL = env.text("STREEKWERK_MAIL_FROM", "streekwerk@localhost", help="Sender of mail.")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
