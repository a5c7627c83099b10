#!/bin/sh
# Install the system packages that a list names and this machine lacks.
#
#   install-system.sh [--may-miss] LIST
#
# A list has one package a line; `a|b` stands for the first that this release has; `#` starts a comment.
# As root, with sudo that asks nothing, or with sudo at a terminal it installs; else it prints the one line to run
# and exits 1. With --may-miss it says what is missing and exits 0, except in CI (CI=true).
set -eu

may_miss=no
if [ "$1" = --may-miss ]; then
    may_miss=yes
    shift
fi
list=$1

installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

available() {
    candidate=$(LC_ALL=C apt-cache policy "$1" 2>/dev/null | sed -n 's/^  Candidate: //p')
    [ -n "$candidate" ] && [ "$candidate" != "(none)" ]
}

# Print the name by which this release has one line of the list: installed, else available, else the last.
name_here() {
    for name in $(echo "$1" | tr '|' ' '); do
        if installed "$name"; then echo "$name"; return; fi
    done
    for name in $(echo "$1" | tr '|' ' '); do
        if available "$name"; then break; fi
    done
    echo "$name"
}

missing_packages() {
    sed 's/#.*//' "$list" | while read -r line; do
        [ -n "$line" ] || continue
        name=$(name_here "$line")
        installed "$name" || printf '%s ' "$name"
    done
}

# Print each of the names that this release has.
only_available() {
    for name in "$@"; do
        if available "$name"; then printf '%s ' "$name"; fi
    done
}

# What cannot be had: fatal for what is needed to run, a word for what only some tests need.
without() {
    if [ "$may_miss" = yes ] && [ "${CI:-}" != true ]; then
        echo "Going on without: $*. The tests that need it are skipped." >&2
        exit 0
    fi
    exit 1
}

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "This is neither Debian nor Ubuntu: nothing is installed. What is needed stands in $list." >&2
    exit 0
fi

missing=$(missing_packages)
[ -n "$missing" ] || exit 0

# shellcheck disable=SC2086 # a list of names, to be split
set -- $missing
by_hand="sudo apt-get update && sudo apt-get install --yes --no-install-recommends $*"
if [ "$(id -u)" = 0 ]; then
    as_root=env
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root='sudo -n env'
elif command -v sudo >/dev/null && [ -t 0 ] && [ "$may_miss" = no ]; then
    as_root='sudo env'
else
    echo "System packages are missing, and installing them needs root. Run this once, then try again:" >&2
    echo "  $by_hand" >&2
    without "$@"
fi

echo "Installing system packages: $*"
$as_root DEBIAN_FRONTEND=noninteractive apt-get update -qq || echo "apt-get update failed; trying with what is known." >&2
# The lists are fresh now: a name may have turned out to be another, and some this release may not have at all.
# shellcheck disable=SC2046
set -- $(missing_packages)
if [ "$may_miss" = yes ]; then
    # shellcheck disable=SC2046
    set -- $(only_available "$@")
fi
if [ $# -gt 0 ] &&
    ! $as_root DEBIAN_FRONTEND=noninteractive apt-get install --yes -qq --no-install-recommends "$@"; then
    echo "Installing failed (see above). Once it is repaired, this line does it by hand:" >&2
    echo "  $by_hand" >&2
    without "$@"
fi
missing=$(missing_packages)
[ -z "$missing" ] || {
    echo "This release does not have: $missing" >&2
    without "$missing"
}
