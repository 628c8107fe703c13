"""The product's settings for tests: a throw-away database, quick hashes, nothing outside."""

import os
import tempfile
from pathlib import Path

# Where reference data, a database, the curves of a bench and other packages are found.
KEPT = {"MOTCUA_SHARED", "MOTCUA_TEST_DATABASE_URL", "MOTCUA_GROWTH", "MOTCUA_PEERS"}
_home = Path(tempfile.gettempdir()) / f"motcua-tests-{os.geteuid()}"
for _name in [n for n in os.environ if n.startswith("MOTCUA_") and n not in KEPT]:
    del os.environ[_name]
os.environ["MOTCUA_HOME"] = str(_home)
os.environ["MOTCUA_SECRET_KEY"] = "only-for-tests-" + "x" * 40
os.environ["DATABASE_URL"] = os.environ.get("MOTCUA_TEST_DATABASE_URL", "")

from motcua.site.settings import *  # noqa: E402, F403, I001
from motcua.site.settings import DATABASES, HOME, STORAGES, database  # noqa: E402
from motcua.site.embedded_postgres import EmbeddedPostgres  # noqa: E402

if not os.environ["DATABASE_URL"]:
    # Its own folder: the tests' server forgets durability for speed.
    SERVER = EmbeddedPostgres(_home / "postgres", durable=False)
    SERVER.ensure_running()
    DATABASES["default"] = database(SERVER.url("postgres"))
# The process number in the name lets several runs share the server.
DATABASES["default"]["TEST"] = {"NAME": f"test_motcua_{os.getpid()}"}
DATABASES["default"]["CONN_MAX_AGE"] = 0

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(HOME / f"papers-{os.getpid()}")},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PAYMENT_GATEWAY = "test"
# The server of static files warns of a missing folder, and warnings fail tests.
(HOME / "static").mkdir(parents=True, exist_ok=True)
# Limits on attempts are counted for each test alone; the shared table has its own test.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
