#!/bin/bash
# What the gate of a pull request takes: `check --base` of ten agents in a clone that has no cache. run.sh reads
# this file; it measures nothing by itself.
# Back ticks in single quotes are Markdown here; the arrays and functions of run.sh are used.
# shellcheck disable=SC2016,SC2154
set -euo pipefail

measure_gate() {
  local rows=() files
  for files in "${sizes[@]}"; do
    synced "$files"
    git branch base
    while read -r agent; do printf '\nOne more line.\n' >>"$agent"; done <.git/ten
    git commit --quiet --all --message=ten
    git-agentsync sync >/dev/null 2>&1
    git clone --quiet --no-hardlinks "$repository" "$work/clone"
    cd "$work/clone"
    git branch --quiet base origin/base
    measure --warmup 1 --runs 15 \
      --prepare bench-cold -n ours 'git-agentsync check --base base' \
      --prepare true -n diff 'git diff --stat base HEAD' --prepare true -n status 'git status --porcelain'
    row '`check --base`, 10 agents changed' "$files" "$(median ours)" '`git status`' "$(median status)" '≤ 1× at 100,000'
    row '`check --base`, 10 agents changed' "$files" "$(median ours)" '`git diff --stat`' "$(median diff)" '–'
    bench-cold
    peaks=()
    peak '`check --base`' "$files" git-agentsync check --base base
    printf '%s\n' "${peaks[0]}" >&2
    cd "$work"
    rm -rf "$repository" "$work/clone"
  done
  table "${rows[@]}" >"$work/gate.md"
}
