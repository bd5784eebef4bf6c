"""Rows below the items of a table that are none themselves: totals, page numbers, "Printed on", "End of table"."""

import re

_ITEMS = r"(?:actions|milestones|risks|issues|items|tasks|recommendations|rows|records|entries)"
_DAY = r"(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9},? \d{4})"
_HOUR = r"(?:,? (?:at )?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]m)?)?"
_THING = r"(?:table|document|report|sheet|worksheet|list|tracker|register|log|plan|action plan)"

_FOOTER = re.compile(
    rf"(?:(?:(?:sub|grand|overall)[ -]?)?totals?(?: (?:number )?(?:of )?{_ITEMS})?|number of {_ITEMS}) ?[:=–-]? ?\d*"
    rf"|(?:printed|exported)(?: on)? ?:? ?{_DAY}{_HOUR}"
    r"|page \d+(?: ?(?:of|/) ?\d+)?"
    rf"|\W*end of (?:the )?{_THING}\W*",
    re.IGNORECASE,
)


def ends_table(text: str) -> bool:
    """Whether the text is nothing but a total or a footer. "Total communication training" is an action."""
    return bool(_FOOTER.fullmatch(" ".join(text.split())))
