#!/usr/bin/env bash
# Has Debian's docker-compose, which needs no daemon for this, read compose.yaml: against the specification's schema, with
# variables put in. Its version 1.29 does not know the key "name" yet.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
said=$(USER_ID=7 GROUP_ID=8 REVISION=tried \
  docker-compose -f <(sed '/^name:/d' docker/compose.yaml) --project-directory "$PWD/docker" config)
for line in "user: '7:8'" "- $PWD:/work:rw" "context: $PWD" 'dockerfile: docker/cuda.Dockerfile' 'REVISION: tried' '- gpu'; do
  [[ $said == *"$line"* ]] || {
    echo "compose: expected '$line' in: $said" >&2
    exit 1
  }
done
echo "compose: passed"
