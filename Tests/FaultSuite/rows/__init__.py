"""One file a group of faults; importing them registers their rows, in the order of the report."""

from rows import kills, pace, surroundings, database, disk, commits, migration, resend  # noqa: F401
from rows import peers, hostile, access, recovery, systemd  # noqa: F401
