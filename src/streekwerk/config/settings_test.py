"""Settings for tests: quick hashes, mail in memory, jobs run on the spot, no manifest of static files."""

import atexit
import os
import shutil
import tempfile


def _remove(folder: str, maker: int) -> None:
    """A child that was forked leaves the folder to the process that made it."""
    if os.getpid() == maker:
        shutil.rmtree(folder, ignore_errors=True)


if "STREEKWERK_DATA" not in os.environ:
    # The processes of this one find it in what they inherit, and make none of their own.
    os.environ["STREEKWERK_DATA"] = tempfile.mkdtemp(prefix="streekwerk-test-")
    atexit.register(_remove, os.environ["STREEKWERK_DATA"], os.getpid())

from streekwerk.config.settings import *  # noqa: E402, F403
from streekwerk.config.settings import STORAGES  # noqa: E402

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
