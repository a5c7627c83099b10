"""Where state is kept on a machine whose settings do not say it."""

import os
from pathlib import Path


def default_state() -> Path:
    """Where the sandbox keeps its state: the XDG state folder."""
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "smart-teller"
