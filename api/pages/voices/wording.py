"""What pages call whose words they are, how old somebody is, and who agreed."""

from collections.abc import Mapping

from api.forms import Choice
from wsoa.terms import AgeGroup, ConsentBy, Speaker

SPEAKERS: Mapping[Speaker, str] = {
    Speaker.CHILD: "A child",
    Speaker.YOUNG_PERSON: "A young person",
    Speaker.PARENT_OR_CARER: "A parent or carer",
}
AGE_GROUPS: Mapping[AgeGroup, str] = {
    AgeGroup.EARLY_YEARS: "Early years",
    AgeGroup.PRIMARY: "Primary school age",
    AgeGroup.SECONDARY: "Secondary school age",
    AgeGroup.POST_16: "16 to 25",
}
CONSENTS: Mapping[ConsentBy, str] = {
    ConsentBy.YOUNG_PERSON: "The young person",
    ConsentBy.PARENT_OR_CARER: "A parent or carer",
    ConsentBy.BOTH: "Both the young person and a parent or carer",
}
_HINTS = {
    Speaker.CHILD: "Under 16. A parent or carer has to agree.",
    Speaker.YOUNG_PERSON: "16 or over. They can agree for themselves.",
}
READ_FOR_NAMES = (
    Choice(
        "yes",
        "I have read it for this: nobody is named, and nobody can be recognised",
        "Take out names of people and schools, exact ages, rare conditions and places.",
    ),
)

speakers = tuple(Choice(each, words, _HINTS.get(each)) for each, words in SPEAKERS.items())
age_groups = tuple(Choice(each, words) for each, words in AGE_GROUPS.items())
consents = tuple(Choice(each, words) for each, words in CONSENTS.items())
