"""kiosk.toml and the environment: every mistake at once, each with its place."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pydantic import BaseModel

from kiosk.settings import Settings
from kiosk.settings_file import SettingsError, load

BACKENDS: dict[str, tuple[str, ...]] = {
    "card_reader": ("simulated", "real"),
    "card_dispenser": ("simulated", "real"),
    "printer": ("simulated", "real"),
    "document_printer": ("simulated", "real"),
    "pin_pad": ("simulated", "real"),
    "id_scanner": ("simulated", "real"),
    "signals": ("simulated", "real"),
}

GOOD = """\
environment = "sandbox"

[terminal]
id = "terminal-1"
place = { zh-Hans = "大堂", zh-Hant = "大堂", en = "Lobby" }

[bank]
url = "https://127.0.0.1:8443"
authority = "authority.pem"

[devices]
card_reader = "simulated"
card_dispenser = "simulated"
printer = "simulated"
document_printer = "simulated"
pin_pad = "simulated"
id_scanner = "simulated"
signals = "simulated"

[simulator]
socket = "/run/kiosk/simulator.sock"
pin_pad_socket = "/run/kiosk/pin-pad.sock"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "authority.pem").write_text("")
    return tmp_path


def read(folder: Path, text: str, environ: Mapping[str, str] | None = None) -> Settings:
    file = folder / "kiosk.toml"
    file.write_text(text)
    return load(file, environ or {}, BACKENDS)


def problems(folder: Path, text: str, environ: Mapping[str, str] | None = None) -> list[str]:
    """What is wrong, without the folder's name."""
    with pytest.raises(SettingsError) as caught:
        read(folder, text, environ)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return [problem.replace(f"{folder}/", "") for problem in caught.value.problems]


def test_a_short_file_is_enough(folder: Path) -> None:
    settings = read(folder, GOOD, {"XDG_STATE_HOME": "/somewhere"})
    assert settings.environment == "sandbox"
    assert settings.terminal.place.text("zh-Hans") == "大堂"
    assert settings.terminal.place.text("en") == "Lobby"
    assert settings.bank.authority == folder / "authority.pem"  # relative to the file
    assert settings.state.folder == Path("/somewhere/smart-teller")
    assert (settings.session.idle_seconds, settings.session.warning_seconds, settings.session.extensions) == (
        60,
        20,
        10,
    )
    assert (settings.session.card_taken_seconds, settings.session.paper_taken_seconds) == (30, 30)
    assert settings.screen.orientation == "portrait"


def test_every_mistake_at_once_each_on_its_line(folder: Path) -> None:
    text = """\
# a terminal
enviroment = "sandbox"

[terminal]
id = 42
place = { zh-Hans = "大堂", en = "" }

[bank]
url = "http://bank.example"
authority = "missing.pem"
query_seconds = "10"   # text, not a number

[devices]
card_reader = "simulated"
printer = "papyrus"
pin_pad = true

[session]
idle_seconds = 60.5
warning_seconds = 19
mode = "huge"
colour = { red = 1 }

[simulator]
socket = "s"
pin_pad_socket = "%s"
""" % ("x" * 100)
    assert problems(folder, text) == [
        'kiosk.toml:1: environment: expected "sandbox" or "production" (found nothing)',
        'kiosk.toml:2: enviroment: no such key; perhaps environment (found "sandbox")',
        "kiosk.toml:5: terminal.id: expected 1 to 40 of a-z, 0-9 and hyphens (found 42)",
        'kiosk.toml:6: terminal.place.en: expected text of 1 to 40 characters (found "")',
        "kiosk.toml:6: terminal.place.zh-Hant: expected text of 1 to 40 characters (found nothing)",
        'kiosk.toml:9: bank.url: expected https://, a host, perhaps a port (found "http://bank.example")',
        'kiosk.toml:10: bank.authority: expected an existing file (found "missing.pem")',
        'kiosk.toml:11: bank.query_seconds: expected seconds from 0.1 to 60 (found "10")',
        "kiosk.toml:13: devices.card_dispenser: expected a backend's name (found nothing)",
        "kiosk.toml:13: devices.document_printer: expected a backend's name (found nothing)",
        "kiosk.toml:13: devices.id_scanner: expected a backend's name (found nothing)",
        "kiosk.toml:13: devices.signals: expected a backend's name (found nothing)",
        'kiosk.toml:15: devices.printer: expected one of "real", "simulated" (found "papyrus")',
        "kiosk.toml:16: devices.pin_pad: expected a backend's name (found true)",
        "kiosk.toml:19: session.idle_seconds: expected whole seconds from 10 to 600 (found 60.5)",
        "kiosk.toml:20: session.warning_seconds: expected whole seconds from 20 to 120 (found 19)",
        'kiosk.toml:21: session.mode: expected "standard", "elder" or "contrast" (found "huge")',
        "kiosk.toml:22: session.colour: no such key (found a table)",
        f'kiosk.toml:26: simulator.pin_pad_socket: expected a path shorter than 100 bytes (found "{"x" * 56}...)',
    ]


