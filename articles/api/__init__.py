"""The programs' door: JSON under /api/v1/, for whatever the desk can do."""
