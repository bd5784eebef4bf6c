"""The JSON interface: the same snapshots and commands as the pages."""
