"""Settings: environment variables with working defaults (README lists them); a wrong one is one clear line."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from articles.extractor.language_model import read
from factcheck.broker import HARD_LIMIT, SOFT_LIMIT, SWEEP_SECONDS, VISIBILITY, broker_url, transport_options
from factcheck.data_folder import broker_socket, open_data_folder, secret_key
from factcheck.databases import database
from factcheck.environment import is_loopback, number, text, time_zone, words, yes
from factcheck.mail import mail, people, webhook

BASE_DIR = Path(__file__).resolve().parent.parent

# --- Where it runs -------------------------------------------------------------------------------------------------
HOST = text("HOST", "127.0.0.1")
PORT = number("PORT", 8000, low=1, high=65535)
DEBUG = yes("DEBUG")
DATA_FOLDER = open_data_folder(Path(text("FACTCHECK_DATA", str(BASE_DIR / "var"))))
SAMPLE_PASSWORD = text("FACTCHECK_SAMPLE_PASSWORD")
SAMPLE_LOGINS = DATA_FOLDER / "sample-logins.txt"  # written by the sample desk, mode 0600
TRAIL_ORIGIN = text("FACTCHECK_TRAIL_ORIGIN")  # the trail's name; empty: made with its first line
TRAIL_KEY_FILE = Path(text("FACTCHECK_TRAIL_KEY_FILE", str(DATA_FOLDER / "trail-key"))).expanduser().absolute()
CHECKPOINT_FOLDER = Path(text("FACTCHECK_CHECKPOINT_FOLDER", str(DATA_FOLDER / "checkpoints"))).expanduser().absolute()
if not all("!" <= char <= "~" and char not in "+," for char in TRAIL_ORIGIN):
    raise ImproperlyConfigured("FACTCHECK_TRAIL_ORIGIN is plain letters, digits and signs, without spaces and +.")
VERIFY_HOUR = number("FACTCHECK_VERIFY_HOUR", 3, low=0, high=23)  # when the trail is verified, in TIME_ZONE
EXTRACTION_LEASE_SECONDS = number(
    "FACTCHECK_LEASE_SECONDS", 30, low=1, high=3600
)  # a run silent for longer is taken for dead
ON_LOOPBACK = is_loopback(HOST)
try:
    LANGUAGE_MODEL = read(os.environ)  # None unless FACTCHECK_LANGUAGE_MODEL_URL is set: nothing leaves the house
except ValueError as problem:
    raise ImproperlyConfigured(str(problem)) from None
JUDGE = text("FACTCHECK_JUDGE", "language-model" if LANGUAGE_MODEL else "minilm").replace("-", " ")
if JUDGE not in ("minilm", "small") and not (JUDGE == "language model" and LANGUAGE_MODEL):
    raise ImproperlyConfigured("FACTCHECK_JUDGE is minilm, small, or language-model when its address is set.")

ALLOWED_HOSTS = words("ALLOWED_HOSTS") or ["127.0.0.1", "localhost", "[::1]", HOST]
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS")
TLS = yes("FACTCHECK_TLS", default=any(origin.startswith("https://") for origin in CSRF_TRUSTED_ORIGINS))
SECRET_KEY = text("SECRET_KEY") or secret_key(DATA_FOLDER)

if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS=* would answer to any name; list the names of this desk.")
if DEBUG and not all(is_loopback(host) for host in (HOST, *ALLOWED_HOSTS)):
    raise ImproperlyConfigured("DEBUG shows the desk's inside to everybody; unset it, or serve 127.0.0.1 only.")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or SECRET_KEY.startswith("django-insecure-"):
    raise ImproperlyConfigured("SECRET_KEY is too weak (50 random characters at least); unset it to have one made.")

# --- The house -----------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "articles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "factcheck.headers.PrivatePages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {"default": database(text("DATABASE_URL"), DATA_FOLDER)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "en"
TIME_ZONE = time_zone("TIME_ZONE")
USE_TZ = True

# --- Who may: SAFETY A2, A4 ----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "articles.Person"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/login/"
SESSION_COOKIE_NAME = "factcheck_session"
CSRF_COOKIE_NAME = "factcheck_csrf"
SESSION_COOKIE_AGE = 12 * 3600  # one working day
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        **{kind: ["'self'"] for kind in ("script-src", "style-src", "img-src", "font-src", "connect-src")},
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
if TLS:  # the proxy in front ends TLS and must set X-Forwarded-Proto itself
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True

# --- What comes in and goes out: SAFETY U2 -------------------------------------------------------------------------
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024  # a text of 2 MB, every character escaped, fits
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_TEMP_DIR = DATA_FOLDER / "tmp"
FILE_UPLOAD_PERMISSIONS = 0o600
STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA_FOLDER / "tmp"}},
    # `manage.py run` collects them when they changed; while debugging they come from where they lie.
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "articles.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["articles.api.parsers.StrictJSON"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "articles.api.errors.handle",
    "URL_FORMAT_OVERRIDE": None,  # ?format= says in which form a report is handed out
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "factcheck",
    "DESCRIPTION": "The desk on which a newsroom checks its own articles.",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "COMPONENT_SPLIT_REQUEST": True,
    "COMPONENT_SPLIT_PATCH": False,
    "PATH_CONVERTER_OVERRIDES": {"row": {"type": "integer", "format": "int64", "minimum": 1}},
    "ENUM_NAME_OVERRIDES": {
        "BlockKind": "articles.text.blocks.BlockKind",
        "ExtractionState": "articles.models.ExtractionState",
        "SourceKind": "articles.models.SourceKind",
        "StatusFilter": "articles.models.queue.STANDINGS",
        "Verdict": "articles.models.Verdict",
    },
}

# --- Who is told: SAFETY T5 -----------------------------------------------------------------------------------------
CHECKPOINT_WEBHOOK = webhook("FACTCHECK_CHECKPOINT_WEBHOOK")
CHECKPOINT_MAIL, ALARM_MAIL = people("FACTCHECK_CHECKPOINT_MAIL"), people("FACTCHECK_ALARM_MAIL")
MAIL = mail("FACTCHECK_MAIL_URL")
EMAIL_BACKEND, EMAIL_FILE_PATH = MAIL.backend, DATA_FOLDER / "mail"  # files, unless there is a server
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.host, MAIL.port, MAIL.user, MAIL.password
EMAIL_USE_SSL, EMAIL_USE_TLS, EMAIL_TIMEOUT = MAIL.ssl, MAIL.starttls, 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL.sender

# --- The bell: SAFETY B1, B6 ---------------------------------------------------------------------------------------
BROKER_SOCKET = broker_socket(DATA_FOLDER)
CELERY_BROKER_URL = broker_url(text("CELERY_BROKER_URL"), text("REDIS_URL"), BROKER_SOCKET)
BROKER_IS_EMBEDDED = str(BROKER_SOCKET) in CELERY_BROKER_URL
CELERY_BROKER_TRANSPORT_OPTIONS = transport_options(text("BROKER_KEY_PREFIX"))
CELERY_RESULT_BACKEND_TRANSPORT_OPTIONS = {"visibility_timeout": VISIBILITY}  # no results; the shortest of three wins
CELERY_VISIBILITY_TIMEOUT = VISIBILITY
CELERY_BROKER_CONNECTION_TIMEOUT = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for its broker for as long as it takes
CELERY_TASK_PUBLISH_RETRY = False  # the sweep rings again
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
# A task that killed its process is not put back by Celery: the sweep does it, and counts (SAFETY B4).
CELERY_TASK_REJECT_ON_WORKER_LOST = False
CELERY_TASK_TIME_LIMIT = HARD_LIMIT
CELERY_TASK_SOFT_TIME_LIMIT = SOFT_LIMIT
CELERY_TASK_DEFAULT_QUEUE = "factcheck"
CELERY_WORKER_CONCURRENCY = 2
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 5
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"  # kept in memory: the sweep is due every few seconds anyway
CELERY_BEAT_SCHEDULE = {
    # expires: with no worker alive, sweeps must not pile up.
    "sweep": {"task": "articles.sweep", "schedule": SWEEP_SECONDS, "options": {"expires": 2 * SWEEP_SECONDS}},
}

# --- Words for operators -------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
