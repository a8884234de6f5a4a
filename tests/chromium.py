"""A real Chromium, the system's own; nothing is downloaded."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for the tests of a module, without window and without rights to the system."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        reason = "needs Chromium (apt-get install chromium), which .ci/run installs"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)

    from playwright.sync_api import sync_playwright

    # Chromium's sandbox does not start for root, as which containers run.
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox"] if is_root else []
        )
        yield browser
        browser.close()
