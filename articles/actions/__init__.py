"""The verbs, one a file: the only rooms that write."""
