#!/usr/bin/env bash
# Builds everything and measures the CPU back end against numpy and scipy; at most 8 minutes on 2 cores.
# Writes results/<date>-cpu.md and .json. Options: --threads N, --quick (small sizes), --out DIR.
set -euo pipefail
cd "$(dirname "$0")"
if ! /usr/bin/python3 -c 'import numpy, scipy' 2>/dev/null; then
  echo "the peers need numpy and scipy: apt-get install python3-numpy python3-scipy" >&2
  exit 2
fi
mvn -q -B -f .. -DskipTests package
mvn -q -B package
exec /usr/bin/python3 compare_cpu.py "$@"
