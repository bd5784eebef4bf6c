"""`wsoa backup` and `wsoa restore` at the shell: what they print, and how a refusal ends."""

from pathlib import Path

from tests.intake.workbooks import save
from tests.shell.conftest import Run

ROWS = (("Milestone", "RAG", "Issue", "Mitigation"), ("Open the park", "A", "Rain", "Tents"))


def test_what_was_backed_up_comes_back(wsoa: Run, tmp_path: Path) -> None:
    file, backup = save(tmp_path / "plan.xlsx", {"Plan": ROWS}), tmp_path / "backup"
    assert wsoa("import", file, "--programme", "elm", "--name", "Elm").returncode == 0
    made = wsoa("backup", backup)
    assert made.returncode == 0
    assert wsoa("import", file, "--programme", "oak", "--name", "Oak").returncode == 0
    restored = wsoa("restore", backup)
    assert restored.returncode == 0
    assert made.stdout.splitlines()[1:] == restored.stdout.splitlines()[1:-1]
    assert "wsoa.sqlite3.before-restore." in restored.stdout
    verified = wsoa("verify")
    assert (verified.returncode, verified.stdout.count("elm"), verified.stdout.count("oak")) == (0, 1, 0)


def test_a_refusal_is_one_sentence_and_three(wsoa: Run, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear parents")
    for words in (("restore", tmp_path / "letter"), ("restore", tmp_path / "nothing"), ("backup", tmp_path / "letter")):
        ended = wsoa(*words)
        assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (3, "", 1)
