#!/bin/sh
# `make run`: the desktop where there is a screen; otherwise the same evening, left as files.
set -eu
cd "$(dirname "$0")/.."
out=${OUT:-out}

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec .venv/bin/organiser-kit --practice
fi

echo "No display here: playing the evening without a window."
.venv/bin/organiser-kit demo --out "$out"
.venv/bin/organiser-kit tour --out "$out/screenshots"
echo
echo "The papers of the evening are in $out/, a picture of every page in $out/screenshots/."
