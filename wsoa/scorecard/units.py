"""A number with what it counts, as every sentence about a value says it."""


def with_unit(number: str, unit: str | None) -> str:
    """A number with its unit: *47.7%*, *12 weeks*; one that is given with a per cent sign keeps the one it has."""
    said = (unit or "").strip()
    if said.casefold() in ("%", "per cent", "percent", "percentage"):
        return number if number.endswith("%") else f"{number}%"
    return f"{number} {said}" if said and not said.casefold().startswith("number") else number
