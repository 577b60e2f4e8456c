#!/usr/bin/env python
"""The operator's door: `python manage.py <command> --help`."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run one command.  A wrong setting is one line on stderr and exit code 1, never a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as wrong:
        sys.exit(f"factcheck: {wrong}")


if __name__ == "__main__":
    main()
