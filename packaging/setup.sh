#!/bin/sh
# Prepares this folder once. When nothing has changed since, it costs one checksum.
set -eu
cd "$(dirname "$0")/.."

# What the set-up depends on: the locked dependencies, our own packaging, how we prepare, and where we are.
stamp=$({
    pwd
    cat packaging/lock/dev.txt pyproject.toml packaging/bootstrap.py packaging/qt_check.py
} | cksum)

ready() { [ "$(cat ".venv/$1" 2>/dev/null)" = "$stamp" ]; }

if [ -x .venv/bin/python ] && ready ready.stamp; then
    # A display may have come since: its libraries are looked for once too.
    if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || ready display.stamp; then
        exit 0
    fi
fi

for python in python3 python3.15 python3.14 python3.13 python3.12 python3.11; do
    if "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 16))' 2>/dev/null; then
        exec "$python" packaging/bootstrap.py "$stamp"
    fi
done
echo "Organiser Kit needs Python 3.11 to 3.15, and none was found. On Debian or Ubuntu: sudo apt-get install python3" >&2
exit 1
