"""The scorecard as a workbook: what is measured of each area of weakness, and every series with a native chart."""
