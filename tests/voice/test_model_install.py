"""A model is fetched from a real server, checked, unpacked and switched to; or nothing at all becomes of it."""

import shutil
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.cli import app
from kiosk.voice import official_models
from kiosk.voice.models import MODEL_LANGUAGES, ModelLanguage, chosen, folders, missing, notices, shipped, use
from kiosk.voice.official_models import OFFICIAL, ModelUnusable, install, is_name, unpack
from kiosk.voice.trying import try_model
from tests.voice.model_archives import NAME, Served, archive_of, packed, serving

ZIP = packed()


@pytest.fixture
def served() -> Iterator[Served]:
    with serving(ZIP) as one:
        yield one


def untold(seen: int, whole: int) -> None:
    assert 0 < seen <= whole


def fails(served: Served, models: Path, **other: object) -> str:
    """Why an install failed; and that it left nothing behind."""
    archive = replace(served.archive(ZIP), **other)
    with pytest.raises(ModelUnusable) as problem:
        install(archive, models, untold)
    assert not list(models.iterdir())
    return str(problem.value)


def command(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["voice", *arguments])
    return result.exit_code, result.output


def install_by_command(served: Served, state: Path, language: str = "en") -> tuple[int, str]:
    of = served.archive(ZIP)
    names = ("--name", of.name, "--url", of.url, "--sha256", of.sha256.upper(), "--size", str(of.size))
    return command("install", language, "--state", str(state), *names)


def test_a_model_is_fetched_checked_tried_and_switched_to(served: Served, tmp_path: Path) -> None:
    code, output = install_by_command(served, tmp_path)
    assert code == 0, output
    assert "100 %" in output
    installed = tmp_path / "voice" / "models" / NAME
    assert folders(tmp_path) == {"zh": shipped("zh"), "en": installed}
    for file in shipped("en").rglob("*"):
        if file.is_file():
            assert (installed / file.relative_to(shipped("en"))).read_bytes() == file.read_bytes()
    output = command("models", "--state", str(tmp_path))[1]
    assert f"en: {installed} (installed)" in output
    assert [line[:3] for line in notices(tmp_path)] == ["zh:"]
    assert "zh: the shipped model is made from synthetic speech and has never heard a person" in output


def test_one_that_is_there_is_not_fetched_again(served: Served, tmp_path: Path) -> None:
    install(served.archive(), tmp_path, untold)
    install(served.archive(), tmp_path, untold)
    assert served.asked == 1


def test_what_a_power_cut_left_is_removed(served: Served, tmp_path: Path) -> None:
    (tmp_path / ".unfinished-abc").mkdir()
    (tmp_path / ".unfinished-abc" / "model.zip").write_bytes(ZIP[:1000])
    (tmp_path / NAME).mkdir()  # whatever it is, it is no model
    install(served.archive(), tmp_path, untold)
    assert [place.name for place in tmp_path.iterdir()] == [NAME]
    assert not missing(tmp_path / NAME)


def test_an_archive_without_a_folder_of_its_own(tmp_path: Path) -> None:
    with serving(packed(folder="")) as served:
        assert not missing(install(served.archive(), tmp_path, untold))


def test_cut_short(served: Served, tmp_path: Path) -> None:
    served.content, served.promised = ZIP[:-1000], len(ZIP)
    assert "did not come whole" in fails(served, tmp_path)


def test_ended_early_without_a_word(served: Served, tmp_path: Path) -> None:
    served.content = ZIP[:-1]
    assert f"ended after {len(ZIP) - 1:,}" in fails(served, tmp_path)


def test_longer_than_it_is(served: Served, tmp_path: Path) -> None:
    served.content = ZIP + b"\0"
    assert "longer than" in fails(served, tmp_path)


def test_another_file(served: Served, tmp_path: Path) -> None:
    served.content = ZIP[:-1] + bytes([ZIP[-1] ^ 1])
    assert "is another file" in fails(served, tmp_path)


def test_not_found(served: Served, tmp_path: Path) -> None:
    served.status = 404
    assert "answers 404" in fails(served, tmp_path)


