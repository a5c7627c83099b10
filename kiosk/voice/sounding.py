"""What a customer does to the voice: what a sound key changes, and the plates that stand on the sheet of them."""

from dataclasses import replace

from kiosk.channels import LANGUAGES, Option, Sounding, SoundKey
from kiosk.wording import Words

STEPS = 2  # of volume and pace, up and down from what is normal


def sounded(before: Sounding, key: str) -> Sounding:
    """How it is spoken after `key` (a SoundKey). What is no key, or goes no further, changes nothing."""
    match key:
        case SoundKey.SLOWER:
            return replace(before, pace=max(before.pace - 1, -STEPS))
        case SoundKey.FASTER:
            return replace(before, pace=min(before.pace + 1, STEPS))
        case SoundKey.QUIETER:
            return replace(before, volume=max(before.volume - 1, -STEPS))
        case SoundKey.LOUDER:
            return replace(before, volume=min(before.volume + 1, STEPS), mute=False)
        case SoundKey.MUTE:
            return replace(before, mute=not before.mute)
        case SoundKey.ALOUD:
            return replace(before, aloud=not before.aloud)
        case SoundKey.EYES_SHUT:
            # Whoever does not see must hear, and must not be left with a sheet they did not open.
            return replace(before, eyes_shut=not before.eyes_shut, mute=False, blank=False, keys=False)
        case SoundKey.BLANK:
            return replace(before, blank=before.eyes_shut and not before.blank, keys=False)
        case SoundKey.KEYS:
            return replace(before, keys=not before.keys)
        case SoundKey.HEADSET:
            return replace(before, headset=True, eyes_shut=True, mute=False)
        case SoundKey.NO_HEADSET:
            # What was private in the ear is not said to the room.
            return replace(before, headset=False, eyes_shut=False, blank=False, aloud=False)
        case _:
            return before


def sound_shown(sound: Sounding, words: Words) -> dict[str, object]:
    """The fields of a view that tell what can be done to the voice, where a terminal has one."""
    return {
        "sound_name": words.text("sound"),
        "sound_keys": _plates(sound, words) if sound.keys else (),
        "sound_title": words.text("sound", "title"),
        "sound_done": words.text("sound", "done"),
        "blank_words": tuple(words.texts.of_language(key, "blank") for key in LANGUAGES) if sound.blank else (),
    }


def _plates(sound: Sounding, words: Words) -> tuple[Option, ...]:
    """What stands on the sheet, in the order of its places. What goes no further says so."""

    def plate(key: SoundKey, state: str = "", reason: str = "") -> Option:
        text = f"sound-{state or key}"
        return Option(
            key, words.text(text), words.attribute(text, "help", {}), words.text(reason) if reason else "", key
        )

    found = [
        plate(SoundKey.QUIETER, reason="sound-least" if sound.volume == -STEPS else ""),
        plate(SoundKey.LOUDER, reason="sound-most" if sound.volume == STEPS else ""),
        plate(SoundKey.SLOWER, reason="sound-slowest" if sound.pace == -STEPS else ""),
        plate(SoundKey.FASTER, reason="sound-fastest" if sound.pace == STEPS else ""),
        plate(SoundKey.MUTE, "mute-end" if sound.mute else ""),
        plate(SoundKey.ALOUD, "aloud-end" if sound.aloud else ""),
        plate(SoundKey.EYES_SHUT, "eyes-shut-end" if sound.eyes_shut else ""),
    ]
    return (*found, plate(SoundKey.BLANK)) if sound.eyes_shut else tuple(found)
