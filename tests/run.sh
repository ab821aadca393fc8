#!/usr/bin/env bash
# Every test. Chromium is a system package that only the book tests need: the one without a window, which is quicker, or the whole one.
# What is missing is installed where we are permitted to; otherwise those tests say that they are skipped, and why.
set -euo pipefail
cd "$(dirname "$0")/.."
get() { apt-get -qq "$@" >/dev/null 2>&1; }
permitted() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }
browser=$(python -c 'from tests.chromium import installed; print(installed() or "none")')
if [ "$browser" = none ]; then
  if permitted; then
    echo "Installing chromium for the book tests"
    get update || true
    get install -y --no-install-recommends chromium-headless-shell fonts-liberation \
      || get install -y --no-install-recommends chromium fonts-liberation \
      || echo "chromium could not be installed; the book tests will be skipped"
  else
    echo "chromium is missing and may not be installed here; the book tests will be skipped"
  fi
elif [ "${browser##*/}" != chromium-headless-shell ] && permitted; then
  # A page of the whole one costs twice as much. While other things are made ready; without a network the tests go on with what is there.
  get -o Acquire::Retries=0 -o Acquire::http::Timeout=10 -o Acquire::https::Timeout=10 install -y --no-install-recommends chromium-headless-shell &
fi
# Hundreds of commands are started, in this folder and in copies of it: what is compiled is kept, and copied with them.
unset PYTHONDONTWRITEBYTECODE
python -m compileall -q workflow/evidence
python -m evidence.build.set_up &
set_up=$!
# What pytest and Hypothesis make of each module and keep: else each of the workers makes all of it, at the same time. Mistakes are theirs to tell.
collected=.pytest_cache/collected
if [ -e "$collected" ]; then
  mapfile -t changed < <(find tests -name 'test_*.py' -newer "$collected")
  [ "${#changed[@]}" = 0 ] || python -m pytest --collect-only -qq "${changed[@]}" >/dev/null 2>&1 &
else
  for part in tests/unit "tests --ignore=tests/unit"; do
    # shellcheck disable=SC2086 # two words
    python -m pytest --collect-only -qq $part >/dev/null 2>&1 &
  done
fi
mkdir -p "${collected%/*}" && touch "$collected"
wait "$set_up"  # that it failed would not be heard of otherwise
wait
# Three workers on two cores: one of them mostly waits for a page, a process or another's build. Each takes a file whole, of which the
# longest come first (order.py).
exec python -m pytest -n 3 --dist loadfile --no-loadscope-reorder "$@"
