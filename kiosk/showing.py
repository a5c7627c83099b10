"""What one talk with the terminal shows, in which language and mode, and what works at every prompt of it."""

from dataclasses import replace
from typing import Any

from kiosk.asking import Asking, one_of
from kiosk.channels import LANGUAGES, MODES, Act, ActKind, Language, Mode, Sounding, SoundKey
from kiosk.identity.staying import WATCHED, PresenceWatch
from kiosk.presenting import Scene, present
from kiosk.prompts import Home, Invalid, Prompt
from kiosk.terminal import SessionSettings, Terminal
from kiosk.voice.sounding import sounded
from kiosk.wish import Wish, unpack


class Showing:
    """The prompt at hand and what stands around it. `covered`: another talk is shown meanwhile."""

    apart = False  # this talk is not the customer's: their card has nothing to do with it

    def __init__(self, id: str, terminal: Terminal, first_serial: int) -> None:
        self.id = id
        self.terminal = terminal
        self.clock = terminal.clock
        self.language: Language = terminal.settings.language
        self.mode: Mode = terminal.settings.mode
        self.sound = Sounding()
        self.serial = first_serial
        self.covered = False
        self.wish: Wish | None = None
        self._texts = terminal.texts
        self._channels = terminal.channels
        self._custody = terminal.custody
        self._assistance = terminal.assistance
        self._settings: SessionSettings = terminal.settings
        self._asking: Asking | None = None
        self.presence = PresenceWatch(self.note, self._channels.inbox.put, self._look_again)
        self._assistance.on_change = self._refresh

    def note(self, event: str, **fields: Any) -> None:
        """Record an event of this session in the journal."""
        self.terminal.journal.record(event, session=self.id, **fields)

    def start_anew(self) -> None:
        """Nobody is here: language, mode and sound become what every customer starts with."""
        self.language, self.mode = self._settings.language, self._settings.mode
        self.sound = Sounding()
        self._refresh()

    def replace_prompt(self, prompt: Prompt[Any]) -> None:
        """Show `prompt` instead of the one at hand, if they ask the same: what the terminal can do has changed."""
        if self._asking and self._asking.prompt.text == prompt.text:
            self._asking.prompt = prompt
            self._refresh()

    def _look_again(self) -> None:
        """Somebody came near or went: say so at the prompt at hand, or take it back."""
        if (asking := self._asking) and (asking.error is None or asking.error.text == WATCHED):
            asking.error = self.presence.warning(asking.prompt)
            self._refresh()

    def put_up(self, prompt: Prompt[Any], draft: str = "", error: Invalid | None = None) -> Asking:
        """Show a prompt, without waiting for an answer."""
        self.serial += 1
        self.sound = replace(self.sound, keys=False)  # what is asked now must not lie under the sheet
        self._asking = Asking(prompt, draft, error or self.presence.warning(prompt))
        self._refresh()
        return self._asking

    def _refresh(self) -> None:
        asking = self._asking
        if asking is None or self.covered:
            return
        now = self.clock.wall()
        scene = Scene(
            serial=self.serial,
            language=self.language,
            mode=self.mode,
            draft=asking.draft,
            error=asking.error,
            idle_left=asking.idle_left,
            idle_of=int(self._settings.warning),
            can_stay=asking.can_stay,
            assistance="" if self.apart else self._assistance.text,  # staff know that they have come
            assistance_args=self._assistance.args,
            pending=asking.pending,
            focus=asking.focus,
            card_inside=self._custody.card is not None and not self.apart,
            simulated=self._settings.simulated,
            sound=self.sound,
            clock=self._texts.clock(now),
            date=self._texts.today(self.language, now),
            wide=self._settings.wide,
            apart=self.apart,
            spoken=self._settings.spoken,
        )
        self._channels.show(present(asking.prompt, scene, self._texts))

    def _ambient(self, act: Act) -> bool:
        """What works everywhere, also while something runs, and loses nothing typed."""
        match act.kind:
            case ActKind.LANGUAGE:
                self.language = one_of(LANGUAGES, act.value, self.language)
                self.note("language-changed", language=self.language)
            case ActKind.MODE:
                self.mode = one_of(MODES, act.value, self.mode)
                self.note("mode-changed", mode=self.mode)
            case ActKind.HELP:
                where = self._asking.prompt.text if self._asking else "attract"
                self._assistance.call(self.id, where, self.language)
            case ActKind.SOUND:
                self._sound(act.value)
            case ActKind.REPEAT:
                self.sound = replace(self.sound, again=self.sound.again + 1)
                self.note("repeated")
            case ActKind.WISH:
                self._wish(act)
            case _:
                return False
        self._refresh()
        return True

    def _wish(self, act: Act) -> None:
        """Remember what was said, if it is said on the first screen and that service can be had."""
        wish, prompt = unpack(act.value), self._asking.prompt if self._asking else None
        can_be_had = isinstance(prompt, Home) and any(o.key == wish.service and not o.reason for o in prompt.options)
        if can_be_had and not self._stale(act):
            self.wish = wish
            self.note("wish-heard", service=wish.service)

    def _sound(self, key: str) -> None:
        before, self.sound = self.sound, sounded(self.sound, key)
        if self.sound != before and key != SoundKey.KEYS:
            self.note("sound-changed", key=key)

    def _stale(self, act: Act) -> bool:
        """An act for an older view: a double tap must not answer the next question. Cancel always means cancel."""
        return act.serial not in (0, self.serial) and act.kind is not ActKind.CANCEL
