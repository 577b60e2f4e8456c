"""The ledger proves what it says, and nothing else."""