def test_missing_sections(folder: Path) -> None:
    assert problems(folder, 'environment = "sandbox"\nterminal = 3\n') == [
        "kiosk.toml:1: bank: expected a section (found nothing)",
        "kiosk.toml:1: devices: expected a section (found nothing)",
        "kiosk.toml:2: terminal: expected a section (found 3)",
    ]
    assert problems(folder, GOOD.partition("[simulator]")[0]) == [
        "kiosk.toml:1: simulator: expected a section, as devices are simulated (found nothing)"
    ]


@pytest.mark.parametrize("value", ["true", '"60"', "60.0", "[60]", "1979-05-27", "{ seconds = 60 }", "-60"])
def test_nothing_is_converted(folder: Path, value: str) -> None:
    (problem,) = problems(folder, f"{GOOD}\n[session]\nidle_seconds = {value}\n")
    assert problem.startswith("kiosk.toml:25: session.idle_seconds: expected whole seconds from 10 to 600 (found ")


def test_production_with_simulated_devices_is_refused(folder: Path) -> None:
    text = GOOD.replace('"sandbox"', '"production"').replace('printer = "simulated"', 'printer = "real"')
    assert problems(folder, text) == [
        'kiosk.toml:12: devices.card_reader: expected a real backend in production (found "simulated")',
        'kiosk.toml:13: devices.card_dispenser: expected a real backend in production (found "simulated")',
        'kiosk.toml:16: devices.pin_pad: expected a real backend in production (found "simulated")',
        'kiosk.toml:17: devices.id_scanner: expected a real backend in production (found "simulated")',
        'kiosk.toml:18: devices.signals: expected a real backend in production (found "simulated")',
    ]
    real = text.replace('"simulated"', '"real"').partition("[simulator]")[0]
    assert read(folder, real).environment == "production"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'environment = "sandbox"\n\nid = = 3\n', "kiosk.toml:3: expected TOML (Invalid value)"),
        (b'a = 1\nb = """never closed\n', "kiosk.toml:2: expected TOML ("),
        (b"a = 1\na = 2\n", "kiosk.toml:2: expected TOML (Cannot overwrite a value)"),
        (b"a = 1\nb = '\xff'\n", "kiosk.toml:2: expected UTF-8 (found the byte 0xff)"),
    ],
)
def test_not_toml(folder: Path, content: bytes, expected: str) -> None:
    file = folder / "kiosk.toml"
    file.write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        load(file, {}, BACKENDS)
    (problem,) = caught.value.problems
    assert problem.replace(f"{folder}/", "").startswith(expected)


def test_no_file(folder: Path) -> None:
    with pytest.raises(SettingsError) as missing:
        load(folder / "kiosk.toml", {}, BACKENDS)
    assert str(missing.value) == f"{folder}/kiosk.toml:1: expected a settings file (No such file or directory)"
    with pytest.raises(SettingsError) as not_a_file:
        load(folder, {}, BACKENDS)
    assert str(not_a_file.value) == f"{folder}:1: expected a settings file (Is a directory)"


