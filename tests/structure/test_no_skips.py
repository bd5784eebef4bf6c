"""The rule that CI skips nothing, tried on small test runs of its own."""

import pytest

pytest_plugins = ["pytester"]

SKIPPING = """
    import pytest
    def test_skips():
        pytest.skip({reason!r})
"""


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("WSOA_NO_SKIPS", "1")
    return pytester


def outcome(run: pytest.Pytester, source: str) -> dict[str, int]:
    run.makepyfile(source)
    return run.runpytest_inprocess("-p", "tests.no_skips").parseoutcomes()


def test_a_skip_is_a_failure(run: pytest.Pytester) -> None:
    assert outcome(run, SKIPPING.format(reason="no browser here")) == {"failed": 1}


def test_the_real_documents_may_be_absent(run: pytest.Pytester) -> None:
    assert outcome(run, SKIPPING.format(reason="../shared absent")) == {"skipped": 1}


def test_a_file_that_skips_itself_is_an_error(run: pytest.Pytester) -> None:
    assert outcome(run, "import pytest\npytest.importorskip('no_such_module')") == {"errors": 1}


def test_a_skip_in_a_fixture_is_an_error(run: pytest.Pytester) -> None:
    source = "import pytest\n@pytest.fixture\ndef server():\n    pytest.skip('down')\ndef test_it(server): pass"
    assert outcome(run, source) == {"errors": 1}


def test_elsewhere_a_skip_stays_a_skip(run: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WSOA_NO_SKIPS")
    assert outcome(run, SKIPPING.format(reason="no browser here")) == {"skipped": 1}
