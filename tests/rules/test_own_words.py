"""The article before a programme's own words."""

import pytest

from wsoa.snapshot.positions import with_article


@pytest.mark.parametrize(
    "said",
    [
        *("a milestone", "an action", "an area of weakness", "an outcome", "an Entry", "an update", "an undertaking"),
        *("a unit", "a user story", "a one-off", "a European aim", "an unintended effect"),
    ],
)
def test_words_take_the_article_that_is_said_before_them(said: str) -> None:
    assert with_article(said.split(" ", 1)[1]) == said
