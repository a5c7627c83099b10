#!/bin/sh
# Print the path of a Python that can make the environment: 3.11 or later, with venv and ensurepip.
set -eu

for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14; do
    if found=$("$name" -c '
import ensurepip, sys, venv
if sys.version_info < (3, 11):
    sys.exit(1)
print(sys.executable)
' 2>/dev/null); then
        echo "$found"
        exit 0
    fi
done
echo "No Python 3.11 or later with venv was found. On Debian 12 or later and Ubuntu 24.04 or later:" >&2
echo "  sudo apt-get install --yes python3 python3-venv" >&2
echo "Elsewhere install one and name it: make run PYTHON=/path/to/python3.11" >&2
exit 1
