"""Take the README's picture of the seed's page; run by `make screenshot`, needs Chromium."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from write import ROOT, SEED, printed

PICTURE = ROOT / "docs" / "page.png"
SIZE = {"width": 1240, "height": 760}
COLOURS = 256
"""Of a palette: the picture is a third as big, and looks the same."""


def main() -> None:
    """Write the picture."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        raise SystemExit("the picture needs Chromium (apt-get install chromium)")
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "page.html"
        path.write_text(printed("make", SEED, "--format", "html"), encoding="utf-8", newline="\n")
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox"] if is_root else []
        )
        page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
        page.goto(path.as_uri())
        page.evaluate("document.getElementById('red-line-1').scrollIntoView({block: 'center'})")
        page.locator("#red-line-1").click()
        page.wait_for_timeout(500)
        page.screenshot(path=PICTURE)
        browser.close()
    _shrink(PICTURE)
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size / 1000:.0f} kB", file=sys.stderr)


def _shrink(path: Path) -> None:
    from PIL import Image

    with Image.open(path) as picture:
        smaller = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    smaller.save(path, optimize=True)


if __name__ == "__main__":
    main()
