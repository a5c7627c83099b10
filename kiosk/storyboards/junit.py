"""The results as JUnit XML, which every CI server reads."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path

from kiosk.storyboards.player import Result


def write_junit(results: Sequence[Result], file: Path) -> None:
    """Write the results: a test suite for each folder, a test case for each story."""
    root = ET.Element("testsuites", {"name": "storyboards"} | _counts(results))
    folders = sorted({result.story.file.parent for result in results})
    for folder in folders:
        inside = [result for result in results if result.story.file.parent == folder]
        suite = ET.SubElement(root, "testsuite", {"name": folder.as_posix(), "skipped": "0"} | _counts(inside))
        for result in inside:
            story = result.story
            case = ET.SubElement(
                suite,
                "testcase",
                classname=story.file.with_suffix("").as_posix().replace("/", ".").strip("."),
                name=story.name,
                file=story.file.as_posix(),
                time=f"{result.seconds:.3f}",
            )
            if result.failure:
                failure = ET.SubElement(case, "failure", message=_clean(result.failure), type="expectation")
                failure.text = _clean("\n".join(step.words for step in result.steps) + "\n" + result.failure)
    tree = ET.ElementTree(root)
    ET.indent(tree)
    tree.write(file, encoding="utf-8", xml_declaration=True)


def _counts(results: Sequence[Result]) -> dict[str, str]:
    failed = sum(bool(result.failure) for result in results)
    seconds = sum(result.seconds for result in results)
    return {"tests": str(len(results)), "failures": str(failed), "errors": "0", "time": f"{seconds:.3f}"}


def _clean(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return "".join(character for character in text if character >= " " or character in "\t\n")
