"""Official files as tests write them: the publisher's headings, invented areas and figures."""

from pathlib import Path

MEASURES = (
    "measure_short,measure,topic,polarity,unit_axis,decimals,year_type,last_update_excel_serial,"
    "next_update_excel_serial,owner"
)
NEIGHBOURS = "sn_set,la_number,la_name,rank,neighbour_number,neighbour_name,closeness"
VALUES = "measure_short,measure,area_number,area_name,years,value_raw"
EXPLORED = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,new_la_code,"
    "old_la_code,la_name,plans_rate"
)


def written(folder: Path, name: str, *lines: str) -> Path:
    """A file of those lines; each file of a name is a folder of its own, so that names may repeat."""
    path = folder / name
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def measures(folder: Path) -> Path:
    """Two measures: one of calendar years, one of school years."""
    return written(
        folder,
        "measures.csv",
        MEASURES,
        "IN_TIME,Plans in time,Plans,High,% of plans,1,Calendar Year,45809,46174,DfE",
        "AWAY,Pupils away,Absence,Low,% of pupils,2,Academic Year,New Data,,DfE",
    )


def neighbours(folder: Path) -> Path:
    """Two sets of two neighbours of Eastmoor; the later one has another second neighbour."""
    return written(
        folder,
        "neighbours.csv",
        NEIGHBOURS,
        "April 2021,869,Eastmoor,1,870,Westmoor,Close",
        "April 2021,869,Eastmoor,2,872,Southmoor,Not Close",
        "May 2025,869,Eastmoor,1,870,Westmoor,Very close",
        "May 2025,869,Eastmoor,2,850,Northmoor,Close",
    )


def values(folder: Path, *more: str, name: str = "values.csv", own: str = "41.5") -> Path:
    """Two years of one measure for Eastmoor, its neighbours, its region and England; `own` is Eastmoor's last."""
    years = {
        "869,Eastmoor": ("60.4", own),
        "870,Westmoor": ("50.005", "40"),
        "872,Southmoor": ("50", "-"),
        "850,Northmoor": ("70", "80"),
        "989,South East": ("55", "44.899999999999999"),
        "970,England": ("58", "c"),
    }
    lines = [
        f"IN_TIME,Plans in time,{area},{year},{value}"
        for area, found in years.items()
        for year, value in zip(("2023", "2024"), found, strict=True)
    ]
    return written(folder, name, VALUES, *lines, *more)
