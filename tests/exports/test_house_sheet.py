"""A council's own style sheet, saved by another program, in the place of ours (docs/guide/house-style.md)."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from docx import Document
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from exports import house
from exports.catalogue import REPORTS
from exports.house.named import STYLES, missing_styles, renames, under_our_ids
from exports.house.package import HOUSE
from tests.exports.records import EARLIER, members
from tests.exports.sample import snapshot
from wsoa.errors import WsoaError


@pytest.fixture(scope="module")
def saved_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The style sheet with another font in its headings, opened and saved by LibreOffice."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("soffice (LibreOffice) is not installed")
    folder = tmp_path_factory.mktemp("sheet")
    document = Document(str(HOUSE))
    document.styles["Heading 1"].font.name = "Gill Sans"
    document.save(str(folder / "council.docx"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "saved")]
    subprocess.run(
        [soffice, profile, *convert, str(folder / "council.docx")], check=True, capture_output=True, timeout=180
    )
    return folder / "saved" / "council.docx"


@pytest.mark.parametrize("key", REPORTS)
def test_a_sheet_saved_by_libreoffice_gives_every_report_its_look(
    key: str, saved_elsewhere: Path, tmp_path: Path
) -> None:
    sheet, report = house.load_house(saved_elsewhere), REPORTS[key]
    file = tmp_path / "report.docx"
    file.write_bytes(report.writers["docx"](report.contents(snapshot(), EARLIER), sheet=sheet))
    assert OpenXmlValidator().validate(file).errors == []
    assert Document(str(file)).styles["Heading 1"].font.name == "Gill Sans"
    parts = members(file.read_bytes())
    called = set(re.findall(rb'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]*)"', parts["word/document.xml"]))
    assert called <= set(re.findall(rb'w:styleId="([^"]*)"', parts["word/styles.xml"]))
    assert b"Beside" not in parts["word/document.xml"]


def test_libreoffice_does_give_styles_ids_of_its_own(saved_elsewhere: Path) -> None:
    styles = members(saved_elsewhere.read_bytes())["word/styles.xml"]
    assert "toc 1" in missing_styles(styles)
    assert missing_styles(under_our_ids(styles, renames(styles))) == []


def test_our_own_sheet_is_left_as_it_is() -> None:
    assert renames(members(HOUSE.read_bytes())["word/styles.xml"]) == {}


def test_a_style_is_known_by_its_name_and_what_had_its_id_steps_aside() -> None:
    style = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/>{}</w:style>'
    based = '<w:basedOn w:val="{}"/>'
    theirs = style.format("Caption", "Caption", "") + style.format("Caption1", "caption", based.format("Caption"))
    ours = style.format("CaptionBeside", "CaptionBeside", "")
    ours += style.format("Caption", "caption", based.format("CaptionBeside"))
    assert under_our_ids(theirs.encode(), renames(theirs.encode())) == ours.encode()


def test_a_sheet_that_cannot_be_used_is_refused_in_words_a_user_reads(tmp_path: Path) -> None:
    document = Document(str(HOUSE))
    document.styles["Table Number"].delete()
    document.save(str(tmp_path / "house.docx"))
    with pytest.raises(WsoaError, match=r"house\.docx lacks the styles Table Number"):
        house.load_house(tmp_path / "house.docx")


def test_the_guide_names_every_style() -> None:
    guide = (Path(__file__).resolve().parents[2] / "docs/guide/house-style.md").read_text()
    spoken = guide.replace("Heading 1, 2 and 3", "heading 1, heading 2, heading 3")
    assert [name for name in STYLES.values() if name.lower() not in spoken.lower()] == []
