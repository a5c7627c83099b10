"""`python -m kiosk.storyboards.nursery`: banks for many stories. What a bank imports is imported once; each is a fork.

A line of JSON each way: {"start": [arguments of `python -m bank`]} is answered with {"started": process}, and the bank
itself prints that it is ready; {"stop": process} ends one. All end with the nursery, which ends with its input.
"""

import importlib
import json
import os
import signal
import sys
import traceback

from bank.__main__ import run


def main() -> None:
    """Start and stop banks until the input ends."""
    importlib.import_module("bank.serve")  # once, before the forks, for all of them
    running: set[int] = set()
    for line in sys.stdin:
        asked = json.loads(line)
        if "start" in asked:
            running.add(_started(asked["start"]))
        elif asked["stop"] in running:
            running.remove(asked["stop"])
            _end(asked["stop"])
    for process in running:
        _end(process)


def _started(arguments: list[str]) -> int:
    process = os.fork()
    if process == 0:
        try:
            code = run(arguments)
        except BaseException:
            traceback.print_exc()
            code = 1
        print(f"bank ended {code}", flush=True)
        sys.stderr.flush()
        os._exit(code)
    print(json.dumps({"started": process}), flush=True)
    return process


def _end(process: int) -> None:
    """It is a child that nobody has waited for: its number is still its own."""
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


if __name__ == "__main__":
    main()
