#!/usr/bin/env python
"""Django's own commands; the product's are listed by `motcua --help`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
    execute_from_command_line(sys.argv)
