"""What Harrowmere's people write in their evidence narratives: plain, and honest about what is not good yet."""

from collections.abc import Mapping
from dataclasses import dataclass

from wsoa.example.asking import LEAD, MANAGER, NHS_LEAD
from wsoa.terms import SectionKind


@dataclass(frozen=True, slots=True)
class Written:
    """A section and who wrote it, in marked text."""

    by: str
    text: str


PLANS: Mapping[SectionKind, Written] = {
    SectionKind.KEY_INDICATORS: Written(
        LEAD,
        """\
Plans finished within twenty weeks rose from 31% in the first month of this plan to 44% in the latest [Indicator 4]. \
The checkpoint of 40% was met. **More than half of families still wait longer than the law allows.**

- Seven in ten pieces of advice arrive on time; it was half of them [Indicator 5]. This figure comes from a \
spreadsheet, and our confidence in it is low.
- Annual reviews overdue fell from 412 to 321 [Indicator 9].
- Of the plans audited, 58% were good enough; a month earlier it was 50% [Indicator 10]. Two audits are too few to \
speak of a trend.""",
    ),
    SectionKind.POSITION_STATEMENT: Written(
        MANAGER,
        """\
Families now know who has their papers, and decisions come sooner. Plans are still late for most of them, and a good \
plan is not yet the rule.

## What is better
- Every request comes to one desk and is opened within two working days [1.A and E1].
- Plans written to the new standard are better: eight of ten met it at first reading [E2].
- Health and education sit on one weekly panel, with a deputy when somebody is away [1.B].

## What is not good enough
- Each officer has 188 families. We promised 130, and have moved that date once [3.A].
- Plans amended after an annual review repeat last year’s words [Audit 2].
- The oldest requests for advice are still late [2.A].""",
    ),
    SectionKind.KEY_ACTIONS: Written(
        LEAD,
        """\
Three of our six actions have changed what families meet:

- **The duty desk** opened a fortnight early [1.A]. Schools and families ring one number.
- **The panel** meets each week [1.B]. In its first months it met without a paediatrician too often.
- **The audits** are done by school, health and council together [2.C].

Two have not gone as planned:

- **Caseloads** [3.A]: we advertised three times. Three officers have been appointed, and three posts are vacant.
- **Advice by week twelve** [2.A]: locum therapists and Saturday clinics have cut the queue
  - health advice is nearly always on time
  - therapy advice is where we lose time.

The sixth, the standard for a good plan, goes to the board next [2.B].""",
    ),
    SectionKind.EVIDENCE_OF_IMPACT: Written(
        LEAD,
        """\
The log of the duty desk shows every request of its first ten weeks, and none that waited longer than two working \
days [E1].

Plans have begun to read differently. In the first audit five of ten were good enough [Audit 1]. In the second, which \
school, health and council did together, seven of twelve were [Audit 2]. What changed is mostly in new plans.

For one family the new desk made the difference between a promise of a year and a plan in week 22 [Case study 1]. It \
was still two weeks late.

We cannot show yet that children learn or feel better because of it.""",
    ),
    SectionKind.VOICE_OF_FAMILIES: Written(
        MANAGER,
        """\
Parents tell us that they know at last who has their papers, and that they still wait too long [Quotation 1]. They \
asked for a call each fortnight, also when there is nothing new; officers now make it.

Of 131 parents who answered the forum’s last survey, 41% felt listened to; it was 34% four months before \
[Indicator 7]. Most of those who were asked did not answer, and we do not know what they would have said.""",
    ),
    SectionKind.KEY_NEXT_STEPS: Written(
        LEAD,
        """\
- Take the standard for a good plan to the board, and then use it for every annual review [2.B].
- Induct the three new officers, and hand back 60 cases from the agency [3.A].
- Ring every service about each request past week ten [2.A].
- Audit ten plans a month with the same three partners, so that a trend can be seen [2.C].""",
    ),
}
"""Of area 1: by the lead and the manager, so that the NHS lead can hold it against the record."""

AFTER_PARTNERS: Mapping[SectionKind, Written] = {
    SectionKind.VOICE_OF_FAMILIES: Written(
        MANAGER,
        PLANS[SectionKind.VOICE_OF_FAMILIES].text
        + """

The parent who is quoted was asked again before this was printed, and agreed.""",
    ),
}
"""What is written anew when the forum has commented."""

