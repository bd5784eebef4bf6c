"""The board report: what each improvement board reads once a month."""
