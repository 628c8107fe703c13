"""`motcua`: every command of the product in one place."""

import os
import sys

# The planner works alone, in any folder: no settings, no database.
if sys.argv[1:2] != ["plan"]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
    import django

    django.setup()
    from motcua.site.commands import app
else:
    from motcua.site.planning_commands import app


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
