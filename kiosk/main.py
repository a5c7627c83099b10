"""Builds every part of the terminal with plain arguments, runs them, and stops them in order."""

import asyncio
import gc
import importlib
import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

# All that knows nothing of Qt is imported here, before Qt: once PySide6 is in, it reads the source of every module that
# is imported, in search of its own switches.
from bank.contract import BankStatus
from drivers.camera.contract import Frame
from kiosk.assembly import LATER, Devices, assemble
from kiosk.attendant import Attendant
from kiosk.backends import BACKENDS, devices_of, faces_of
from kiosk.background import Background
from kiosk.bank.identity_keeper import IdentityKeeper
from kiosk.bank_start import ask_ahead, client, link_of
from kiosk.cabinet import watch_cabinet
from kiosk.channels import LANGUAGES
from kiosk.clock import Clock, SystemClock
from kiosk.collecting import collect
from kiosk.keypad import Keypad
from kiosk.money.disk import Disk, DiskError, InUse, RealDisk
from kiosk.money.issues import Issues
from kiosk.money.journal import Journal
from kiosk.money.orders import Orders
from kiosk.money.recovery import Recovery
from kiosk.pad_keys import pad_keys
from kiosk.papers import Slip, Statement
from kiosk.session_settings import session_settings
from kiosk.settings import Settings
from kiosk.settings_file import SettingsError, load
from kiosk.speaking import let_speak
from kiosk.texts import Texts
from kiosk.witness import Witness

if TYPE_CHECKING:
    from ui.screen import Screen
    from ui.window import Window

IDENTITY = "identity/terminal.pem"  # below the state folder
EXIT_MEND = 2  # somebody must mend something before it makes sense to start again
EXIT_AGAIN = 1  # start again

_FIRST_ANSWER_SECONDS = 2.0
_MIB = 2**20
_DAY = 86400.0


def main(settings_file: Path, *, window: bool) -> int:
    """Run the terminal until it is told to stop. Gives the exit code; 2 says that somebody must mend something."""
    settings = _settings(settings_file)
    if settings is None:
        return EXIT_MEND
    if settings.screen.warning and not window:
        _complain(settings.screen.warning)
    clock, disk = SystemClock(), RealDisk()
    try:
        journal = Journal(disk, settings.state.folder / "journal", clock)
    except InUse as used:
        return _complain(f"another kiosk runs on this state folder: {used}")
    except DiskError as error:
        return _complain(str(error))
    try:
        return _with_screen(settings, clock, disk, journal, window=window)
    finally:
        journal.close()


def enrol(settings_file: Path, code: str) -> int:
    """Enrol this terminal with the code that staff were shown. Gives the exit code."""
    settings = _settings(settings_file)
    if settings is None:
        return EXIT_MEND
    from kiosk.bank.enrolment import IdentityError
    from kiosk.bank.enrolment import enrol as get_identity
    from kiosk.bank.errors import BankError

    bank = client(settings, None)
    try:
        get_identity(bank, code, settings.terminal.id, settings.state.folder / IDENTITY)
    except (BankError, IdentityError) as error:
        return _complain(f"not enrolled: {type(error).__name__}: {error}")
    finally:
        bank.end()
    print(f"{settings.terminal.id} is enrolled.", flush=True)
    return 0


def _settings(file: Path) -> Settings | None:
    try:
        return load(file, os.environ, BACKENDS)
    except SettingsError as error:
        print("\n".join(error.problems), file=sys.stderr)
        return None


def _complain(message: str) -> int:
    print(f"kiosk: {message}", file=sys.stderr)
    return EXIT_MEND


# -- the screen, and everything behind it --------------------------------------------------------------------------


