"""Settings for tests: quick hashes, mail in memory, jobs run on the spot, no manifest of static files."""

import os
import tempfile

os.environ.setdefault("STREEKWERK_DATA", tempfile.mkdtemp(prefix="streekwerk-test-"))

from streekwerk.config.settings import *  # noqa: F403
from streekwerk.config.settings import STORAGES

SECRET_KEY = "only for tests"  # noqa: S105
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["*"]
ACCOUNT_RATE_LIMITS = False
# Style sheets straight from the rooms, so that browser tests need no collecting.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