def test_nobody_answers(tmp_path: Path) -> None:
    with serving(ZIP) as served:
        pass
    assert "cannot be reached: " in (said := fails(served, tmp_path))
    assert "Connection refused" in said
    assert "urllib3" not in said
    assert "HTTPConnection" not in said


def test_an_address_that_is_none(tmp_path: Path) -> None:
    code, output = command("install", "en", "--state", str(tmp_path), "--url", "mirror/model.zip")
    assert (code, "begins with https://" in output) == (2, True)


def test_nothing_is_switched_where_it_fails(served: Served, tmp_path: Path) -> None:
    served.content = ZIP[:-1]
    code, output = install_by_command(served, tmp_path)
    assert code == 1
    assert "Nothing was switched" in output
    assert folders(tmp_path)["en"] == shipped("en")


def test_a_model_that_vosk_cannot_load_is_not_switched_to(tmp_path: Path) -> None:
    broken = archive_of(
        *((f"m/{name}", b"no model") for name in ("am/final.mdl", "conf/mfcc.conf", "graph/HCLr.fst", "graph/Gr.fst"))
    )
    with serving(broken) as served:
        of = served.archive()
        given = ("--name", of.name, "--url", of.url, "--sha256", of.sha256, "--size", str(of.size))
        code, output = command("install", "zh", "--state", str(tmp_path), *given)
    assert code == 1
    assert "cannot be used" in output
    assert folders(tmp_path)["zh"] == shipped("zh")


def link(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../outside", "leads elsewhere"),
        ("m/../../outside", "leads elsewhere"),
        ("/outside", "leads elsewhere"),
        ("m\\..\\outside", "leads elsewhere"),
        ("C:outside", "leads elsewhere"),
        ("m/new\nline", "leads elsewhere"),
    ],
)
def test_a_name_that_leads_elsewhere(name: str, why: str, tmp_path: Path) -> None:
    file = tmp_path / "evil.zip"
    file.write_bytes(archive_of(("m/fine", b"fine"), (name, b"evil")))
    with pytest.raises(ModelUnusable, match=why):
        unpack(file, tmp_path / "inside" / "model")
    assert [place.name for place in tmp_path.iterdir()] == ["evil.zip"]


def test_a_link(tmp_path: Path) -> None:
    file = tmp_path / "evil.zip"
    file.write_bytes(archive_of((link("m/am"), b"/etc"), ("m/am/final.mdl", b"evil")))
    with pytest.raises(ModelUnusable, match="no file"):
        unpack(file, tmp_path / "model")
    assert [place.name for place in tmp_path.iterdir()] == ["evil.zip"]


def test_a_file_twice(tmp_path: Path) -> None:
    file = tmp_path / "evil.zip"
    with pytest.warns(UserWarning, match="Duplicate"):
        file.write_bytes(archive_of(("m/a", b"1"), ("m/a", b"2")))
    with pytest.raises(ModelUnusable, match="twice"):
        unpack(file, tmp_path / "model")


def test_a_file_that_is_a_folder_too(served: Served, tmp_path: Path) -> None:
    served.content = archive_of(("m/am", b"1"), ("m/am/final.mdl", b"2"))
    with pytest.raises(ModelUnusable):
        install(served.archive(), tmp_path, untold)
    assert not list(tmp_path.iterdir())


def test_more_than_a_model_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "evil.zip"
    file.write_bytes(archive_of(("m/a", bytes(600_000)), ("m/b", bytes(600_000))))
    monkeypatch.setattr(official_models, "MOST_BYTES", 1_000_000)
    with pytest.raises(ModelUnusable, match="unpacks to more"):
        unpack(file, tmp_path / "model")
    assert sum(place.stat().st_size for place in (tmp_path / "model").rglob("*") if place.is_file()) <= 1_000_000


def test_more_files_than_a_model_has(tmp_path: Path) -> None:
    file = tmp_path / "evil.zip"
    file.write_bytes(archive_of(*((f"m/{number}", b"") for number in range(official_models.MOST_FILES + 1))))
    with pytest.raises(ModelUnusable, match="more than 200"):
        unpack(file, tmp_path / "model")


