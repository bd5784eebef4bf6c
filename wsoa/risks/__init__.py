"""Risks and issues: raising them, saying how they stand, closing them. Nothing of their history is lost."""

from wsoa.risks.standing import RiskAssessment, RiskUpdateChange, assess_risk, close_risk, rate_risk, reopen_risk
from wsoa.risks.terms import RiskChange, become_issue, describe_risk, raise_risk, state_risk

__all__ = [
    "RiskAssessment",
    "RiskChange",
    "RiskUpdateChange",
    "assess_risk",
    "become_issue",
    "close_risk",
    "describe_risk",
    "raise_risk",
    "rate_risk",
    "reopen_risk",
    "state_risk",
]
