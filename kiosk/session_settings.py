"""From the settings of a terminal to those of a visit."""

from kiosk.settings import Settings
from kiosk.terminal import SessionSettings


def session_settings(settings: Settings) -> SessionSettings:
    """What a visit must know of the settings."""
    session, place = settings.session, settings.terminal.place
    return SessionSettings(
        wide=settings.screen.orientation == "landscape",
        spoken=settings.spoken,
        idle=session.idle_seconds,
        warning=session.warning_seconds,
        extensions=session.extensions,
        card_taken=session.card_taken_seconds,
        paper_taken=session.paper_taken_seconds,
        ask_staff=settings.assistance.ask_seconds,
        most=settings.limits.transfer_fen,
        simulated=settings.environment == "sandbox",
        language=session.language,
        mode=session.mode,
        terminal=settings.terminal.id,
        place={"zh-Hans": place.zh_hans, "zh-Hant": place.zh_hant, "en": place.en},
    )
