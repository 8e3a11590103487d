"""The command ``onym``, and ``python -m lint``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; a failure that nothing else has caught exits 2, as 1 would say that there are findings."""
    from lint.cli import onym

    try:
        onym(prog_name="onym")
    except Exception as error:
        from lint.config import ConfigError

        if isinstance(error, ConfigError):
            print(error, file=sys.stderr)
        else:
            from traceback import print_exc

            print_exc()
        sys.exit(2)


if __name__ == "__main__":
    main()
