"""Does once what every start would otherwise do again: unpack PySide's own modules, and compile them and ours.

PySide6 carries part of its Python modules as sources inside a library and compiles them at each import (60 to 120 ms);
`SBK_EMBED=0` is its own switch to lay them down as files. An installed package is compiled by pip; a checkout is not,
and where PYTHONDONTWRITEBYTECODE is set it never would be.
"""

import compileall
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def unpacked() -> Path:
    """Have PySide lay its modules down; gives their folder."""
    os.environ["SBK_EMBED"] = "0"  # read when it is imported
    import shiboken6

    return Path(shiboken6.__file__).parent / "files.dir"


if __name__ == "__main__":
    folders = [unpacked(), *(ROOT / name for name in ("kiosk", "ui", "drivers", "bank"))]
    sys.exit(0 if all(compileall.compile_dir(folder, quiet=1) for folder in folders) else 1)