TOGETHER: Mapping[SectionKind, Written] = {
    SectionKind.KEY_INDICATORS: Written(
        LEAD,
        """\
Parents who felt listened to rose from 34% to 41% [Indicator 7]. 131 of 410 answered. The forum asks again in \
four months, and until then this is one step up and no more.""",
    ),
    SectionKind.POSITION_STATEMENT: Written(
        LEAD,
        """\
Families are asked earlier than they were. Whether what they say changes what is decided is not shown yet.

- All six partners have signed a charter for deciding together [4.A, E3].
- The Local Offer was rewritten with parents and tried on their own telephones [5.A].
- Young people have a panel, and are paid for it [4.B].
- The twenty questions asked most are answered in English only [5.B].""",
    ),
    SectionKind.KEY_ACTIONS: Written(
        LEAD,
        """\
The charter took three months longer than we thought [4.A]: two school trusts wanted other words, and the forum met \
both heads. It is signed now, by all six.

Every page of the Local Offer is rewritten [5.A]. Nine parents found what they sought. Nine are few, and all of them \
read English easily.""",
    ),
    SectionKind.EVIDENCE_OF_IMPACT: Written(
        NHS_LEAD,
        """\
The charter is signed [E3]. That is a promise, and no proof that anybody’s life is better.

What we can show so far is one decision that families changed: the letter about waiting is one page because the forum \
asked for one page [7.A and E4].""",
    ),
    SectionKind.VOICE_OF_FAMILIES: Written(
        LEAD,
        """\
Young people have told us to show them what we changed [Quotation 2]. Parents will believe the charter when somebody \
changes their mind because of them [Quotation 4]. Both are right to ask.""",
    ),
    SectionKind.KEY_NEXT_STEPS: Written(
        LEAD,
        """\
- Publish each half term what was changed because families asked [4.B].
- Translate the twenty questions asked most, once the board has decided about the money [5.B].""",
    ),
}
"""Of area 2, with partners now."""

EARLIER = {
    SectionKind.POSITION_STATEMENT: Written(
        LEAD,
        """\
Families are asked earlier than they were.

- All six partners have signed a charter for deciding together [4.A, E3].""",
    ),
}
"""What stood there first."""

WAITING: Mapping[SectionKind, Written] = {
    SectionKind.KEY_INDICATORS: Written(
        NHS_LEAD,
        """\
The longest wait for therapy fell from 71 to 43 weeks [Indicator 6]. The promise is 40 weeks first and \
eighteen in the end: **nobody should read 43 as good.**

Each month about 200 families are told how long they will wait [Indicator 3].""",
    ),
    SectionKind.POSITION_STATEMENT: Written(
        NHS_LEAD,
        """\
Families know how long they will wait, and the longest wait is much shorter. The usual wait is still many months.

- Extra clinics see the oldest waits first [6.B, E5].
- A letter within ten days says how long the wait is, and what helps meanwhile [7.A, E4].
- Two of four new therapists have started [6.A]. Without the other two the waits will stop falling.""",
    ),
    SectionKind.KEY_ACTIONS: Written(
        NHS_LEAD,
        """\
The Saturday clinics did most of it [6.B]. They rest on six therapists who give up some of their Saturdays, which \
cannot go on for ever.

We offered posts to people who went across the border for better pay [6.A].""",
    ),
    SectionKind.EVIDENCE_OF_IMPACT: Written(
        NHS_LEAD,
        """\
One child who had waited for a year was seen on a Saturday, and is understood by other children now [Case study 2]. \
The trust’s own waiting list shows the longest wait of each month [E5].""",
    ),
    SectionKind.VOICE_OF_FAMILIES: Written(
        NHS_LEAD,
        """\
The letter helps families to plan, also when the news is bad [Quotation 3]. They would rather be rung than come to a \
drop-in, so the second drop-in was dropped.""",
    ),
    SectionKind.KEY_NEXT_STEPS: Written(
        NHS_LEAD,
        """\
- Interview for the last two posts [6.A].
- Tell every school when its room is needed on Saturdays [6.B].""",
    ),
}
"""Of area 3: it waits for its cross-check."""
