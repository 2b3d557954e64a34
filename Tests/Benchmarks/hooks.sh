#!/bin/bash
# What the hooks add to a commit, and git's plumbing to a status. run.sh reads this file; it measures nothing
# by itself.
# Back ticks in single quotes are Markdown here; the arrays and functions of run.sh are used.
# shellcheck disable=SC2016,SC2154
set -euo pipefail

# The synced repository again, with one set of hooks, and a change that is staged. Words are others each
# time, so that nothing is remembered. What is being written is waited for: none of it is the commit's.
script bench-before-commit <<'SCRIPT'
git reset --quiet --hard synced
rm -rf .git/hooks .git/agentsync
cp -a ".git/hooks-$1" .git/hooks
cp -a .git/agentsync-synced .git/agentsync
for file in $(cat ".git/$2"); do date +%N >>"$file"; done
git add -- $(cat ".git/$2")
sync --file-system .git
SCRIPT
script bench-commit <<'SCRIPT'
exec git commit --quiet --message=change
SCRIPT

# rounds COUNT ARGUMENTS…: measures COUNT times over, so that whatever else the machine does meets all
# commands alike; `median` is then that of all rounds together.
rounds() {
  local count=$1 round name
  shift
  rm -f "$work"/times-*
  for ((round = 0; round < count; round++)); do
    hyperfine --shell=none --style=none --export-json "$work/times.json" "$@" >/dev/null
    awk -v prefix="$work/times-" '
      /"command":/ { name = $2; gsub(/[",]/, "", name) }
      /"times":/ { inside = 1; next }
      /\]/ { inside = 0 }
      inside { gsub(/,/, ""); print $1 >(prefix name) }
    ' "$work/times.json"
  done
  for name in "$work"/times-*; do
    sort -g "$name" | awk -v name="${name##*/times-}" '
      { time[NR] = $1 }
      END { print name ",,," (time[int((NR + 1) / 2)] + time[int(NR / 2) + 1]) / 2 }
    '
  done >"$work/times.csv"
}

# The pre-commit framework, in an environment that stays for the next run; nil where there is no Python.
framework() {
  managers=$project/.build/hook-managers
  [ -x "$managers/bin/pre-commit" ] || {
    python3 -m venv "$managers" && "$managers/bin/pip" install --quiet pre-commit
  } >&2 || echo "bench: the pre-commit framework is not here and can't be installed; left out" >&2
  [ -x "$managers/bin/pre-commit" ]
}

# A repository in step whose hooks have seen a commit.
prepare_hooks() {
  synced "$1"
  rm -rf .git/hooks && mkdir .git/hooks .git/hooks-none .git/hooks-empty
  # What git itself does for the sake of a hook: after it, the index is read once more.
  printf '#!/bin/sh\nexit 0\n' >.git/hooks-empty/pre-commit
  chmod +x .git/hooks-empty/pre-commit
  git-agentsync hooks install >/dev/null
  # Before the framework's configuration is there: beside it, the tool installs nothing of its own.
  mv .git/hooks .git/hooks-ours
  printf '%s\n' 'repos:' '- repo: local' '  hooks:' \
    '  - {id: nothing, name: nothing, entry: "true", language: system}' >.pre-commit-config.yaml
  git add .pre-commit-config.yaml
  if framework; then
    mkdir .git/hooks
    PATH=$managers/bin:$PATH pre-commit install >/dev/null
    mv .git/hooks .git/hooks-framework
  fi
  cp -a .git/hooks-ours .git/hooks
  git commit --quiet --message=hooks
  git tag --force synced >/dev/null
  cp -a .git/agentsync .git/agentsync-synced
  git ls-files src | sed -n 1p >.git/elsewhere
  cat .git/ten .git/ten-outputs >.git/twenty
}

measure_hooks() {
  local rows=() files arguments
  export PRE_COMMIT_HOME=$work/pre-commit
  for files in "${sizes[@]}"; do
    prepare_hooks "$files"
    arguments=(
      --prepare 'bench-before-commit none elsewhere' -n none bench-commit
      --prepare 'bench-before-commit empty elsewhere' -n empty bench-commit
      --prepare 'bench-before-commit ours elsewhere' -n ours bench-commit
    )
    [ ! -d .git/hooks-framework ] ||
      arguments+=(--prepare 'bench-before-commit framework elsewhere' -n framework bench-commit)
    rounds 5 --runs 8 "${arguments[@]}"
    row '`git commit` that touches no agent' "$files" "$(median ours)" 'without hooks' "$(median none)" '≤ 5 ms more'
    row '`git commit` that touches no agent' "$files" "$(median ours)" 'a hook of `exit 0`' "$(median empty)" '≤ 5 ms more'
    [ ! -d .git/hooks-framework ] ||
      row '`git commit` that touches no agent' "$files" "$(median ours)" 'pre-commit framework, `true`' "$(median framework)" '–'

    arguments=(
      --prepare 'bench-before-commit none ten' -n none bench-commit
      --prepare 'bench-before-commit none twenty' -n twenty bench-commit
      --prepare 'bench-before-commit ours ten' -n ours bench-commit
    )
    [ ! -d .git/hooks-framework ] ||
      arguments+=(--prepare 'bench-before-commit framework ten' -n framework bench-commit)
    rounds 4 --runs 5 "${arguments[@]}"
    row '`git commit` of 10 agents' "$files" "$(median ours)" 'without hooks' "$(median none)" '≤ 2×'
    row '`git commit` of 10 agents' "$files" "$(median ours)" 'without hooks, outputs as well' "$(median twenty)" '–'
    [ ! -d .git/hooks-framework ] ||
      row '`git commit` of 10 agents' "$files" "$(median ours)" 'pre-commit framework, `true`' "$(median framework)" '–'

    git reset --quiet --hard synced
    git-agentsync status >/dev/null
    measure --warmup 3 --runs 25 -n libgit2 'git-agentsync status' \
      -n plumbing 'env AGENTSYNC_ENGINE=plumbing git-agentsync status'
    row '`status`, through git'"'"'s plumbing' "$files" "$(median plumbing)" 'through libgit2' "$(median libgit2)" '–'
    cd "$work"
    rm -rf "$repository"
  done
  table "${rows[@]}" >"$work/hooks.md"
}
