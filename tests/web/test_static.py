import gzip
import json
import re
from hashlib import sha256

from api.render import STATIC, TEMPLATES, asset, environment
from tests.web.edge import edge

VENDOR = STATIC / "vendor"
PACKAGES = json.loads((VENDOR / "manifest.json").read_text())
BANNED = re.compile(
    r"\|\s*safe\b|\bhx-on|\bjs:|javascript:|\son[a-z]+=|\sstyle=|<style|<script(?![^>]*\ssrc=)|govukHeader|govukFooter|govukLogo"
)
UNQUOTED = re.compile(r"=\{\{")


def test_each_vendored_file_is_the_one_in_the_manifest() -> None:
    recorded = {name: digest for package in PACKAGES for name, digest in package["files"].items()}
    actual = {name: sha256((VENDOR / name).read_bytes()).hexdigest() for name in recorded}

    assert actual == recorded
    assert {path.name for path in VENDOR.glob("*-*")} == recorded.keys()


def test_each_vendored_package_comes_with_its_licence_and_integrity() -> None:
    for package in PACKAGES:
        assert package["integrity"].startswith("sha512-")
        assert any(name.endswith(".LICENSE") for name in package["files"])


def test_the_style_sheet_holds_neither_the_font_nor_another_sites_address() -> None:
    css = (VENDOR / "govuk-frontend-6.3.0.min.css").read_text()

    assert "@font-face" not in css
    assert "GDS Transport" not in css
    assert {address.split("/")[1] for address in re.findall(r'url\("?([^")]+)', css)} <= {"static"}


def test_pages_and_scripts_name_only_files_that_are_there() -> None:
    texts = [path.read_text() for path in TEMPLATES.rglob("*.html")]
    named = {name for text in texts for name in re.findall(r'"/static/([^"{]+)"', text)}
    named |= {name for text in texts for name in re.findall(r"asset\('([^']+)'\)", text)}
    named |= set(re.findall(r'from "\./([^"]+)"', (STATIC / "app.js").read_text()))

    assert {"app.css", "app.js", "vendor/htmx-4.0.1.min.js"} <= named
    assert [name for name in named if not (STATIC / name).is_file()] == []


def test_an_asset_changes_its_address_with_its_contents() -> None:
    assert asset("app.css") == f"/static/app.css?{sha256((STATIC / 'app.css').read_bytes()).hexdigest()[:12]}"


def test_static_files_have_the_types_browsers_insist_on() -> None:
    client = edge()

    assert client.get("/static/app.js").headers["content-type"].startswith("text/javascript")
    assert client.get("/static/app.css").headers["content-type"].startswith("text/css")
    assert client.get("/static/icon.svg").headers["content-type"] == "image/svg+xml"


def test_a_first_visit_weighs_at_most_sixty_kilobytes() -> None:
    client = edge()
    page = client.get("/").text
    named = [*re.findall(r'(?:href|src)="(/static/[^"]+)"', page), "/static/vendor/govuk-frontend-6.3.0.min.js"]
    bodies = [page.encode(), *(client.get(address).content for address in named)]

    assert sum(len(gzip.compress(body)) for body in bodies) <= 60_000


def test_no_template_holds_what_the_policy_refuses_or_what_skips_escaping() -> None:
    found = {
        path.name: (BANNED.search(path.read_text()) or UNQUOTED.search(path.read_text()))
        for path in TEMPLATES.rglob("*.html")
    }

    assert {name: match.group() for name, match in found.items() if match} == {}


def test_each_template_compiles() -> None:
    for path in TEMPLATES.rglob("*.html"):
        environment().get_template(path.relative_to(TEMPLATES).as_posix())
