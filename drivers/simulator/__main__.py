"""The simulator by itself: python -m drivers.simulator."""

import argparse
import sys
from pathlib import Path

from drivers.simulator.main import main

parser = argparse.ArgumentParser(prog="python -m drivers.simulator", description="The simulated devices and the panel.")
parser.add_argument("--state", type=Path, required=True, help="the folder everything survives in")
parser.add_argument("--socket", type=Path, required=True, help="where the simulated devices listen")
parser.add_argument("--pin-pad", type=Path, required=True, help="the PIN pad's socket, for the panel's keys")
parser.add_argument("--port", type=int, default=8770, help="the panel's port on 127.0.0.1; 0 takes a free one")
parser.add_argument("--desk", type=Path, help="the folder that staff's words go to")
parser.add_argument("--sms", type=Path, help="the folder messages to phones arrive in")

if __name__ == "__main__":
    given = parser.parse_args()
    sys.exit(main(given.state, given.socket, given.pin_pad, given.port, given.sms, given.desk))
