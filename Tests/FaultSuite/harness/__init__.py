"""What every row of the fault suite stands on: processes, a database, a load, and the oracle. Standard library only."""