def _with_screen(settings: Settings, clock: SystemClock, disk: Disk, journal: Journal, *, window: bool) -> int:
    off_screen = _off_screen()
    gc.disable()  # before the first QObject: from now on kiosk.collecting collects
    first_answer = ask_ahead(settings, settings.state.folder / IDENTITY)
    devices = devices_of(settings)

    from PySide6.QtGui import QGuiApplication

    from ui.loop import loop_on
    from ui.screen import Screen
    from ui.window import open_window

    application = QGuiApplication(["kiosk"])
    keypad = Keypad(lambda: pad_keys(devices.pin_pad, clock))
    screen = Screen(keypad.press, clock.now)
    size = (settings.screen.width_px, settings.screen.height_px)
    opened = open_window(
        screen,
        fullscreen=settings.screen.full_screen and not window and not off_screen,
        size=_fitting(size, application.primaryScreen().availableSize().toTuple()) if window else size,
        px_per_mm=None if window else settings.screen.px_per_mm,
    )
    loop = loop_on(application)
    with loop:
        served = _serve(settings, clock, disk, journal, devices, keypad, screen, opened, first_answer)
        return loop.run_until_complete(served)


def _off_screen() -> bool:
    """Without a display Qt draws into memory, and the panel shows it."""
    named = os.environ.get("QT_QPA_PLATFORM", "")
    off_screen = named == "offscreen" or not (named or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if off_screen:
        os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    return off_screen


def _fitting(size: tuple[int, int], room: Any) -> tuple[int, int]:
    """The largest window of this shape that leaves a little of the desktop free."""
    scale = min(1.0, 0.9 * room[0] / size[0], 0.9 * room[1] / size[1])
    return int(size[0] * scale), int(size[1] * scale)


async def _serve(
    settings: Settings,
    clock: SystemClock,
    disk: Disk,
    journal: Journal,
    devices: Devices,
    keypad: Keypad,
    screen: "Screen",
    window: "Window",
    first_answer: Future[BankStatus],
) -> int:
    """Serve customers until a signal comes or the screen is lost; then let go in order. Gives the exit code."""
    state = settings.state.folder
    bank = client(settings, state / IDENTITY)
    sending, settling = ThreadPoolExecutor(1, "send orders"), ThreadPoolExecutor(1, "settle orders")
    orders = Orders(
        disk,
        state / "orders",
        state / "keys",
        journal,
        bank.send_transfer,
        sending,
        clock,
        free_bytes=settings.limits.free_disk_mib * _MIB,
    )
    recovery = Recovery(
        orders,
        journal,
        bank.settle,
        settling,
        clock,
        first_wait_seconds=settings.bank.first_wait_seconds,
        longest_wait_seconds=settings.bank.longest_wait_seconds,
        tell_staff=lambda case: print(f"kiosk: case {case} needs a person", file=sys.stderr, flush=True),
    )
    issues = Issues(
        disk,
        state / "issues",
        journal,
        bank.report_plastic,
        ThreadPoolExecutor(1, "tell of cards"),
        clock,
        first_wait_seconds=settings.bank.first_wait_seconds,
        longest_wait_seconds=settings.bank.longest_wait_seconds,
        tell_staff=lambda id: print(f"kiosk: the card of application {id} needs a person", file=sys.stderr, flush=True),
    )
    unsettled = recovery.begin(terminal=settings.terminal.id)
    issues.begin_again()
    asked, shown, background = asyncio.Event(), asyncio.Event(), Background()
    link = await link_of(settings, clock, journal, devices.pin_pad, bank, first_answer, asked)
    background.start(link.run(), "bank link")
    texts = Texts()
    faces = faces_of(settings, clock, _live(screen))
    attendant = assemble(
        clock=clock,
        texts=texts,
        channels=[screen, keypad],
        devices=devices,
        bank=bank,
        staff=bank,
        orders=orders,
        issues=issues,
        journal=journal,
        bank_reason=lambda: link.why,
        business_date=lambda: link.status and link.status.business_date,
        staffed=lambda: link.status is None or link.status.staffed,
        doubt_bank=link.doubt,
        draw=_draw,
        draw_statement=_draw_statement,
        draw_signature=_draw_signature,
        settings=session_settings(settings),
        faces=faces,
    )
    identity = IdentityKeeper(state / IDENTITY, settings.terminal.id, bank, clock, journal, attendant.stop)
    for act in unsettled:
        attendant.doubt(act.device)
    attendant.owes(recovery.interrupted)
    _stop_on_signals(attendant)
    ready = _Ready(screen, shown)
    window.frameSwapped.connect(ready)
    screen.at_first_view(window.appear)  # an empty page would be drawn for nobody
    attendant.channels.start()
    # The first screen says what can be had, so the bank is asked before it; one that is slow is not waited for.
    with suppress(TimeoutError):
        await asyncio.wait_for(asked.wait(), _FIRST_ANSWER_SECONDS)

    async def when_shown() -> None:
        """What nobody at the first screen waits for."""
        await shown.wait()
        if settings.simulator:
            _show_on_panel(settings.simulator.socket, window, background, attendant)
        background.start(recovery.run(), "settle orders")
        background.start(watch_cabinet(devices.signals, clock, journal, attendant.staff_here), "watch doors and switch")
        background.start(issues.run(), "tell the bank of cards")
        background.start(_forget_old(journal, clock), "forget old records")
        for module in LATER:
            await asyncio.to_thread(importlib.import_module, module)
        if faces:
            faces.engine.start()
        for language in LANGUAGES:  # a change of language waits for no file
            await asyncio.to_thread(texts.load, language)
        await let_speak(settings, clock, journal, texts, screen.listening, attendant.channels)
        background.start(collect(clock, lambda: screen.values.value("prompt") == "attract"), "collect garbage")
        await identity.keep()

    background.start(when_shown(), "what comes after the first screen")
    await attendant.run()
    # Orders first: nothing below may end what is being sent.
    await orders.drain(settings.bank.order_seconds + 5)
    await background.stop()
    await orders.drain(settings.bank.order_seconds + 5)
    lost = attendant.channels.essential_lost
    await attendant.channels.stop()
    if faces:
        faces.engine.close()
    journal.record("kiosk-stop", reason="screen-lost" if lost else "identity" if identity.wrong else "told")
    if identity.wrong:
        return _complain(identity.wrong)
    return EXIT_AGAIN if lost else 0


# -- parts ---------------------------------------------------------------------------------------------------------


def _live(screen: "Screen") -> Callable[[Frame | None], None]:
    """Shows what the camera sees beside the view, or no more."""

    def picture(frame: Frame | None) -> None:
        if frame is None:
            screen.live.clear()
        else:
            screen.live.show(frame.pixels, frame.width, frame.height)

    return picture


def _show_on_panel(socket: Path, window: "Window", background: Background, attendant: Attendant) -> None:
    """The sandbox's panel sees the screen and touches it, and can record what happens there."""
    from drivers.simulator.screen_link import ScreenLink
    from ui.mirror import Mirror

    loop = asyncio.get_running_loop()

    def send(jpeg: bytes) -> None:  # called by the thread that encodes
        loop.call_soon_threadsafe(link.send_frame, jpeg)

    mirror = Mirror(window, send)
    link = ScreenLink(socket, watching=mirror.watching, event=mirror.inject)
    witness = Witness(link.tell, link.movement)
    link.recording_begins = witness.begins
    attendant.channels.watched_by(witness)
    background.start(link.run(), "show the screen on the panel")


def _stop_on_signals(attendant: Attendant) -> None:
    """A signal ends the visit at hand, card returned first. Nothing cancels the loop."""
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, attendant.stop)


class _Ready:
    """Says once, for whoever started the kiosk, that the first screen has been drawn and can be used.

    That is the attract screen, unless a run that was cut short has left a card inside: then that is to be taken first.
    """

    def __init__(self, screen: "Screen", shown: asyncio.Event) -> None:
        self._screen = screen
        self._shown = shown

    def __call__(self) -> None:
        if not self._shown.is_set() and self._screen.values.value("prompt"):
            self._shown.set()
            print("kiosk ready", flush=True)
            gc.freeze()  # what the start has built stays: it need not be looked through again and again


async def _forget_old(journal: Journal, clock: Clock) -> None:
    """Once a day, remove what is older than two years; the chain stays provable."""
    while True:
        await asyncio.to_thread(journal.forget_old)
        await clock.until(clock.now() + _DAY)


def _draw(slip: Slip) -> bytes:
    from ui.paper import render_slip

    return render_slip(slip)


def _draw_statement(statement: Statement) -> tuple[bytes, int]:
    from ui.statement import render_statement

    return render_statement(statement)


def _draw_signature(strokes: str) -> bytes:
    from ui.signature import render_signature

    return render_signature(strokes)
