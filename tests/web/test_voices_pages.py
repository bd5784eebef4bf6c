"""Case studies, quotations and audits on the web: recorded, read, put right, withdrawn; refused forms keep all."""

import re
from datetime import date

import pytest

from api.forms import bind
from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.places import CANARY, at_noon
from tests.web.site import EVERYBODY, SLUG, Site
from wsoa import clock
from wsoa.snapshot.voices import said
from wsoa.voices import QuotationChange, record_quotation

HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> {{7*7}} \u202eevil ~é'
QUOTED = {
    "wording": "Somebody rang me back the same day",
    "said_by": "parent-or-carer",
    "heard": "A coffee morning",
    "consent_by": "parent-or-carer",
    "consent_on": "2026-03-20",
    "weaknesses": "2",
    "nobody_named": "yes",
}
TOLD = {
    "title": "Back at school after two terms",
    "age_group": "primary",
    "situation": "At home since the autumn",
    "done": "A keyworker came every week",
    "changed": "At school four days a week",
    "family_view": "We are heard",
    "services": "A special school",
    "consent_by": "both",
    "consent_on": "2026-03-20",
    "weaknesses": "1",
    "nobody_named": "yes",
}
READ = {
    "held_on": "2026-03-18",
    "sample": "40",
    "auditor_1_organisation_words": "The council",
    "auditor_1_auditors": "3",
    "auditor_3_organisation_words": "Parent carer forum",
    "auditor_3_auditors": "2",
    "grade_1_grade": "Good",
    "grade_1_plans": "25",
    "grade_1_good": "yes",
    "grade_2_grade": "Not good",
    "grade_2_plans": "15",
    "themes": "Advice from health comes late",
    "indicator": "1",
}
FORMS = {"quotations": QUOTED, "case-studies": TOLD, "audits": READ}


def opened(site: Site, path: str, who: str = "manager") -> dict[str, str]:
    page = site.get(who, path)
    assert page.status_code == 200, page.text
    assert_valid_html5(page.text)
    names = ("seen", "token", "seen_terms") if "/audits/" in path and "withdraw" not in path else ("seen", "token")
    return {name: hidden(page.text, name) for name in names}


def recorded(site: Site, kind: str, who: str = "manager", **change: str) -> int:
    path = f"/voices/{kind}/new"
    answer = site.post(who, path, {**opened(site, path, who), **FORMS[kind], **change})
    assert answer.status_code == 303, answer.text
    found = re.search(r"[-/](\d+)$", answer.headers["location"])
    assert found
    return int(found[1])


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.fixture(scope="module", autouse=True)
def _first_ones(site: Site) -> None:
    """One of each: number 1. The audit gives Northmere's indicator the value of its day."""
    assert [recorded(site, kind) for kind in FORMS] == [1, 1, 1]


def test_the_list_shows_each_under_the_label_that_a_narrative_cites(site: Site) -> None:
    page = site.get("leader", "/voices").text
    assert_valid_html5(page)
    for shown in (
        *("[Quotation 1]", "Somebody rang me back the same day", "A parent or carer", "agreed on 20 March 2026"),
        *("[Case study 1]", "Back at school after two terms", "Primary school age"),
        *(
            "[Audit 1]",
            "25 of 40 good enough",
            "Good: 25 (good enough)",
            "Parent carer forum: 2",
            "Plans within 20 weeks",
        ),
    ):
        assert shown in words(page), shown
    assert "/voices/quotations/new" not in page, "a leader reads them"
    assert f'href="/programmes/{SLUG}/voices"' in site.get("leader", "/evidence").text


def test_an_area_of_weakness_filters_the_list(site: Site) -> None:
    first, second = (site.get("manager", f"/voices?weakness={n}").text for n in (1, 2))
    assert 'id="case-study-1"' in first
    assert 'id="quotation-1"' not in first
    assert 'id="quotation-1"' in second
    assert 'id="case-study-1"' not in second
    assert "No case study speaks for this area of weakness" in words(second)
    assert 'id="case-study-1"' in site.get("manager", "/voices?weakness=99").text


