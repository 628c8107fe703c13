"""Django's settings, made from the environment (`env.py`) and from what the product needs."""

import sys
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from motcua.site import env as environment
from motcua.site.embedded_postgres import EmbeddedPostgres
from motcua.site.secret_key import kept_secret_key

try:
    ENV = environment.read()
except environment.SettingsError as error:
    sys.exit(str(error))

BASE_DIR = Path(__file__).resolve().parents[1]
HOME = ENV.home.resolve()
SECRET_KEY = ENV.secret_key or kept_secret_key(HOME)
DEBUG = ENV.debug
ALLOWED_HOSTS = list(ENV.hosts)
CSRF_TRUSTED_ORIGINS = [ENV.public_url]
PUBLIC_URL = ENV.public_url.rstrip("/")
TRUSTED_PROXIES = list(ENV.trusted_proxies)
SECURE = ENV.public_url.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "motcua.identity",
    "motcua.events",
    "motcua.approvals",
    "motcua.ledger",
    "motcua.offices",
    "motcua.catalogue",
    "motcua.documents",
    "motcua.payments",
    "motcua.dossiers",
    "motcua.contact",
    "motcua.feedback",
    "motcua.notices",
    "motcua.planning",
    "motcua.insight",
    "motcua.ui",
    "motcua.portal",
    "motcua.desk",
    "motcua.office",
    "motcua.console",
    "motcua.api",
    "motcua.openlog",
    "motcua.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "motcua.ui.security.security_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "motcua.ui.language.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "motcua.identity.middleware.actor_of_request",
    "motcua.ui.errors.RefusedMiddleware",
]

ROOT_URLCONF = "motcua.site.urls"
WSGI_APPLICATION = "motcua.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "pages",
        "DIRS": [
            BASE_DIR / face / "templates"
            for face in ("ui", "portal", "desk", "office", "console", "openlog")
        ],
        "OPTIONS": {"environment": "motcua.ui.jinja.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]


def database(url: str) -> dict[str, object]:
    """Return Django's description of the database at a PostgreSQL address."""
    parts = urlsplit(url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**query, "application_name": "motcua"},
    }


EMBEDDED = not ENV.database_url
DATABASES = {
    "default": database(ENV.database_url or EmbeddedPostgres(HOME / "postgres").url()),
}
# Shared by all processes, so that a limit on attempts is one limit.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "identity.Person"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "portal:sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_URL = "portal:sign_out"
CSRF_FAILURE_VIEW = "motcua.ui.errors.stale_form"
OTP_TOTP_ISSUER = "motcua"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": (
        {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": urlsplit(ENV.storage_url).netloc,
                "endpoint_url": ENV.storage_endpoint or None,
                "file_overwrite": True,
                "default_acl": "private",
            },
        }
        if ENV.storage_url
        else {
            "BACKEND": "motcua.documents.folder.DurableFolder",
            "OPTIONS": {"location": str(HOME / "papers")},
        }
    ),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
MEDIA_URL = ""  # nothing uploaded is ever served by its address alone
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 << 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
UPLOAD_LIMIT_BYTES = ENV.upload_limit_mb << 20

UPLOAD_SCANNER = ENV.upload_scanner
SMS_SENDER = ENV.sms_sender
ACCEPTANCE_HOURS = ENV.acceptance_hours

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
_mail = urlsplit(ENV.email_url)
EMAIL_HOST = _mail.hostname or ""
EMAIL_PORT = _mail.port or 25
EMAIL_HOST_USER = unquote(_mail.username or "")
EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = ENV.email_from
if not ENV.email_url:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(HOME / "outbox")

SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 8 * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
X_FRAME_OPTIONS = "DENY"

# The open log: its files, its key, whom it asks for cosignatures, and how often it publishes.
LEDGER_FOLDER = HOME / "log"
LEDGER_KEY = HOME / "log.key"
LEDGER_POLICY = HOME / "log-policy.txt"
# Beacons that draws need, one `beacon` line each; without the file nothing is drawn by beacons.
LEDGER_BEACONS = HOME / "log-beacons.txt"
LEDGER_ORIGIN = ENV.log_origin or ENV.public_url.split("://", 1)[1].rstrip("/") + "/log"
LEDGER_PUBLIC_WINDOW = ENV.log_window
LEDGER_POINTS: dict[str, int] = {}  # effort points of procedures, in thousandths; others 1000

# Where runs of the planner compute; what they leave is kept in the storage above.
PLANNING_FOLDER = HOME / "planning"

# When messages between the two sides are released, local time of working days.
MESSAGE_HOURS = ENV.message_hours

MOTCUA_UNIT_CODE = ENV.unit_code
MOTCUA_DEMO = ENV.demo
BANK = {
    "bin": ENV.bank_bin,
    "account": ENV.bank_account,
    "name": ENV.bank_name,
    "webhook_secret": ENV.bank_webhook_secret or ("" if ENV.bank_account else SECRET_KEY),
}
PAYMENT_GATEWAY = "vietqr" if ENV.bank_account else "test"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "motcua.site.log_lines.SafeLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Django's own handlers would write what `SafeLine` leaves out.
    "loggers": {"motcua": {"level": "INFO"}, "django": {"handlers": [], "level": "INFO"}},
}
