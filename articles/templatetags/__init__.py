"""Words and marks that every page shares."""
