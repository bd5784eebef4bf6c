"""What Harrowmere's leads said of their promises in the first four rounds, before those told beside the promises.

A year begins brighter than it goes on: some of what was green here is amber or red later.
"""

from wsoa.example.promises import Said

FIRST_MONTHS: dict[str, tuple[Said | None, ...]] = {
    "1.A": (
        Said("N"),
        Said("A", "Two rooms were offered.", "Neither has a step-free door.", "The library is asked for a third."),
        Said("A", "The library lends a room.", "No officer is free for it yet.", "The board is asked for two."),
        Said("G", "Two officers appointed.", reason="They start next month, as planned."),
    ),
    "1.B": (
        Said("N"),
        Said("G", "Dates for a panel every fortnight were agreed.", reason="Every service has them in its diary."),
        Said("G", "First panel met.", reason="Health and education came."),
        Said("G", "The panel met twice.", reason="Health and education came to both."),
    ),
    "2.A": (
        Said("N"),
        Said("A", "Every service knows of week twelve.", "Nobody counts what is late.", "A count from next month."),
        Said("A", "First count: 61 in 100 on time.", "Therapy advice is latest.", "The trust looks at its clinics."),
        Said("A", "58 in 100 on time.", "Two therapists have left.", "Both posts are advertised."),
    ),
    "2.B": (None, Said("N"), Said("="), Said("=")),
    "2.C": (Said("N"), None, None, None),
    "3.A": (
        Said("A", "Average is 181.", "Two posts are vacant.", "Both are advertised."),
        Said("A", "Average is 186.", "Nobody suitable applied.", "Advertised again, with training."),
        Said("A", "Average is 192.", "Two more officers have left.", "Agency officers from next month."),
        Said("R", "Average is 199.", "Requests rise faster than posts are filled.", "Agency officers hold 240 cases."),
    ),
    "4.A": (
        Said("N"),
        Said("A", "First words of the charter.", "Partners disagree about who signs.", "The forum asks each of them."),
        Said("A", "Two of six partners have signed.", "Three wait for their boards.", "The forum goes to each board."),
        Said("A", "Three of six partners have signed.", "Two school trusts are unsure.", "The chair invites both."),
    ),
    "4.B": (None, Said("N"), Said("="), Said("=")),
    "5.A": (
        Said("N"),
        Said("G", "Ten pages rewritten with parents.", reason="Five a fortnight, as planned."),
        Said("G", "Twenty pages rewritten.", reason="Five a fortnight, as planned."),
        Said("G", "Thirty pages rewritten.", reason="Parents find them easier to read."),
    ),
    "6.A": (
        Said("A", "Four posts agreed.", "Money for two is for one year.", "The board is told each month."),
        Said("A", "Four posts advertised.", "Three trusts advertise the same.", "Flexible hours are offered."),
        Said("A", "Two people applied.", "Neither has worked with children.", "Advertised again, with training."),
        Said("R", "One offer was declined.", "The pay is better across the border.", "The trust reviews the band."),
    ),
    "6.B": (
        Said("N"),
        Said("N"),
        Said("A", "The oldest waits are listed.", "71 weeks is the longest.", "Saturday clinics are planned."),
        Said("A", "Staff asked for Saturdays.", "Rooms are short in the north.", "Schools are asked for rooms."),
    ),
    "7.A": (None, Said("N"), Said("="), Said("=")),
    "8.A": (
        Said("N"),
        Said("G", "Authors named for six chapters.", reason="Each has time set aside."),
        Said("G", "First figures collected.", reason="Two partners sent theirs early."),
        Said("A", "Chapters begun.", "Two partners may not share figures.", "The board is asked for its terms."),
    ),
    "8.B": (Said("N"), Said("="), Said("="), Said("=")),
    "9.A": (
        Said("N"),
        Said("G", "Six of fourteen providers are listed.", reason="Two a month, as planned."),
        Said("G", "Eight of fourteen providers are listed.", reason="Two a month, as planned."),
        Said("G", "Nine of fourteen providers are listed.", reason="One more is promised for next month."),
    ),
    "9.B": (None, None, None, None),
}
"""By reference. None is a round in which nobody said anything, "=" confirms that nothing changed."""
