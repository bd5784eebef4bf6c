"""What an issued report says, as it is kept for ever: contents as canonical JSON, and contents again of that JSON."""

import json
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any, get_type_hints

from pydantic import TypeAdapter

from exports import catalogue
from exports.catalogue import Contents, Report
from exports.parts.shape import About

_canonical = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def frozen(contents: Contents) -> bytes:
    """The contents as canonical JSON: the same words give the same bytes."""
    return _canonical.encode(contents.to_json()).encode("utf-8", "replace")


# Any: each report has contents of its own, which only its own writers and template are given.
def thawed(report: Report[Any], content: bytes) -> Any:
    """The contents that were frozen, for the report's own template.

    What a report has come to say since is not in them: a field that a later version adds needs a default.
    """
    return _reader(report.key).validate_python(_nested(json.loads(content)))


@cache
def _reader(key: str) -> TypeAdapter[Any]:
    """What reads the contents of that report: made once, for it costs more than what it reads."""
    return TypeAdapter(get_type_hints(catalogue.report(key).contents)["return"])


def _nested(said: Mapping[str, object]) -> dict[str, object]:
    """The values where the contents have them: `as_json` lays what a report is about, and its counts, open on top."""
    about = {each.name for each in fields(About)}
    rest = {name: value for name, value in said.items() if name not in about | {"schema", "counts", "counts_section"}}
    section = said["counts_section"]
    assert isinstance(section, dict)
    return {
        **rest,
        "about": {name: said[name] for name in about if name in said},
        "counts": {**section, "counts": said["counts"]},
    }
