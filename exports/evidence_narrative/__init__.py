"""The evidence narrative: what inspectors read of each area of weakness, every claim cited."""
