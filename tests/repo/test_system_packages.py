"""packaging/install-system.sh, with a pretended machine around it: it never asks this one for anything."""

import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.repo.tracked import ROOT

SCRIPT = ROOT / "packaging/install-system.sh"
LISTS = [ROOT / "packaging/apt-run.txt", ROOT / "packaging/apt-test.txt"]
TOOLS = ("sh", "sed", "tr", "cat", "env", "grep", "true")


@dataclass
class Machine:
    """A PATH with dpkg-query, apt-cache, apt-get, id and sudo of our own; apt-get writes down what it was asked."""

    folder: Path
    installed: set[str] = field(default_factory=set[str])
    available: set[str] = field(default_factory=set[str])
    root: bool = True
    sudo: bool = False

    def run(self, packages: str, *options: str, ci: str = "") -> subprocess.CompletedProcess[str]:
        """Run the script on a list with these lines."""
        bin = self.folder / "bin"
        bin.mkdir(exist_ok=True)
        for tool in TOOLS:
            if not (bin / tool).exists():
                (bin / tool).symlink_to(f"/usr/bin/{tool}")
        state = self.folder / "installed"
        state.write_text("".join(f"{name}\n" for name in self.installed))
        archive = self.folder / "available"
        archive.write_text("".join(f"{name}\n" for name in self.available))
        self._program("id", f"echo {0 if self.root else 1000}")
        self._program("dpkg-query", f'for last; do :; done\ngrep -qx "$last" {state} && printf installed')
        self._program("apt-cache", f'echo "$2:"\nif grep -qx "$2" {archive}; then echo "  Candidate: 1"; fi')
        self._program(
            "apt-get",
            f'echo "$@" >> {self.folder}/asked\n[ "$1" = update ] && exit 0\n'
            f'for word; do case $word in install|-*) ;; *) grep -qx "$word" {archive} || exit 100;'
            f" echo $word >> {state};; esac; done",
        )
        if self.sudo:
            self._program("sudo", '[ "$1" = -n ] && shift\nexec "$@"')
        listed = self.folder / "list.txt"
        listed.write_text(packages)
        return subprocess.run(
            [bin / "sh", SCRIPT, *options, listed],
            env={"PATH": str(bin), "CI": ci},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    @property
    def asked(self) -> str:
        """What apt-get was called with."""
        written = self.folder / "asked"
        return written.read_text() if written.exists() else ""

    def _program(self, name: str, body: str) -> None:
        program = self.folder / "bin" / name
        program.write_text(f"#!/bin/sh\n{body}\n")
        program.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_nothing_is_asked_for_when_nothing_is_missing(machine: Machine) -> None:
    machine.installed = {"make", "libx"}
    ended = machine.run("# tools\nmake\nlibx  # why\n\n")
    assert (ended.returncode, ended.stdout, ended.stderr, machine.asked) == (0, "", "", "")


def test_root_installs_only_what_is_missing(machine: Machine) -> None:
    machine.installed, machine.available = {"make"}, {"make", "libx", "liby"}
    assert machine.run("make\nlibx\nliby\n").returncode == 0
    assert re.search(r"^install .*--no-install-recommends libx liby$", machine.asked, re.MULTILINE)


@pytest.mark.parametrize(("release", "name"), [("new", "libglib2.0-0t64"), ("old", "libglib2.0-0")])
def test_the_name_that_this_release_has_is_taken(machine: Machine, release: str, name: str) -> None:
    machine.available = {name}
    assert machine.run("libglib2.0-0t64|libglib2.0-0\n").returncode == 0, release
    assert machine.asked.endswith(f" {name}\n")


def test_the_other_name_installed_is_good_enough(machine: Machine) -> None:
    machine.installed, machine.available = {"libglib2.0-0"}, {"libglib2.0-0t64"}
    assert machine.run("libglib2.0-0t64|libglib2.0-0\n").returncode == 0
    assert machine.asked == ""


def test_sudo_that_asks_nothing_is_used(machine: Machine) -> None:
    machine.root, machine.sudo, machine.available = False, True, {"libx"}
    assert machine.run("libx\n").returncode == 0
    assert "libx" in machine.asked


def test_without_rights_the_one_line_to_run_is_said(machine: Machine) -> None:
    machine.root, machine.available = False, {"libx", "liby"}
    ended = machine.run("libx\nliby\n")
    assert ended.returncode == 1
    assert machine.asked == ""
    lines = [line.strip() for line in ended.stderr.splitlines() if "apt-get" in line]
    assert lines == ["sudo apt-get update && sudo apt-get install --yes --no-install-recommends libx liby"]


def test_what_tests_lack_is_said_and_stops_nobody(machine: Machine) -> None:
    machine.root, machine.available = False, {"chromium"}
    ended = machine.run("chromium\n", "--may-miss")
    assert ended.returncode == 0
    assert "Going on without: chromium" in ended.stderr


def test_a_release_without_the_package_goes_on_with_the_others(machine: Machine) -> None:
    machine.available = {"strace"}
    ended = machine.run("chromium\nstrace\n", "--may-miss")
    assert ended.returncode == 0
    assert "Going on without: chromium" in ended.stderr
    assert machine.asked.endswith(" strace\n")


@pytest.mark.parametrize("root", [True, False])
def test_ci_goes_on_without_nothing(machine: Machine, root: bool) -> None:
    machine.root = root
    assert machine.run("chromium\n", "--may-miss", ci="true").returncode == 1


def test_what_is_needed_to_run_and_cannot_be_had_is_an_error(machine: Machine) -> None:
    ended = machine.run("libx\n")
    assert ended.returncode == 1
    assert "libx" in ended.stderr


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_the_lists_are_well_formed_and_name_nothing_twice(path: Path) -> None:
    lines = [line.split("#")[0].strip() for line in path.read_text().splitlines()]
    names = [name for line in lines if line for name in line.split("|")]
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9.+-]+", name) for name in names)
    assert len(names) == len(set(names))
