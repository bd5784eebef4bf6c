"""Takes the pictures of the guides from the example: `python docs/pictures/take.py` beside a running `make run`.

Needs Chromium on the machine, and for the pages of papers LibreOffice, poppler and ImageMagick.
Usage: take.py ADDRESS PASSPHRASE
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
NEXT_MONTH = (
    "1.1;Agree with all partners what a good plan looks like;Head of service;May 25;A;One school has not replied;Visit it",
    "9.1;Open a second drop-in for families;Forum chair;September 2026;G;;",
)
PICTURES = {
    "my-updates": ("lead", "/my-updates"),
    "set-up": ("manager", "/set-up"),
    "asks": ("manager", "/asks"),
    "answer": ("chair", "/asks/3/answer"),
    "judge": ("director", "/weaknesses/4/judge"),
    "update": ("nhs-lead", "/milestones/11/update"),
    "milestone": ("nhs-lead", "/milestones/3"),
    "overview": ("manager", ""),
    "reports": ("manager", "/reports"),
    "scorecard": ("manager", "/scorecard"),
    "indicator": ("manager", "/indicators/4"),
    "write": ("lead", "/narratives/areas/1/sections/evidence-of-impact/write"),
    "our-view": ("forum", "/our-view#area-1"),
    "visit": ("manager", "/visits/1"),
    "evidence-room": ("inspector", "/evidence-room"),
    "progress-summary": ("adviser", "/reports/progress-summary"),
}

WHOLE = ("my-updates", "update", "answer", "judge")


def sign_in(page: Page, address: str, who: str, passphrase: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{address}/sign-in")
    page.fill("[name=email]", f"{who}@example.org")
    page.fill("[name=passphrase]", passphrase)
    page.click("main button[type=submit]")
    page.wait_for_load_state("networkidle")


def take_preview(page: Page, address: str, passphrase: str) -> None:
    """The preview of an invented file that is given up afterwards: the example is left as it was."""
    sign_in(page, address, "manager", passphrase)
    page.goto(f"{address}/programmes/harrowmere/trackers")
    rows = "Ref;Milestone;Lead;By when;RAG;Issue;Mitigation\r\n" + "\r\n".join(NEXT_MONTH)
    page.set_input_files("[type=file]", {"name": "april.csv", "mimeType": "text/csv", "buffer": rows.encode()})
    page.click("main form button[type=submit]")
    page.wait_for_url("**/trackers/*")
    page.wait_for_selector("text=Read it like this")
    page.goto(f"{page.url}/preview")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=HERE / "tracker-preview.png")
    page.click("form[action$='/give-up'] button")


def take_pages(page: Page, file: str, first: int, name: str) -> None:
    """Two pages of a Word file, side by side as it prints them, from page `first` on."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "paper.docx").write_bytes(page.request.get(file).body())
        office = ("soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "pdf")
        two = ("-f", str(first), "-l", str(first + 1))
        for command in (
            (*office, "paper.docx"),
            ("pdftoppm", "-r", "72", *two, "-png", "paper.pdf", "page"),
            ("montage", "page-*.png", "-tile", "2x", "-geometry", "+6+6", "-background", "#888", f"{name}.png"),
        ):
            subprocess.run(command, cwd=folder, check=True, capture_output=True)
        shutil.copy(f"{folder}/{name}.png", HERE)


def take_papers(page: Page, address: str, passphrase: str) -> None:
    """The first two pages of the newest pack, and two of a released narrative after its title."""
    sign_in(page, address, "chair", passphrase)
    page.goto(f"{address}/programmes/harrowmere/packs")
    pack = page.locator("a[href$='/file']").first.get_attribute("href")
    take_pages(page, f"{address}{pack}", 1, "board-report")
    sign_in(page, address, "inspector", passphrase)
    page.goto(f"{address}/programmes/harrowmere/evidence-room")
    told = page.locator("a[href*='/evidence-room/narratives/']").first.get_attribute("href") or ""
    take_pages(page, f"{address}{told.partition('#')[0]}/file", 2, "narrative")


def main(address: str, passphrase: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        page = browser.new_page(viewport={"width": 1000, "height": 900})
        for name, (who, path) in PICTURES.items():
            sign_in(page, address, who, passphrase)
            page.goto(f"{address}/programmes/harrowmere{path}")
            page.wait_for_load_state("networkidle")
            page.screenshot(path=HERE / f"{name}.png", full_page=name in WHOLE)
        take_preview(page, address, passphrase)
        take_papers(page, address, passphrase)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
