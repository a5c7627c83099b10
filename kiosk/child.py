"""What a child of the kiosk does first: it ends with its parent, and no dump of it writes down what it holds."""

import ctypes
import os
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path

_PR_SET_PDEATHSIG = 1


def be_a_child_of(parent: int) -> None:
    """End when the process `parent` ends, also in the middle of work. Exits where it has ended already."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(1)


def leave_no_dump() -> None:
    """A core dump would write down what was seen or heard. A limit of 1 also turns off dumps into a pipe, which
    ignore 0."""
    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    least = 1 if hard == resource.RLIM_INFINITY else min(1, hard)
    resource.setrlimit(resource.RLIMIT_CORE, (least, least))
    with suppress(OSError):
        Path("/proc/self/coredump_filter").write_text("0")
