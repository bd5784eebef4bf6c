"""Takes the pictures of the guides from the example: `python docs/pictures/take.py` beside a running `make run`.

Needs Chromium on the machine. Usage: take.py ADDRESS PASSPHRASE
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
PICTURES = {
    "my-updates": ("nhs-lead", "/my-updates"),
    "update": ("nhs-lead", "/milestones/11/update"),
    "milestone": ("nhs-lead", "/milestones/3"),
    "overview": ("manager", ""),
    "reports": ("manager", "/reports"),
    "board-report": ("manager", "/reports/board-report"),
}


def sign_in(page: Page, address: str, who: str, passphrase: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{address}/sign-in")
    page.fill("[name=email]", f"{who}@example.org")
    page.fill("[name=passphrase]", passphrase)
    page.click("main button[type=submit]")
    page.wait_for_load_state("networkidle")


def main(address: str, passphrase: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        page = browser.new_page(viewport={"width": 1000, "height": 900})
        for name, (who, path) in PICTURES.items():
            sign_in(page, address, who, passphrase)
            page.goto(f"{address}/programmes/harrowmere{path}")
            page.wait_for_load_state("networkidle")
            page.screenshot(path=HERE / f"{name}.png", full_page=name in ("my-updates", "update"))
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
