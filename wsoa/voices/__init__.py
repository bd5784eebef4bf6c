"""What families say, what changed for one child, and what an audit of plans found. Nobody is named in any of it.

They stand above the other nouns, because an audit gives its indicator a value.
"""

from wsoa.voices.audits import (
    MOST_LINES,
    AuditChange,
    AuditorChange,
    GradeChange,
    change_audit,
    record_audit,
    withdraw_audit,
)
from wsoa.voices.case_studies import CaseStudyChange, change_case_study, record_case_study, withdraw_case_study
from wsoa.voices.feeding import cannot_be_fed
from wsoa.voices.quotations import QuotationChange, change_quotation, record_quotation, withdraw_quotation

__all__ = [
    "MOST_LINES",
    "AuditChange",
    "AuditorChange",
    "CaseStudyChange",
    "GradeChange",
    "QuotationChange",
    "cannot_be_fed",
    "change_audit",
    "change_case_study",
    "change_quotation",
    "record_audit",
    "record_case_study",
    "record_quotation",
    "withdraw_audit",
    "withdraw_case_study",
    "withdraw_quotation",
]
