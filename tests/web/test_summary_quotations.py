"""What families said in the progress summary: as it was released by then, and nowhere once consent is withdrawn."""

from tests.web.narratives import released, write
from tests.web.places import OPERATOR
from tests.web.site import SLUG, Site
from tests.web.test_voices_pages import recorded
from wsoa.snapshot import seen
from wsoa.voices import withdraw_quotation

SUMMARY = "/reports/progress-summary?format=json"
FIRST, SECOND = "Somebody rang me back the same day", "They asked me what I want"


def told(site: Site, query: str = "", who: str = "adviser") -> list[str]:
    answer = site.get(who, f"{SUMMARY}{query}")
    assert answer.status_code == 200, answer.text
    return [each for each in (FIRST, SECOND) if each in answer.text]


def withdrawn(site: Site, number: int) -> None:
    with site.database.writing() as session:
        last, manager = seen(session, OPERATOR, SLUG, "voice_terms", number), site.actors["manager"]
        withdraw_quotation(session, manager, SLUG, number, reason="They asked us to", seen=last)


def test_a_quotation_is_told_from_its_release_on_and_nowhere_once_it_is_withdrawn(site: Site) -> None:
    first, second = (recorded(site, "quotations", wording=each) for each in (FIRST, SECOND))
    write(site, f"Families say so [Quotation {first}].", kind="voice-of-families")
    released(site)
    then = site.heads()[0]
    assert told(site) == [FIRST]
    assert told(site, "&as_at=2026-03-24") == [], "nothing was released by then"
    assert told(site, f"&known_by={then - 1}", "manager") == []
    write(site, f"Now they say [Quotation {second}], as before [Quotation {first}].", kind="voice-of-families")
    released(site)
    assert told(site) == [SECOND]
    assert told(site, f"&known_by={then}", "manager") == [FIRST], "what was released later was not read then"
    withdrawn(site, second)
    assert told(site) == [FIRST], "the next of the same narrative"
    withdrawn(site, first)
    assert told(site) == []
    assert told(site, f"&known_by={then}", "manager") == [], "on no date any more"
