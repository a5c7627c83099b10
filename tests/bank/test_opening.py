"""Opening a bank's folder that another version has left."""

from pathlib import Path

import pytest
from sqlalchemy import update

from bank.clock import SteppedClock
from bank.folder import FolderError
from bank.opening import open_bank
from bank.tables import meta


def test_a_database_of_another_version_is_refused(tmp_path: Path) -> None:
    older = update(meta).where(meta.c.name == "shape").values(value="1")
    bank = open_bank(tmp_path, "sandbox", SteppedClock())
    bank.store.write(lambda connection: connection.execute(older))
    bank.close()
    with pytest.raises(FolderError, match=r"made by another version.*remove the folder"):
        open_bank(tmp_path, "sandbox", SteppedClock())
