"""Benchmarks: `make bench` prints every figure beside its floor, measured in the same run."""
