"""The `wsoa` command, one module a job."""
