"""The report as one page: every story, every step with its picture and what was there. No scripts."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from html import escape
from pathlib import Path

from kiosk.storyboards.looking import words_on
from kiosk.storyboards.player import Played, Result

_BEIJING = timezone(timedelta(hours=8))
_STYLE = """
:root { color-scheme: light dark; --line: #8886; --good: #1a7f37; --bad: #b3261e; --soft: #8881 }
@media (prefers-color-scheme: dark) { :root { --good: #5bd07f; --bad: #ff8a80 } }
body { font: 16px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.6rem; margin: 0 }
.sum { font-size: 1.2rem } .good { color: var(--good) } .bad { color: var(--bad) } .file { opacity: .75 }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 2rem }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top }
td:nth-child(n+3), th:nth-child(n+3) { text-align: right; white-space: nowrap }
details { border: 1px solid var(--line); border-radius: .5rem; margin: 1rem 0; padding: .5rem 1rem }
summary { cursor: pointer; font-weight: 600 }
ol { list-style: none; padding: 0 }
li { display: grid; grid-template-columns: 11rem 1fr; gap: 1rem; padding: 1rem 0; border-top: 1px solid var(--line) }
li img { width: 100%; height: auto; border: 1px solid var(--line); border-radius: .3rem }
li .same { opacity: .6; font-size: .85rem }
code { font: 600 1rem ui-monospace, monospace } p { margin: .2rem 0 } .there { font-size: .9rem; opacity: .85 }
.reason { font-size: .9rem; color: var(--bad); white-space: pre-wrap; overflow-wrap: anywhere }
.failure { background: var(--soft); border-left: .3rem solid var(--bad); padding: .5rem .8rem; white-space: pre-wrap }
@media (max-width: 40rem) { li { grid-template-columns: 1fr } li img { max-width: 11rem } }
"""


def write_page(results: Sequence[Result], pictures: Mapping[int, Sequence[str]], file: Path) -> None:
    """Write the page. `pictures`: for each story, by its place, the picture of each step ("" where there is none)."""
    failed = sum(bool(result.failure) for result in results)
    passed = len(results) - failed
    rows = "".join(_row(number, result) for number, result in enumerate(results, 1))
    stories = "".join(_story(number, result, pictures[number - 1]) for number, result in enumerate(results, 1))
    verdict = "bad" if failed else "good"
    file.write_text(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Storyboards</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head><body>'
        f'<h1>Storyboards</h1><p class="sum {verdict}">{passed} passed, {failed} failed</p>'
        f"<table><thead><tr><th>Story</th><th>File</th><th>Verdict</th><th>Steps</th><th>Seconds</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>{stories}</body></html>\n",
        encoding="utf-8",
    )


def _row(number: int, result: Result) -> str:
    # Inside the details, so that a browser opens them when it goes there; of a failed story, where it failed.
    place = f"story-{number}-{'failed' if result.failure else 'steps'}"
    why = next((step.failure for step in result.steps if step.failure), "")
    reason = f'<p class="reason">{escape(why)}</p>' if why else ""
    return (
        f'<tr><td><a href="#{place}">{escape(result.story.name)}</a>{reason}</td>'
        f'<td class="file">{escape(result.story.file.as_posix())}</td><td>{_verdict(bool(result.failure))}</td>'
        f"<td>{len(result.steps)}</td><td>{result.seconds:.1f}</td></tr>"
    )


def _verdict(failed: bool) -> str:
    return '<strong class="bad">✗ failed</strong>' if failed else '<span class="good">✓ passed</span>'


def _story(number: int, result: Result, pictures: Sequence[str]) -> str:
    steps: list[str] = []
    before = ""
    for step, picture in zip(result.steps, pictures, strict=True):
        place = f' id="story-{number}-failed"' if step.failure else ""
        steps.append(_step(step, picture, place, same=picture == before))
        before = picture
    opened = " open" if result.failure else ""
    return (
        f'<details id="story-{number}"{opened}><summary>{_verdict(bool(result.failure))} {escape(result.story.name)}'
        f'</summary><p class="file">{escape(result.story.file.as_posix())}, {result.seconds:.1f} s</p>'
        f'<ol id="story-{number}-steps">{"".join(steps)}</ol></details>'
    )


def _step(step: Played, picture: str, place: str, *, same: bool) -> str:
    shown = '<span class="same">the screen as before</span>' if same else ""
    if picture and not same:
        prompt = step.view.prompt if step.view else ""
        shown = f'<a href="{picture}"><img loading="lazy" src="{picture}" alt="The screen {escape(prompt)}"></a>'
    failure = f'<p class="failure">{escape(step.failure)}</p>' if step.failure else ""
    there = ""
    if step.view and not same:
        there = f'<p class="there">{escape(step.view.prompt)}: {escape(" | ".join(words_on(step.view)[:12]))}</p>'
    return (
        f"<li{place}><div>{shown}</div><div><p><code>{escape(step.words)}</code></p>{failure}{there}"
        f'<p class="file">line {step.line}, {_clock(step.at)}, {step.seconds:.2f} s</p></div></li>'
    )


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(_BEIJING):%H:%M:%S} in Beijing"
