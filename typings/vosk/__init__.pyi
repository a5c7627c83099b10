# What of vosk is used here.
class Model:
    def __init__(self, model_path: str | None = ..., model_name: str | None = ..., lang: str | None = ...) -> None: ...
    def vosk_model_find_word(self, word: str) -> int: ...

class KaldiRecognizer:
    def __init__(self, model: Model, rate: float, grammar: str = ...) -> None: ...
    def SetWords(self, enable: bool) -> None: ...  # noqa: N802 - its name
    def AcceptWaveform(self, data: bytes) -> int: ...  # noqa: N802 - its name
    def Result(self) -> str: ...  # noqa: N802 - its name
    def PartialResult(self) -> str: ...  # noqa: N802 - its name
    def FinalResult(self) -> str: ...  # noqa: N802 - its name
    def Reset(self) -> None: ...  # noqa: N802 - its name

def SetLogLevel(level: int) -> None: ...  # noqa: N802 - its name
