"""Possible conflicts: places of one article that cannot both hold as they stand."""
