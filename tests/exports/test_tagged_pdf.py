"""A report made into a PDF by LibreOffice: tagged, titled, in its language, its header cells known as such."""

import re
import shutil
import subprocess
import zlib
from pathlib import Path

import pytest

from exports.catalogue import REPORTS
from tests.exports.records import EARLIER
from tests.exports.sample import snapshot

FILTER = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every report as LibreOffice exports it."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("soffice (LibreOffice) is not installed")
    folder = tmp_path_factory.mktemp("pdf")
    for key, report in REPORTS.items():
        (folder / f"{key}.docx").write_bytes(report.writers["docx"](report.contents(snapshot(), EARLIER)))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", FILTER, "--outdir", str(folder)]
    files = [str(folder / f"{key}.docx") for key in REPORTS]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=180)
    return {key: whole(folder / f"{key}.pdf") for key in REPORTS}


def whole(file: Path) -> bytes:
    """The objects of a PDF, those in compressed streams too."""
    content = file.read_bytes()
    unpacked = []
    for stream in STREAM.findall(content):
        try:
            unpacked.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join([content, *unpacked])


@pytest.mark.parametrize("key", REPORTS)
def test_the_pdf_is_tagged_and_has_a_language_and_a_title(key: str, pdfs: dict[str, bytes]) -> None:
    pdf = pdfs[key]
    assert b"/StructTreeRoot" in pdf
    assert re.search(rb"/MarkInfo\s*<<\s*/Marked true", pdf)
    assert re.search(rb"/Lang\s*\(en-GB\)", pdf)
    assert re.search(rb"/Title\s*[(<]", pdf)


@pytest.mark.parametrize("key", REPORTS)
def test_the_pdf_knows_its_headings_tables_and_header_cells(key: str, pdfs: dict[str, bytes]) -> None:
    tags = set(re.findall(rb"/S\s*/(\w+)", pdfs[key]))
    assert {b"Table", b"TR", b"TH", b"TD", b"H1"} <= tags


def test_the_chart_of_the_pdf_is_a_figure(pdfs: dict[str, bytes]) -> None:
    # Its alternative text is in the document (test_charts); LibreOffice 7.4 leaves that of charts out of a PDF.
    assert re.search(rb"/S\s*/Figure", pdfs["board-report"])