@pytest.mark.parametrize("content", [b"", b"no archive", ZIP[: len(ZIP) // 2]])
def test_no_archive(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "no.zip"
    file.write_bytes(content)
    with pytest.raises(ModelUnusable, match="cannot be unpacked"):
        unpack(file, tmp_path / "model")


def test_damaged_inside(tmp_path: Path) -> None:
    content = bytearray(archive_of((zipfile.ZipInfo("m/a"), b"0123456789" * 100)))
    content[40] ^= 1  # of the stored bytes: the check sum is that of others
    (tmp_path / "no.zip").write_bytes(content)
    with pytest.raises(ModelUnusable, match="cannot be unpacked"):
        unpack(tmp_path / "no.zip", tmp_path / "model")


def test_packed_badly(tmp_path: Path) -> None:
    content = bytearray(archive_of(("m/a", bytes(range(256)) * 100)))
    content[33:60] = b"\xff" * 27  # of what is packed: no stream at all
    (tmp_path / "no.zip").write_bytes(content)
    with pytest.raises(ModelUnusable, match="cannot be unpacked"):
        unpack(tmp_path / "no.zip", tmp_path / "model")


def test_a_folder_given_is_used_until_the_shipped_one_is_again(tmp_path: Path) -> None:
    given, state = tmp_path / "given", str(tmp_path / "state")
    shutil.copytree(shipped("zh"), given)
    assert command("use", "zh", str(given), "--state", state)[0] == 0
    assert folders(tmp_path / "state") == {"zh": given, "en": shipped("en")}
    assert command("use", "zh", "--state", state)[0] == 0
    assert folders(tmp_path / "state")["zh"] == shipped("zh")


@pytest.mark.parametrize(("language", "other"), [("zh", "en"), ("en", "zh")])
def test_a_model_of_another_language_is_not_used(language: str, other: ModelLanguage, tmp_path: Path) -> None:
    """Nothing would be heard with it, and nobody would know why."""
    code, output = command("use", language, str(shipped(other)), "--state", str(tmp_path / "state"))
    assert code == 1
    assert "a model of another language" in output
    assert not (tmp_path / "state").exists()


def test_a_folder_that_is_no_model_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "am").mkdir()
    (tmp_path / "am" / "final.mdl").write_bytes(b"")
    code, output = command("use", "zh", str(tmp_path), "--state", str(tmp_path / "state"))
    assert code == 1
    assert "lacks the features, a graph that takes a grammar, its words" in output
    assert not (tmp_path / "state").exists()


def test_a_model_that_went_away_is_replaced_by_the_shipped_one_and_said(tmp_path: Path) -> None:
    use(tmp_path, "zh", tmp_path / "gone")
    model = chosen(tmp_path)["zh"]
    assert model.folder == shipped("zh")
    assert model.shipped
    assert "gone is no folder" in model.trouble
    output = command("models", "--state", str(tmp_path))[1]
    assert "gone is no folder" in output
    assert "has never heard a person" in output


def test_a_pointer_that_cannot_be_read_is_no_reason_to_be_deaf(tmp_path: Path) -> None:
    (tmp_path / "voice").mkdir()
    (tmp_path / "voice" / "en.model").write_bytes(b"\xff\xfe")
    assert chosen(tmp_path)["en"].folder == shipped("en")
    assert "en.model" in chosen(tmp_path)["en"].trouble


def test_the_shipped_models_can_be_loaded() -> None:
    for language in MODEL_LANGUAGES:
        assert missing(shipped(language)) == ""
        try_model(shipped(language), language)


def test_another_archive_needs_a_name_of_its_own(tmp_path: Path) -> None:
    code, _ = command("install", "en", "--state", str(tmp_path), "--sha256", "0" * 64)
    assert code == 2
    code, _ = command("install", "en", "--state", str(tmp_path), "--sha256", "0" * 64, "--name", "../elsewhere")
    assert code == 2
    assert not is_name("..")
    assert all(is_name(archive.name) for archive in OFFICIAL.values())
