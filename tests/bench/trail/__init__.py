"""Benchmarks of the trail: how long a million events take to verify, and what a line costs whoever writes it."""
