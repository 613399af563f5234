"""One file a group of faults; importing them registers their rows, in the order of the report."""

from rows import kills, database, disk, commits, migration, resend  # noqa: F401
