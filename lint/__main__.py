"""The command ``onym``, and ``python -m lint``."""

from __future__ import annotations

import gc
import os
import sys

from lint.typed import Any

INTERRUPTED = 130


def main() -> None:
    """Run the command line and end the process."""
    # The compiled rules are many objects without a cycle among them: to look for cycles as eagerly as usual, and to
    # take everything apart at the end, would cost a short run a quarter of its time.
    gc.set_threshold(100_000)
    code = run()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (BrokenPipeError, ValueError):
        pass  # who reads has read enough, or the language server has closed the stream
    except OSError:
        code = 2
    os._exit(code)


def run() -> int:
    """Run the command line and return the exit code.

    A failure that nothing else has caught gives 2, as 1 would say that there are findings; an interrupt gives 130, as
    in a shell.
    """
    try:
        from lint.commands.options import plain

        asked = None if "_ONYM_COMPLETE" in os.environ else plain(sys.argv[1:])
        code = _run_plainly(*asked) if asked else None
        if code is not None:
            return code
        from lint.cli import run_onym

        return run_onym()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return 2  # who reads has read enough: nobody is there to be told
    except Exception as error:
        from lint.config import ConfigError

        if isinstance(error, ConfigError):
            from lint.terminal import printable

            print(*map(printable, str(error).split("\n")), sep="\n", file=sys.stderr)
        elif isinstance(error, OSError):
            print(f"onym: {error}", file=sys.stderr)  # the report could not be written, or memory or files have run out
        else:
            from traceback import print_exc

            print_exc()
        return 2


def _run_plainly(command: str, said: dict[str, Any]) -> int | None:
    """Run check or fix without click; return None for a fault in the command line, which click tells in full."""
    from lint import commands
    from lint.terminal import speak_utf8

    speak_utf8()
    gc.disable()  # documents hold no cycles, and to look for some among the words kept costs a tenth of a long run
    try:
        return commands.check(said) if command == "check" else commands.fix(said)
    except Exception as error:
        if "click" in sys.modules and isinstance(error, sys.modules["click"].UsageError):
            return None
        raise


if __name__ == "__main__":
    main()
