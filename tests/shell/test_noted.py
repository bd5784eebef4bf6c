"""What is done at the shell is told in the security log, and nothing that a fault or an address holds is."""

import json
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

import api.__main__
from tests.intake.workbooks import save
from tests.shell.conftest import Run

ROWS = (("Milestone", "RAG", "Issue", "Mitigation"), ("Open the canary park", "A", "Rain", "Tents"))


def told(log: Path) -> list[dict[str, object]]:
    """What stands in the security log."""
    return [json.loads(line) for line in log.read_text().splitlines()]


def test_loads_reports_backups_and_restoring_are_told_with_counts_sizes_and_digests(wsoa: Run, tmp_path: Path) -> None:
    log, backup, report = tmp_path / "security.log", tmp_path / "backup", tmp_path / "report.docx"
    here = {"WSOA_SECURITY_LOG": str(log)}
    file = save(tmp_path / "canary-name.xlsx", {"Plan": ROWS})
    assert wsoa("import", file, "--programme", "elm", "--name", "Elm", env=here).returncode == 0
    assert wsoa("import", file, "--programme", "elm", "--check", env=here).returncode == 0
    assert wsoa("report", "board-report", "--programme", "elm", "-o", report, env=here).returncode == 0
    assert wsoa("backup", backup, env=here).returncode == 0
    assert wsoa("restore", backup, env=here).returncode == 0
    lines = told(log)
    assert [line["event"] for line in lines] == ["imported", "downloaded", "backed-up", "restored"]
    loaded, written = lines[:2]
    assert (loaded["created"], loaded["subject"], loaded["programme"]) == (1, "trackers/1", 1)
    assert (written["subject"], written["size"]) == ("reports/board-report", report.stat().st_size)
    assert all(line.get("operator") for line in lines[1:])
    assert "canary" not in log.read_text()


def test_a_person_added_is_told_without_name_address_or_passphrase(wsoa: Run, tmp_path: Path) -> None:
    log = tmp_path / "security.log"
    words = ("person", "add", "canary@example.org", "--name", "Canary", "--role", "administrator")
    assert wsoa(*words, given="canary-of-a-passphrase\n", env={"WSOA_SECURITY_LOG": str(log)}).returncode == 0
    assert [line["event"] for line in told(log)] == ["account-made", "role-given"]
    assert "canary" not in log.read_text().lower()


def test_doctor_says_where_the_logs_go_and_that_others_may_read_one(wsoa: Run, tmp_path: Path) -> None:
    log = tmp_path / "security.log"
    log.touch()
    log.chmod(0o644)
    said = wsoa("doctor", env={"WSOA_SECURITY_LOG": str(log)}).stdout
    assert f"the security log goes to {log}, the error log to stderr" in said
    assert f"Mend: {log} can be read by others on this machine" in said
    log.chmod(0o640)
    assert str(log) not in wsoa("doctor", env={"WSOA_SECURITY_LOG": str(log)}).stdout.partition("Mend:")[2]


def test_the_address_of_the_database_is_never_repeated(wsoa: Run) -> None:
    address = "postgresql://somebody:{}@127.0.0.1:1/canary-name".format("canary-secret")
    ended = wsoa("doctor", env={"WSOA_DATABASE_URL": address})
    assert ended.returncode == 3
    assert "canary" not in ended.stdout + ended.stderr


def test_a_fault_at_the_shell_is_told_without_its_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise IntegrityError("INSERT INTO person", {"email": "canary"}, ValueError("Key (email)=(canary)"))

    monkeypatch.setattr(api.__main__, "app", broken)
    with pytest.raises(SystemExit) as ended:
        api.__main__.main()
    said = capsys.readouterr()
    assert "IntegrityError" in str(ended.value)
    assert "canary" not in f"{ended.value}{said.out}{said.err}"