def test_the_environment_overrides(folder: Path) -> None:
    settings = read(
        folder,
        GOOD,
        {
            "KIOSK_ENVIRONMENT": "production",
            "KIOSK_TERMINAL__ID": "007",
            "KIOSK_TERMINAL__PLACE__ZH_HANS": "入口",
            "KIOSK_BANK__QUERY_SECONDS": "2.5",
            "KIOSK_SCREEN__FULL_SCREEN": "false",
            "KIOSK_SCREEN__WIDTH_PX": "1920",
            "KIOSK_SCREEN__HEIGHT_PX": "1080",
            "KIOSK_SESSION__LANGUAGE": "en",
            "KIOSK_STATE__FOLDER": "/var/lib/smart-teller",
            "KIOSK_SETTINGS": "the file's name, which is not a key",
            "PATH": "/bin",
        }
        | {f"KIOSK_DEVICES__{name.upper()}": "real" for name in BACKENDS},
    )
    assert settings.environment == "production"
    assert settings.terminal.id == "007"
    assert settings.terminal.place.zh_hans == "入口"
    assert settings.bank.query_seconds == 2.5
    assert not settings.screen.full_screen
    assert settings.screen.orientation == "landscape"
    assert settings.session.language == "en"
    assert settings.state.folder == Path("/var/lib/smart-teller")


def test_mistakes_in_the_environment_name_the_variable(folder: Path) -> None:
    environ = {
        "KIOSK_SESSION__IDLE_SECONDS": "soon",
        "KIOSK_SESSION__EXTENSIONS": "11\nx = 1",
        "KIOSK_SESION__MODE": "elder",
        "KIOSK_BANK__AUTHORTY": "x",
        "KIOSK_ENVIRONMENT": "test",
        "KIOSK_TERMINAL__ID__NUMBER": "1",
    }
    assert problems(folder, GOOD, environ) == [
        'KIOSK_BANK__AUTHORTY: bank.authorty: no such key; perhaps authority (found "x")',
        'KIOSK_ENVIRONMENT: environment: expected "sandbox" or "production" (found "test")',
        'KIOSK_SESION__MODE: sesion.mode: no such key; perhaps session (found "elder")',
        'KIOSK_SESSION__EXTENSIONS: session.extensions: expected a whole number from 10 to 100 (found "11\\nx = 1")',
        'KIOSK_SESSION__IDLE_SECONDS: session.idle_seconds: expected whole seconds from 10 to 600 (found "soon")',
        'KIOSK_TERMINAL__ID__NUMBER: terminal.id.number: no such key (found "1")',
    ]


def fields(model: type[BaseModel], above: str = "") -> Iterator[tuple[str, str | None]]:
    """Every key there is, and its description."""
    for name, field in model.model_fields.items():
        yield f"{above}{name}", field.description
        for inner in (field.annotation, *getattr(field.annotation, "__args__", ())):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                yield from fields(inner, f"{above}{name}.")


def test_every_key_says_what_it_expects() -> None:
    described = dict(fields(Settings))
    assert len(described) > 30
    assert [name for name, description in described.items() if not description] == []


def test_the_sample_is_complete_and_good(tmp_path: Path) -> None:
    sample = Path(__file__).parents[2] / "packaging" / "kiosk.toml"
    authority = tmp_path / "authority.pem"
    authority.write_text("")
    named = {
        "card_reader": ["crt591"],
        "card_dispenser": ["crt591"],
        "printer": ["escpos"],
        "document_printer": ["cups"],
        "pin_pad": ["xfs4iot"],
        "id_scanner": ["xfs4iot"],
        "signals": ["xfs4iot"],
    }
    settings = load(sample, {"KIOSK_BANK__AUTHORITY": str(authority)}, named)
    assert settings.environment == "production"
    defaults = Settings.model_construct()
    for section in ("session", "limits", "assistance", "screen", "face"):
        assert getattr(settings, section) == getattr(defaults, section)


