"""The settings under test: the product's own, with a data folder that is thrown away and passwords that are cheap."""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="factcheck-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["FACTCHECK_DATA"] = _folder
os.environ["DEBUG"] = os.environ["FACTCHECK_LANGUAGE_MODEL_URL"] = ""
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "")

from factcheck.settings import *  # noqa: E402, F403  the environment has to be set first
from factcheck.settings import DATA_FOLDER, DATABASES, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Argon2 costs 0.3 s a log-in
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in the product: a database in memory locks differently, and cannot be opened by a second process.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_FOLDER / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += ";PRAGMA synchronous=OFF"
else:
    DATABASES["default"]["TEST"] = {"NAME": f"test_factcheck_{os.getpid()}"}  # runs beside others on one server
