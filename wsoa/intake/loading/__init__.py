"""What was found, into the record: each row matched to the thing it speaks of, one entry for the whole file."""
