"""Builds every part of the terminal with plain arguments, runs them, and stops them in order."""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drivers.card_reader.contract import CardReader
from drivers.errors import DeviceError
from drivers.pin_pad.contract import PinPad
from drivers.printer.contract import ReceiptPrinter
from drivers.signals.contract import Signals
from kiosk.assistance import Assistance
from kiosk.attendant import Attendant
from kiosk.availability import Availability
from kiosk.channel_group import ChannelGroup
from kiosk.channels import Channel
from kiosk.clock import Clock, SystemClock
from kiosk.custody import CardCustody
from kiosk.keypad import Keypad
from kiosk.outlet import SlipOutlet
from kiosk.settings import Settings
from kiosk.settings_file import SettingsError, load
from kiosk.terminal import SessionSettings, Terminal
from kiosk.texts import Texts

IDENTITY = "identity/terminal.pem"  # below the state folder
BACKENDS = {name: ("simulated",) for name in ("card_reader", "printer", "pin_pad", "signals")}

_DRAIN_SECONDS = 40.0  # longer than an order may take
_PAD_RETRY_SECONDS = 2.0


@dataclass(frozen=True)
class Devices:
    """The devices of this terminal, each by the backend its settings name."""

    reader: CardReader
    printer: ReceiptPrinter
    pin_pad: PinPad
    signals: Signals
