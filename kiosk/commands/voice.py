"""`kiosk voice`: which models hear customers, where better ones come from, and what they cannot hear."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.state_folder import default_state
from kiosk.voice.models import MODEL_LANGUAGES, ModelLanguage, chosen, missing, notices, shipped, use

if TYPE_CHECKING:
    from kiosk.voice.official_models import Progress

voice = typer.Typer(help="The ears' models: which are used, better ones, what they cannot hear.", no_args_is_help=True)

LanguageArgument = Annotated[ModelLanguage, typer.Argument(help="The language: zh (Mandarin) or en.")]
State = Annotated[
    Path | None,
    typer.Option(help="The terminal's folder of state, as in kiosk.toml; that of the sandbox without it."),
]


@voice.command()
def models(state: State = None) -> None:
    """Say which model hears which language."""
    folder = _state(state)
    for language, model in chosen(folder).items():
        typer.echo(f"{language}: {model.folder} ({'shipped' if model.shipped else 'installed'})")
    for line in notices(folder):
        typer.echo(line)


@voice.command()
def install(
    language: LanguageArgument,
    state: State = None,
    url: Annotated[str | None, typer.Option(help="Another place of the archive, such as a mirror in the bank.")] = None,
    sha256: Annotated[str | None, typer.Option(help="The archive's SHA-256, where it is another archive.")] = None,
    size: Annotated[int | None, typer.Option(help="Its size in bytes, where it is another.", min=1)] = None,
    name: Annotated[
        str | None, typer.Option(help="The name of its folder, where it is another.", metavar="NAME")
    ] = None,
) -> None:
    """Fetch an official vosk model, check it, and hear with it from the terminal's next start on."""
    from dataclasses import replace

    from kiosk.voice.official_models import OFFICIAL, ModelUnusable, is_name
    from kiosk.voice.official_models import install as install_model
    from kiosk.voice.trying import try_model

    given = {"url": url, "sha256": sha256, "size": size, "name": name}
    archive = replace(OFFICIAL[language], **{key: value for key, value in given.items() if value is not None})
    if (sha256 or size) and not name:
        raise typer.BadParameter("another archive needs a --name of its own")
    if not is_name(archive.name):
        raise typer.BadParameter("--name takes letters, digits, dots and hyphens")
    if not archive.url.startswith(("https://", "http://")):
        raise typer.BadParameter("--url begins with https:// or http://")
    folder = _state(state)
    try:
        installed = install_model(archive, folder / "voice" / "models", _progress())
        try_model(installed, language)
    except ModelUnusable as problem:
        typer.echo(f"{problem}. Nothing was switched.", err=True)
        raise typer.Exit(1) from None
    use(folder, language, installed)
    typer.echo(f"{language} is heard with {archive.name} from the terminal's next start on.")


@voice.command("use")
def use_model(
    language: LanguageArgument,
    folder: Annotated[
        Path | None, typer.Argument(help="The folder of a vosk model; without it: the shipped model.", file_okay=False)
    ] = None,
    state: State = None,
) -> None:
    """Hear with a model that is there already, or with the shipped one again, from the terminal's next start on."""
    from kiosk.voice.official_models import ModelUnusable
    from kiosk.voice.trying import try_model

    if folder is not None:
        try:
            if lacking := missing(folder):
                raise ModelUnusable(lacking)
            try_model(folder, language)
        except ModelUnusable as problem:
            typer.echo(f"{problem}. Nothing was switched.", err=True)
            raise typer.Exit(1) from None
    use(_state(state), language, folder)
    typer.echo(f"{language} is heard with {folder or shipped(language)} from the terminal's next start on.")


@voice.command()
def check(
    language: Annotated[ModelLanguage | None, typer.Option(help="zh (Mandarin) or en; both without it.")] = None,
    recordings: Annotated[
        Path | None,
        typer.Option(
            help="Recordings: NAME.wav and NAME.txt; a folder in it is a prompt.", exists=True, file_okay=False
        ),
    ] = None,
    state: State = None,
) -> None:
    """Name the phrases of each prompt that the model cannot hear; measure it on recordings.

    Exit code 1: a prompt has phrases, and the model can hear none of them.
    """
    from kiosk.voice.checking import report

    folder = _state(state)
    if recordings and not language:
        raise typer.BadParameter("recordings are of one language: --language")
    deaf = False
    languages: tuple[ModelLanguage, ...] = (language,) if language else MODEL_LANGUAGES
    for one in languages:
        lines, sound = report(chosen(folder)[one].folder, one, recordings)
        deaf = deaf or not sound
        for line in lines:
            typer.echo(line)
    raise typer.Exit(1 if deaf else 0)


def _state(given: Path | None) -> Path:
    return given or default_state() / "kiosk"


def _progress() -> "Progress":
    """Tell how far it is: every tenth, a line each."""
    told = -1

    def progress(seen: int, whole: int) -> None:
        nonlocal told
        if (tenth := seen * 10 // whole) != told:
            told = tenth
            typer.echo(f"{tenth * 10} % of {whole / 1e6:.1f} MB")

    return progress
