"""Which options stand at which prompt, from the samples of all screens. `python -m tests.voice.prompt_options` writes
it where `kiosk voice check` reads it: assets/voice/prompts.json."""

import json

from kiosk.prompts import Choose
from kiosk.voice.checking import PROMPTS
from tests.screens.samples import samples


def prompt_options() -> str:
    """As JSON: prompt -> text ids of its options; of prompts with options alone."""
    found: dict[str, set[str]] = {}
    for prompt, _ in samples().values():
        if isinstance(prompt, Choose) and prompt.options:
            found.setdefault(prompt.text, set()).update(option.text for option in prompt.options)
    lines = (f"  {json.dumps(prompt)}: {json.dumps(sorted(options))}" for prompt, options in sorted(found.items()))
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    PROMPTS.write_text(prompt_options(), "utf-8")
