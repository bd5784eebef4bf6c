"""What a row changes, field by field, in words people understand: "Rating: Amber → Red"."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wsoa.history.digest import Content
from wsoa.intake.grid import in_words
from wsoa.intake.loading.outcome import FieldConflict
from wsoa.rag import versioned_label
from wsoa.snapshot.positions import Level
from wsoa.text import one_line

LABELS: Mapping[str, str] = {
    "ref": "Reference",
    "wording": "Wording",
    "workstream": "Workstream",
    "milestone_focus_area": "Focus areas",
    "leads_words": "Lead",
    "success_measure": "Success measure",
    "parent": "Continues",
    "kind": "Kind",
    "words": "By when",
    "latest": "Latest day",
    "level": "Rating",
    "progress": "Progress",
    "issue": "Issue",
    "mitigation": "Mitigation",
    "forecast_words": "Forecast",
    "forecast_latest": "Forecast, latest day",
    "title": "Title",
    "detail": "Detail",
    "impact": "Impact",
    "owner": "Owner",
    "name": "Name",
    "type": "Type",
    "frequency": "Frequency",
    "product_timescale": "Dates",
    "klass": "Question it answers",
    "class_words": "Category",
    "definition": "Definition",
    "source": "Source",
    "scope": "Scope",
    "heading": "Heading",
    "bullet": "Lines",
    "raw": "Value",
    "period": "Period",
    "status": "How firm it is",
    "numerator": "How many were counted",
    "denominator": "Out of how many",
    "note": "Note",
    "workstream_lead": "Leads",
    "workstream_note": "Notes",
    "workstream_weakness": "Areas of weakness",
    "weakness_reference": "Reference",
    "rating_level": "Levels",
}
"""The fields that are shown; the others only follow from these."""

_ONLY_IF_WORDS_STAND = {"latest": "words", "forecast_latest": "forecast_words"}
_NOT_OF = {("milestone_date", "kind")}
_LINE = ("text", "words", "label", "ref")


def left_alone(conflict: FieldConflict) -> str:
    """*Sheet Plan, cell C2: milestone 2 (7.A), Rating: the record keeps Amber; the file says Red.*"""
    where = f"{in_words(conflict.cell)}: " if conflict.cell else ""
    keeps, says = (one_line(each or "") or "nothing" for each in (conflict.record, conflict.file))
    return f"{where}{conflict.thing}, {called(conflict.field)}: the record keeps {keeps}; the file says {says}."


def called(name: str) -> str:
    """What people call a field of the record."""
    return LABELS.get(name, name.replace("_", " "))


@dataclass(slots=True)
class Telling:
    """What names stand for: numbers of things, and levels of every version of the key."""

    levels: Mapping[tuple[int, int, str], Level] = field(default_factory=dict)
    in_force: tuple[int, int] | None = None
    names: dict[tuple[str, int], str] = field(default_factory=dict)

    def differences(self, stands: Content, said: Content) -> list[tuple[str, str | None, str | None]]:
        """Each field shown that differs: the record's name for it, and both values in words."""
        found = []
        for name in LABELS:
            if (str(said.get("table")), name) in _NOT_OF or stands.get(name) == said.get(name):
                continue
            if name == "kind" and not stands:  # of something new its kind goes without saying
                continue
            words = _ONLY_IF_WORDS_STAND.get(name)
            before, after = self._text(name, stands), self._text(name, said)
            if words is None or (stands.get(words) is not None and stands.get(words) == said.get(words)):
                found.append((name, before, after))
        if not found and stands.get("key_version") != said.get("key_version"):
            found.append(("level", self._text("level", stands), self._text("level", said)))
        found = found or [(name, _plain(stands, name), _plain(said, name)) for name in _unlike(stands, said)]
        return [each for each in found if each[1] or each[2]]

    def _text(self, name: str, content: Content) -> str | None:
        value = content.get(name)
        if value is None:
            return None
        if name == "level":
            return self._level(content)
        if isinstance(value, list):
            return "\n".join(self._line(line) for line in value) or None
        return self._name(name, str(value)) or None

    def _level(self, content: Content) -> str:
        key, version, code = int(str(content["rating_key"])), int(str(content["key_version"])), str(content["level"])
        level = self.levels.get((key, version, code))
        if level is None:
            return code
        return level.label if self.in_force in (None, (key, version)) else versioned_label(level)

    def _line(self, line: Mapping[str, object]) -> str:
        for thing in ("focus_area", "weakness"):
            if thing in line:
                return self._name(thing, str(line[thing]))
        text = next((str(line[name]) for name in _LINE if line.get(name)), "")
        which = str(line.get("which") or "").replace("_", " ").capitalize()
        if line.get("meaning"):
            return f"{text}: {line['meaning']}"
        return f"{which}: {text}" if which else text

    def _name(self, field_: str, value: str) -> str:
        thing = {"parent": "milestone"}.get(field_, field_)
        return (
            self.names.get((thing, int(value)), f"{thing} {value}") if value.isdecimal() and _is_thing(thing) else value
        )


def _unlike(stands: Content, said: Content) -> list[str]:
    return sorted(name for name in stands.keys() | said.keys() if stands.get(name) != said.get(name))


def _plain(content: Content, name: str) -> str | None:
    return None if content.get(name) is None else str(content[name])


def _is_thing(name: str) -> bool:
    return name in ("workstream", "focus_area", "weakness", "milestone")