def test_a_case_study_is_read_on_a_page_of_its_own(site: Site) -> None:
    page = site.get("leader", "/voices/case-studies/1").text
    assert_valid_html5(page)
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", page.split("<main")[1])
    assert headings[:5] == [
        *("How things were", "What was done", "What changed", "What the family says"),
        "About this case study",
    ]
    assert "Both the young person and a parent or carer, on 20 March 2026" in words(page)
    assert site.get("manager", "/voices/case-studies/77").status_code == 404


def test_an_audit_gives_its_indicator_a_value_that_follows_it(site: Site) -> None:
    [value] = site.snapshot().indicators[0].values
    assert (value.raw, value.numerator, value.denominator) == ("62.5%", 25, 40)
    path = "/voices/audits/1/change"
    page = site.get("manager", path).text
    assert "62.5% for 18 March 2026" in words(page)
    form = {**opened(site, path), **READ, "grade_1_plans": "30", "grade_2_plans": "10", "reason": "Counted again"}
    assert site.post("manager", path, form).status_code == 303
    [value] = site.snapshot().indicators[0].values
    assert value.raw == "75.0%"
    assert "Audit 1: Counted again" in words(site.get("manager", f"/values/{value.number}").text)


@pytest.mark.parametrize("kind", FORMS)
def test_a_refused_form_keeps_all_that_was_typed(site: Site, kind: str) -> None:
    path = f"/voices/{kind}/new"
    hostile = dict.fromkeys(("wording", "title", "situation", "themes", "auditor_1_organisation_words"), HOSTILE)
    wrong = {"consent_on": "soon", "held_on": "soon"}
    form = {name: hostile.get(name, wrong.get(name, text)) for name, text in FORMS[kind].items()}
    answer = site.post("manager", path, {**opened(site, path), **form})
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert "must be a real date" in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text
    for text in form.values():
        if text not in (HOSTILE, "soon") and len(text) > 1:
            assert text in answer.text, text


@pytest.mark.parametrize(
    ("kind", "change", "sentence"),
    [
        ("quotations", {"said_by": "child", "consent_by": "young-person"}, "need the consent of a parent or carer"),
        ("quotations", {"wording": "a" * 301}, "must be 300 characters or fewer"),
        ("quotations", {"nobody_named": ""}, "nobody is named, and nobody can be recognised"),
        ("quotations", {"consent_on": "2026-03-26"}, "cannot be later than today"),
        ("case-studies", {"consent_by": "young-person"}, "a parent or carer has to agree"),
        ("audits", {"sample": "41"}, "The grades add up to 40, but 41 plans were read"),
        ("audits", {"grade_2_plans": "many"}, "Line 2: How many plans must be a whole number"),
        ("audits", {"sample": "6", "grade_1_plans": "5", "grade_2_plans": "1"}, "Fewer than 10 plans were read"),
        ("audits", {"grade_1_plans": "37", "grade_2_plans": "3"}, "given to fewer than five plans"),
        ("audits", {}, "There is a value for this period already"),
        ("quotations", {"age": "9"}, "was not asked for"),
    ],
)
def test_what_is_not_sound_is_told_beside_it(site: Site, kind: str, change: dict[str, str], sentence: str) -> None:
    path, heads = f"/voices/{kind}/new", site.heads()
    answer = site.post("manager", path, {**opened(site, path), **FORMS[kind], **change})
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert sentence in words(answer.text)
    assert site.heads() == heads


@pytest.mark.parametrize(
    ("kind", "field"), [("quotations", "wording"), ("case-studies", "title"), ("audits", "grade_1_grade")]
)
def test_a_colleague_s_save_is_shown_beside_mine(site: Site, kind: str, field: str) -> None:
    number = recorded(site, kind, **({"indicator": ""} if kind == "audits" else {}))
    path = f"/voices/{kind}/{number}/change"
    mine, theirs = opened(site, path), opened(site, path, "lead")
    form = {**FORMS[kind], **({"indicator": "", "reason": "Put right"} if kind == "audits" else {})}
    assert site.post("lead", path, {**theirs, **form, field: "Theirs"}).status_code == 303
    answer = site.post("manager", path, {**mine, **form, field: "My own"})
    assert answer.status_code == 409
    assert_valid_html5(answer.text)
    assert "Theirs" in answer.text.split("Your version")[0]
    assert 'value="My own"' in answer.text or ">\nMy own</textarea>" in answer.text
    again = {name: hidden(answer.text, name) for name in mine}
    assert site.post("manager", path, {**again, **form, field: "My own"}).status_code == 303


