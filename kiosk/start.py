"""`python -m kiosk.start run`: `kiosk run` as a supervisor starts it, with its first screen sooner.

Without the command line's own imports, and without collecting garbage: a start builds much and throws nothing away
(kiosk.collecting does so later).
"""

import argparse
import gc
import os
import sys
from pathlib import Path


def start() -> None:
    """Run the terminal and end the process with its exit code."""
    parser = argparse.ArgumentParser(description="Run the terminal.")
    parser.add_argument("command", choices=["run"])
    parser.add_argument("--settings", type=Path, required=True)
    parser.add_argument("--window", action="store_true")
    given = parser.parse_args()
    gc.disable()
    # pydantic would read the metadata of every package installed, in search of plugins
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    from kiosk.main import main

    code = main(given.settings, window=given.window)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    start()
