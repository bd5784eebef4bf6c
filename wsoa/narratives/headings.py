"""The sections of an evidence narrative under their headings, as they are printed and in the order of reading."""

from collections.abc import Mapping

from wsoa.terms import SectionKind

HEADINGS: Mapping[SectionKind, str] = {
    SectionKind.KEY_INDICATORS: "Key indicators of impact",
    SectionKind.POSITION_STATEMENT: "Overview position statement",
    SectionKind.KEY_ACTIONS: "Key actions and progress",
    SectionKind.EVIDENCE_OF_IMPACT: "Evidence of impact",
    SectionKind.VOICE_OF_FAMILIES: "Voice of families",
    SectionKind.KEY_NEXT_STEPS: "Key next steps",
}