@pytest.mark.parametrize("kind", FORMS)
def test_what_is_withdrawn_keeps_its_number_and_loses_its_words(site: Site, kind: str) -> None:
    unique = {"wording": "Words to be gone", "title": "Words to be gone"}
    change = {name: text for name, text in unique.items() if name in FORMS[kind]}
    number = recorded(site, kind, **change, **({"indicator": ""} if kind == "audits" else {}))
    path = f"/voices/{kind}/{number}/withdraw"
    unsaid = site.post("lead", path, opened(site, path, "lead"))
    assert unsaid.status_code == 422
    assert "Say why it is used no longer" in unsaid.text
    stale = opened(site, path)
    sent = {**opened(site, path, "lead"), "reason": "The family asked"}
    assert site.post("lead", path, sent).status_code == 303
    assert site.post("manager", path, {**stale, "reason": "Me too"}).status_code == 409
    places = ["/voices", *([f"/voices/case-studies/{number}"] if kind == "case-studies" else [])]
    for where in places:
        page = site.get("manager", where).text
        assert_valid_html5(page)
        assert "The family asked" in page
        assert "Words to be gone" not in page
    assert f"/{kind}/{number}/change" not in page


def test_hostile_text_is_only_text(site: Site) -> None:
    recorded(site, "quotations", wording=HOSTILE, heard=HOSTILE)
    study = recorded(site, "case-studies", title=HOSTILE, situation=HOSTILE, services=HOSTILE)
    audit = {"indicator": "", "grade_1_grade": HOSTILE, "themes": HOSTILE, "auditor_1_organisation_words": HOSTILE}
    recorded(site, "audits", **audit)
    for where in ("/voices", f"/voices/case-studies/{study}", f"/voices/case-studies/{study}/change"):
        page = site.get("manager", where).text
        assert_valid_html5(page)
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_the_past_shows_no_buttons(site: Site) -> None:
    change, problems = bind(QuotationChange, QUOTED)
    assert change, problems
    with clock.held_at(at_noon(date(2026, 3, 22))), site.database.writing() as session:
        number = record_quotation(session, site.actors["lead"], SLUG, change)
    page = site.get("manager", "/voices?as_at=2026-03-24").text
    assert_valid_html5(page)
    for path in ("/new", "/change", "/withdraw"):
        assert path not in page.split("<main")[1]
    assert 'name="as_at" value="2026-03-24"' in page
    assert f'id="quotation-{number}"' in page
    assert f'id="quotation-{number}"' not in site.get("manager", "/voices?as_at=2026-03-21").text


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_reads_and_who_keeps_them_s1(site: Site, who: str) -> None:
    heads = site.heads()
    keeps = who in ("manager", "lead", "support", "nhs-lead", "other-lead")
    outside = 401 if who in ("anonymous", "disabled") else 404 if who in ("admin", "stranger", "stranger-lead") else 403
    for path in ("/voices", "/voices/case-studies/1"):
        answer = site.get(who, path)
        assert answer.status_code == (200 if keeps or who == "leader" else outside)
        assert keeps or who == "leader" or "Back at school" not in answer.text
    for kind in FORMS:
        for path in (f"/voices/{kind}/new", f"/voices/{kind}/1/change", f"/voices/{kind}/1/withdraw"):
            got, sent = site.get(who, path), site.post(who, path, {})
            turned_away = 409 if path.endswith("withdraw") else 422
            assert (got.status_code, sent.status_code) == ((200, turned_away) if keeps else (outside, outside)), path
            assert who.startswith("stranger") or CANARY not in got.text + sent.text
    assert site.heads() == heads


def test_a_partner_finds_no_way_to_them(site: Site) -> None:
    assert "/voices" not in site.get("forum", "/evidence").text
    with site.database.reading() as session:
        assert len(said(session, site.actors["leader"], SLUG, date(2026, 3, 25)).voices) > 0
