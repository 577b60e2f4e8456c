"""Everything that is measured of the extractor: `make bench-claims` prints each figure beside its target and the published one."""
