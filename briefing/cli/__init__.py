"""The command line: parse, call, print, exit code."""

from __future__ import annotations

import os
import sys

from briefing.cli.app import app
from briefing.errors import BriefingError

__all__ = ["main"]


def main() -> None:
    """Run the command line and exit with the status that `briefing --help` lists."""
    try:
        app(prog_name="briefing")
    except BriefingError as error:
        from briefing.cli.output import complain

        complain(error)
        raise SystemExit(error.exit_code) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
