"""What a page of the docs points to is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\]\((?!https?://|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")


def pages() -> list[Path]:
    return sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])


def anchors(page: Path) -> set[str]:
    """The headings of a page, as a link names them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def dead(page: Path) -> list[str]:
    """The links of a page that lead nowhere."""
    found = []
    for link in LINK.finditer(page.read_text()):
        target = (page.parent / link[1]).resolve() if link[1] else page
        if not target.exists() or (link[2] and link[2] not in anchors(target)):
            found.append(link[0])
    return found


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    assert dead(page) == []


def test_a_link_to_what_was_moved_is_found(tmp_path: Path) -> None:
    """The negative control."""
    (tmp_path / "here.md").write_text("# One heading\n")
    page = tmp_path / "page.md"
    page.write_text("[a](here.md) [b](here.md#one-heading) [c](here.md#another) [d](gone.md) [e](#none)\n")
    assert dead(page) == ["](here.md#another)", "](gone.md)", "](#none)"]


def test_the_files_of_operations_are_named_by_a_page() -> None:
    folder = ROOT / "docs" / "operations"
    told = "".join(page.read_text() for page in folder.glob("*.md"))
    assert [path.name for path in folder.iterdir() if path.suffix != ".md" and path.name not in told] == []