def test_reading_settings_imports_nothing_slow(folder: Path) -> None:
    """The first frame waits for the settings."""
    (folder / "kiosk.toml").write_text(GOOD)
    program = """
import sys
from pathlib import Path
from kiosk.settings_file import load
backends = {name: ["simulated"] for name in ("card_reader", "printer", "document_printer", "pin_pad", "signals")}
assert load(Path(sys.argv[1]), {}, backends).environment == "sandbox"
print(sorted({"requests", "urllib3", "cryptography", "difflib", "PySide6", "bank", "asyncio"} & set(sys.modules)))
"""
    run = subprocess.run(
        [sys.executable, "-c", program, folder / "kiosk.toml"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        cwd=Path(__file__).parents[2],
        env={k: v for k, v in os.environ.items() if not k.startswith("KIOSK_")},
    )
    assert run.stdout == "[]\n"


# -- a glass that is too small ---------------------------------------------------------------------------------------

SCREEN = "[screen]\nwidth_px = {}\nheight_px = {}\npx_per_mm = {}\n"


@pytest.mark.parametrize(
    "screen",
    [(1080, 1920, 3.2), (1920, 1080, 3.2), (2160, 3840, 6.4), (1080, 1920, 2.0)],
    ids=["standing", "lying", "finer", "larger"],
)
def test_a_glass_that_holds_a_page_is_nothing_to_speak_of(folder: Path, screen: tuple[float, ...]) -> None:
    assert read(folder, GOOD + SCREEN.format(*screen)).screen.warning == ""


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080)], ids=["standing", "lying"])
def test_a_smaller_glass_is_said_with_what_becomes_of_the_letters(folder: Path, size: tuple[int, int]) -> None:
    warning = read(folder, GOOD + SCREEN.format(*size, 4.0)).screen.warning
    assert "270 x 480 mm" in warning
    assert "338 x 600 mm" in warning
    assert "5.8 mm high, not 7.3" in warning


def test_a_terminal_says_at_its_start_that_its_glass_is_too_small(folder: Path) -> None:
    (folder / "taken").write_text("no folder")
    state = f"[state]\nfolder = '{folder}/taken'\n"  # it goes no further than to its state
    for pitch, said in ((3.2, False), (4.0, True)):
        file = folder / "kiosk.toml"
        file.write_text(GOOD + state + SCREEN.format(1080, 1920, pitch))
        command = [sys.executable, "-m", "kiosk.cli", "run", "--settings", str(file)]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert ended.returncode == 2
        assert ("a page needs 338 x 600 mm" in ended.stderr) is said, ended.stderr


VOICES = """
[voice.speakers.zh-Hans]
voice = "cmn-latn-pinyin"
rate = 150
[voice.speakers.de]
voice = "de"
"""


def test_a_terminal_is_silent_until_it_is_told_with_what_to_speak(folder: Path) -> None:
    settings = read(folder, GOOD)
    assert not settings.spoken
    assert {language: one.voice for language, one in settings.voice.speakers.items()} == {
        "zh-Hans": "cmn-latn-pinyin",
        "zh-Hant": "cmn-latn-pinyin",
        "en": "en-us",
    }
    told = {"KIOSK_DEVICES__AUDIO": "sound_card"}
    assert not read(folder, GOOD, told).spoken
    assert read(folder, GOOD, told | {"KIOSK_DEVICES__SPEECH": "pyttsx3"}).spoken


def test_another_language_is_an_entry(folder: Path) -> None:
    speakers = read(folder, GOOD + VOICES).voice.speakers
    assert {language: (one.voice, one.rate) for language, one in speakers.items()} == {
        "zh-Hans": ("cmn-latn-pinyin", 150),
        "de": ("de", 160),
    }
    wrong = VOICES.replace("150", '"fast"').replace('voice = "de"', 'vioce = "de"')
    assert problems(folder, GOOD + wrong) == [
        'kiosk.toml:26: voice.speakers.zh-Hans.rate: expected whole words a minute from 60 to 400 (found "fast")',
        "kiosk.toml:27: voice.speakers.de.voice: expected a voice's name (found nothing)",
        'kiosk.toml:28: voice.speakers.de.vioce: no such key; perhaps voice (found "de")',
    ]


def test_no_simulated_sound_in_production(folder: Path) -> None:
    environ = {f"KIOSK_DEVICES__{name.upper()}": "real" for name in BACKENDS} | {"KIOSK_ENVIRONMENT": "production"}
    file = folder / "kiosk.toml"
    file.write_text(GOOD)
    known = BACKENDS | {"audio": ("none", "simulated"), "speech": ("none", "silent")}
    with pytest.raises(
        SettingsError, match=r'devices.audio: expected a real backend in production \(found "simulated"\)'
    ):
        load(file, environ | {"KIOSK_DEVICES__AUDIO": "simulated"}, known)


def test_the_sample_of_a_terminals_settings_can_be_read(folder: Path) -> None:
    sample = Path(__file__).parents[2] / "packaging" / "kiosk.toml"
    text = sample.read_text(encoding="utf-8")
    found = problems(folder, text)
    assert not [problem for problem in found if "devices." not in problem and "authority" not in problem], found
