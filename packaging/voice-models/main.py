"""Makes the ears' models. In order: `data` (speech), `train` (network), `graph` (words), `evaluate` (figures).

    main.py all zh en                make both models into assets/voice: half an hour on two idle cores
    main.py graph zh                 only the words, into the model there is
    main.py evaluate zh --part tuning --model FOLDER

What takes long is kept in build/voice-models and not made again while it is there.
"""

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from voices import LANGUAGES, Language

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "build" / "voice-models"


def make_data(language: Language) -> list[Path]:
    """Make the parts there are not yet, side by side."""
    from data import SEEDS, UTTERANCES, make

    files = {seed: WORK / f"{language}-{seed}.npz" for seed in SEEDS}
    with ProcessPoolExecutor(2) as pool:
        made = [
            pool.submit(make, language, seed, UTTERANCES, file) for seed, file in files.items() if not file.exists()
        ]
        for one in made:
            one.result()
    return list(files.values())


def train(language: Language, model: Path) -> None:
    """Train a network on the parts, and write it and its phones into the model."""
    from data import read
    from kaldi_model import write
    from network import train as train_network

    data = read(make_data(language))
    write(train_network(data, language), len(data.phones), model / "am" / "final.mdl")
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


def main() -> None:
    """Do what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=("all", "data", "train", "graph", "evaluate"))
    parser.add_argument("languages", nargs="+", choices=LANGUAGES)
    parser.add_argument("--model", type=Path, help="the model's folder; assets/voice/LANGUAGE without it")
    parser.add_argument("--part", choices=("tuning", "final"), default="final", help="which held-out voices")
    parser.add_argument("--count", type=int, default=216, help="utterances a cell")
    parser.add_argument("--conditions", nargs="+", default=["clean", "20", "10", "room"])
    parser.add_argument("--save", type=Path, help="a file for what was heard, a JSON row each")
    given = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    for language in given.languages:
        model = given.model or ROOT / "assets" / "voice" / language
        if given.step in ("data", "all"):
            make_data(language)
        if given.step in ("train", "all"):
            train(language, model)
        if given.step in ("graph", "all"):
            make_graph(language, model)
        if given.step in ("evaluate", "all"):
            from evaluate import evaluate

            evaluate(language, model, given.part, given.conditions, given.count, given.save)


if __name__ == "__main__":
    main()
