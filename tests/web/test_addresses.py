import pytest

from api.addresses import local_path, safe_url

ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n//evil.example",
    "/ok\\..\\evil",
    "http:evil.example",
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "evil.example",
    "",
    "/\x00",
    "/\u0085/evil.example",
]


@pytest.mark.parametrize("address", [*ELSEWHERE, "https://evil.example", "HTTP://evil.example"])
def test_a_redirect_never_leaves_the_site(address: str) -> None:
    assert local_path(address) == "/"


@pytest.mark.parametrize("address", ["/", "/programmes/northmere/my-updates", "/a?as_at=2026-03-31&x=%2F%2Fy", "/a//b"])
def test_a_path_of_ours_is_kept(address: str) -> None:
    assert local_path(address) == safe_url(address) == address


@pytest.mark.parametrize("address", [*ELSEWHERE, None])
def test_what_is_no_web_page_becomes_no_link(address: str | None) -> None:
    assert safe_url(address) == ""


@pytest.mark.parametrize("address", ["https://example.org/a?b#c", "http://intranet/x", " https://example.org "])
def test_a_web_page_may_be_linked(address: str) -> None:
    assert safe_url(address) == address.strip()
