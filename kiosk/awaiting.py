"""What a visit waits for staff to decide. A member of staff at the terminal decides about this, and nothing else."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Awaited:
    """An application or a verification, by the id that the bank knows it by.

    `portrait` and `live`: JPEG of what a verification compared, empty where nobody looked. They never go to the bank,
    are shown to whoever decides, and are forgotten with the wait. An application's are at the bank.
    """

    kind: Literal["application", "verification"]
    id: str
    portrait: bytes = field(default=b"", repr=False)
    live: bytes = field(default=b"", repr=False)
