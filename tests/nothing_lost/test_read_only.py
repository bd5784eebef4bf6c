"""R9: on a read-only disk, or where the rights are missing, the start says so, pages are read and saving is refused."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.__main__ import app
from api.shell import serving
from tests.nothing_lost import mounts
from tests.nothing_lost.children import told
from tests.web.forms import hidden, update_path
from tests.web.site import Site, open_site
from wsoa.access import Actor
from wsoa.database import Database, open_database
from wsoa.errors import Busy, Unwritable
from wsoa.settings import settings

PAGES = ("", "/milestones/1", "/my-updates")
BANNER = "Nothing can be saved at present"
TYPED = {"level": "A", "issue": "Late", "mitigation": "Dates", "progress": "The panel sat"}


@pytest.fixture
def folder(settled: tuple[Path, dict[str, Actor]]) -> Iterator[Path]:
    """A folder that everybody may enter, with both places in a SQLite file."""
    with tempfile.TemporaryDirectory(prefix="wsoa-read-only-", dir="/tmp") as made:
        place = Path(made)
        shutil.copy(settled[0], place / "wsoa.sqlite3")
        place.chmod(0o755)
        (place / "wsoa.sqlite3").chmod(0o644)
        yield place
        place.chmod(0o755)


def without_rights(folder: Path) -> str:
    """Let this process be somebody who may read the folder and not write there."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
        return "another user"
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    return "no rights"


def on_a_read_only_disk(folder: Path) -> str:
    """Let the folder be read-only for this process; without rights, where the machine allows no mounts."""
    if mounts.own_mounts() and mounts.read_only(folder):
        return "read-only disk"
    return without_rights(folder)


def form_of(site: Site) -> dict[str, str]:
    """A form as it is sent back."""
    page = site.get("manager", update_path(3)).text
    return TYPED | {name: hidden(page, name) for name in ("seen", "token")}


def require_read_and_refused(site: Site, form: dict[str, str]) -> None:
    """Pages are read, under a banner; what is sent is refused in plain words and given back; nothing is written."""
    heads = site.heads()
    for page in PAGES:
        answer = site.get("manager", page)
        assert (answer.status_code, BANNER in answer.text) == (200, True), answer.text
    answer = site.post("manager", update_path(3), form)
    assert answer.status_code == 503
    for said in ("cannot be written to", "was not saved", 'name="progress" value="The panel sat"'):
        assert said in answer.text
    entering = {"email": "manager@example.org", "passphrase": "a-harbour-of-quiet-otters"}
    assert "cannot be written to" in site.new_client().post("/sign-in", data=entering).text
    assert site.heads() == heads


def started_again(url: str, cookies: dict[str, str], actors: dict[str, Actor], form: dict[str, str]) -> None:
    """A server started there says so; whoever was signed in reads on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WSOA_DATABASE_URL", url)
        patch.setattr(serving, "_listen", lambda *_where: None)
        for words, said in ((["serve"], serving.UNWRITABLE), (["doctor"], f"Mend: {serving.UNWRITABLE}")):
            settings.cache_clear()
            open_database.cache_clear()
            ended = CliRunner().invoke(app, words)
            assert ended.exit_code == 0, ended.output
            assert said in ended.output
    with open_site(url, actors) as site:
        client = site.new_client()
        client.cookies.update(cookies)
        site._clients["manager"] = client
        require_read_and_refused(site, form)


@pytest.mark.proof
@pytest.mark.parametrize("lose", [without_rights, on_a_read_only_disk], ids=["rights", "disk"])
def test_where_nothing_can_be_written_the_start_says_so_pages_are_read_and_saving_is_refused(
    settled: tuple[Path, dict[str, Actor]],
    folder: Path,
    lose: Callable[[Path], str],
    record_property: Callable[[str, object], None],
) -> None:
    url = f"sqlite:///{folder / 'wsoa.sqlite3'}"

    def tried() -> str:
        with open_site(url, settled[1]) as site:
            form = form_of(site)
            assert BANNER not in site.get("manager", "").text
            cookies = dict(site.client_for("manager").cookies)
            if lose is without_rights:
                how = lose(folder)
                require_read_and_refused(site, form)
        if lose is not without_rights:
            how = lose(folder)
            started_again(url, cookies, settled[1], form)
        return how

    record_property("by", told(tried))


def test_a_database_opened_as_if_it_could_be_written_is_not_even_read_there(folder: Path) -> None:
    """The negative control: SQLite's log needs a file beside the database, also to read."""

    def tried() -> None:
        without_rights(folder)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Database, "may_write", True)
            naive = Database(f"sqlite:///{folder / 'wsoa.sqlite3'}")
        with pytest.raises(Busy), naive.reading() as session:
            session.connection().exec_driver_sql("SELECT count(*) FROM entry")

    told(tried)


def test_a_command_that_cannot_write_is_refused_and_one_that_reads_is_not(folder: Path) -> None:
    def tried() -> None:
        without_rights(folder)
        database = Database(f"sqlite:///{folder / 'wsoa.sqlite3'}")
        with pytest.raises(Unwritable), database.writing():
            pass
        with database.reading() as session:
            assert session.connection().exec_driver_sql("SELECT count(*) FROM entry").scalar()
        database.close()

    told(tried)
