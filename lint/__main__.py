"""The command ``onym``, and ``python -m lint``."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from lint.cli import onym

    onym()


if __name__ == "__main__":
    main()
