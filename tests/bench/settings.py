"""The product's settings with the floor among its addresses; passwords are cheap, because log-in is not measured."""

from factcheck.settings import *  # noqa: F403  # all of them

ROOT_URLCONF = "tests.bench.urls"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
