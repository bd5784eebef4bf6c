"""The exception report: what is off track or at risk in every workstream, on as few pages as its words allow."""
