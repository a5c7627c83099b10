"""Makes the ears' models. In order: `data` (speech), `train` (network), `graph` (words), `evaluate` (figures).

    main.py all zh en                make both models into assets/voice: three quarters of an hour on two idle cores
    main.py graph zh                 only the words, into the model there is
    main.py evaluate zh --part tuning --out FOLDER
    main.py all zh en --out build/trial --utterances 200 --passes 1 --count 36
                                     a trial: every step in some minutes, and models that hear nothing well

What takes long is kept in build/voice-models and not made again while it is there.
"""

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from voices import LANGUAGES, Language

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "build" / "voice-models"
SHIPPED = ROOT / "assets" / "voice"
LEAST_COUNT = 36  # fewer leave a kind of what is to be refused out


def make_data(language: Language, utterances: int | None) -> list[Path]:
    """Make the parts there are not yet, side by side; with `utterances` one part of so many."""
    from data import PARTS, make

    seeds, count = PARTS[language]
    if utterances:
        seeds, count = seeds[:1], utterances
    files = {seed: WORK / f"{language}-{seed}-{count}.npz" for seed in seeds}
    # a process a part: what espeak-ng says depends on what it said before
    with ProcessPoolExecutor(2, max_tasks_per_child=1) as pool:
        made = [pool.submit(make, language, seed, count, file) for seed, file in files.items() if not file.exists()]
        for one in made:
            one.result()
    return list(files.values())


def train(language: Language, model: Path, utterances: int | None, passes: int | None) -> None:
    """Train a network on the parts, and write it and its phones into the model."""
    from data import read
    from kaldi_model import write
    from network import PASSES
    from network import train as train_network

    data = read(make_data(language, utterances))
    write(train_network(data, language, passes or PASSES), len(data.phones), model / "am" / "final.mdl")
    (model / "phones.json").write_text(
        json.dumps({"language": language, "phones": data.phones}, ensure_ascii=False, indent=1) + "\n", "utf-8"
    )


def make_graph(language: Language, model: Path) -> None:
    """Write the words into the model."""
    from graph import SEARCHES, build
    from lexicon import lexicon, phone_costs

    phones: list[str] = json.loads((model / "phones.json").read_text("utf-8"))["phones"]
    pronounced = lexicon(language, phones, WORK / f"lexicon-{language}.jsonl")
    silent = sorted(word for word in pronounced if not pronounced[word])
    if silent:
        raise SystemExit(f"These words cannot be pronounced: {', '.join(silent)}")
    build(model, phones, pronounced, phone_costs(language, phones), SEARCHES[language])
    size = sum(file.stat().st_size for file in model.rglob("*") if file.is_file())
    print(f"{language}: {len(pronounced)} words, {size / 1e6:.2f} MB", flush=True)


def do(step: str, language: Language, given: argparse.Namespace) -> None:
    """Do one step for one language, with what `main` was given."""
    model = given.out / language
    if step == "data":
        make_data(language, given.utterances)
    elif step == "train":
        train(language, model, given.utterances, given.passes)
    elif step == "graph":
        make_graph(language, model)
    else:
        from evaluate import evaluate

        evaluate(language, model, given.part, given.conditions, given.count, given.save)


def _above_zero(text: str) -> int:
    if (number := int(text)) < 1:
        raise ValueError(text)
    return number


def main() -> None:
    """Do what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=("all", "data", "train", "graph", "evaluate"))
    parser.add_argument("languages", nargs="+", choices=LANGUAGES)
    parser.add_argument("--out", type=Path, default=SHIPPED, help="the folder of the models' folders")
    parser.add_argument("--utterances", type=_above_zero, help="to train on; all of the recipe without it")
    parser.add_argument("--passes", type=_above_zero, help="over them; as many as the recipe has without it")
    parser.add_argument("--part", choices=("tuning", "final"), default="final", help="which held-out voices")
    parser.add_argument("--count", type=_above_zero, default=216, help="utterances a cell to measure with, 36 or more")
    parser.add_argument("--conditions", nargs="+", default=["clean", "20", "10", "room"])
    parser.add_argument("--save", type=Path, help="a file for what was heard, a JSON row each")
    given = parser.parse_args()
    if (given.utterances or given.passes) and given.out.resolve() == SHIPPED:
        parser.error("a trial is not to become the shipped models: say --out")
    if given.count < LEAST_COUNT:
        parser.error(f"measure with {LEAST_COUNT} utterances a cell or more")
    WORK.mkdir(parents=True, exist_ok=True)
    steps = ("data", "train", "graph", "evaluate") if given.step == "all" else (given.step,)
    # a process a step: pynini and vosk each bring an OpenFst, and where both are loaded vosk waits for ever
    with ProcessPoolExecutor(1, max_tasks_per_child=1) as pool:
        for language in given.languages:
            for step in steps:
                pool.submit(do, step, language, given).result()


if __name__ == "__main__":
    main()
