"""Visits of inspectors or advisers: planned, kept day by day, and their requests answered."""

from wsoa.visits.answers import AnswerChange, answer_request, take_answer_back
from wsoa.visits.notes import NoteChange, write_note
from wsoa.visits.planning import VisitChange, change_visit, plan_visit
from wsoa.visits.requests import RequestChange, change_request, record_request, withdraw_request
from wsoa.visits.times import TimeOfDay, time_in
from wsoa.visits.timetable import SessionChange, add_session, change_session, withdraw_session

__all__ = [
    "AnswerChange",
    "NoteChange",
    "RequestChange",
    "SessionChange",
    "TimeOfDay",
    "VisitChange",
    "add_session",
    "answer_request",
    "change_request",
    "change_session",
    "change_visit",
    "plan_visit",
    "record_request",
    "take_answer_back",
    "time_in",
    "withdraw_request",
    "withdraw_session",
    "write_note",
]
