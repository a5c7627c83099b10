#!/bin/sh
# Pin, by hash, what requirements.txt asks for: requirements.lock, and cuda.lock with what only torch's builds for
# graphics cards need. Needs uv.
set -eu
cd "$(dirname "$0")"

# torch 2.13.0 without graphics cards, for Python 3.11 on x86-64. Its makers publish it in an index of their own: pip
# takes it where PIP_EXTRA_INDEX_URL names that.
cpu_version=2.13.0
cpu_hash=6746dbcbeb526eb61330b76b41ff1b4eb848951103a892eeb080dfa2b264667b

whole=$(mktemp)
trap 'rm -f "$whole"' EXIT
uv pip compile requirements.txt --universal --upgrade --python-version 3.11 \
    --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet -o "$whole"
grep -q "^torch==$cpu_version " "$whole" || { echo "lock.sh has no hash of this torch's small build" >&2; exit 1; }
awk -v cpu="$cpu_hash" '
    /^[^ ]/ { file = /^(cuda|nvidia|triton)/ ? "cuda.lock" : "requirements.lock" }
    { print >file }
    /^torch==/ { print "    --hash=sha256:" cpu " \\" >file }
' "$whole"
