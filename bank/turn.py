"""What serving one request needs: the open transaction, who asks, and when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection


@dataclass(frozen=True)
class Turn:
    """`terminal` is the id in the verified certificate. `now` is UTC."""

    connection: Connection
    terminal: str
    now: datetime
