#!/bin/bash
# Measures git-agentsync against git, side by side, in repositories made for it.
#
#   Tests/Benchmarks/run.sh BINARY [FILES…]      default: 10000 100000
#
# Prints a Markdown table; with AGENTSYNC_RECORD=1 also puts it into docs/performance.md. Takes a
# few minutes, leaves nothing behind, and reads no configuration of the person who runs it. With
# ONLY=hooks, ONLY=gate, ONLY=renames or ONLY=references nothing but that part is measured; of these hooks
# and gate are recorded, in tables of their own.
# Back ticks in single quotes are Markdown here.
# shellcheck disable=SC2016
set -euo pipefail
export LC_ALL=C

here=$(CDPATH='' cd "$(dirname "$0")" && pwd)
project=$(CDPATH='' cd "$here/../.." && pwd)
binary=$(readlink -f "${1:?usage: run.sh BINARY [FILES…]}")
shift
sizes=("${@:-10000}")
[ $# -gt 0 ] || sizes=(10000 100000)
agents=1000
seed=1
only=${ONLY-}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/home"
export HOME=$work/home GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
export GIT_AUTHOR_NAME=Bench GIT_AUTHOR_EMAIL=bench@example.com
export GIT_COMMITTER_NAME=Bench GIT_COMMITTER_EMAIL=bench@example.com
ln -s "$binary" "$work/bin/git-agentsync"
ln -s "$binary-hook" "$work/bin/git-agentsync-hook"
export PATH=$work/bin:$PATH

for program in generate hello open peak references renames; do
  libraries=()
  [ $program = open ] && libraries=(-lgit2)
  "${CC:-clang}" -O2 "$here/$program.c" -o "$work/bin/bench-$program" "${libraries[@]}"
done

# Medians in ms, of what hyperfine measured last: `median NAME`.
median() {
  awk -F, -v name="$1" '$1 == name { printf "%.2f", $4 * 1000 }' "$work/times.csv"
}

# hyperfine's own start-up calibration needs no shell (-N); it fails where a command fails.
measure() {
  hyperfine --shell=none --style=none --export-csv "$work/times.csv" "$@" >/dev/null
}

rows=()
# row WHAT FILES OURS OTHER-NAME OTHER GOAL: a goal of `… ms more` is about the difference, not the ratio.
row() {
  local ratio format='%.2f×'
  case $6 in *' ms more') format='%+.2f ms' ;; esac
  ratio=$(awk -v a="$3" -v b="$5" -v format="$format" 'BEGIN { printf format, format ~ /ms/ ? a - b : a / b }')
  rows+=("| $1 | $2 | $3 ms | $4 | $5 ms | $ratio | $6 |")
  printf '%s, %s files: %s ms; %s: %s ms; %s (goal %s)\n' "$1" "$2" "$3" "$4" "$5" "$ratio" "$6" >&2
}
# table ROW…
table() {
  echo "$(git --version), libgit2 $(pkg-config --modversion libgit2), $(nproc) cores, medians:"
  echo
  echo '| What | Files | git-agentsync | against | it takes | ratio | goal |'
  echo '|---|---:|---:|---|---:|---:|---|'
  printf '%s\n' "$@"
}
peaks=()
# peak WHAT FILES COMMAND…
peak() {
  local what=$1 files=$2
  shift 2
  peaks+=("| $what | $files | $(bench-peak "$@") MB |")
}
growths=()

# made KIND NUMBER: a repository that `bench-KIND …` prints, checked out; it becomes the folder.
made() {
  local kind=$1
  shift
  repository=$work/made
  rm -rf "$repository"
  git init --quiet --initial-branch=main "$repository"
  cd "$repository"
  git config gc.auto 0
  "bench-$kind" "$@" | git fast-import --quiet --done
  git checkout --quiet main
}

# Scripts and not functions: hyperfine starts programs.
script() {
  { printf '#!/bin/sh\nset -e\n'; cat; } >"$work/bin/$1"
  chmod +x "$work/bin/$1"
}
script bench-cold <<'SCRIPT'
rm -rf .git/agentsync/cache
SCRIPT
# Back to the library alone: no output, no memory of one, and none of its objects, which would spare
# either side the writing. Packs that git itself made at the start stay.
script bench-before-first <<'SCRIPT'
git reset --quiet --hard library
git clean --quiet -dfx
rm -rf .git/agentsync
git for-each-ref --format='delete %(refname)' refs/agentsync | git update-ref --stdin
git reflog expire --expire=now --all
for pack in .git/objects/pack/*.pack; do
  grep -qxF "$pack" .git/packs || rm -f "${pack%.pack}".*
done
git prune --expire=now
SCRIPT
# The same for git's turn, with the outputs in place as the tool made them.
script bench-before-first-git <<'SCRIPT'
bench-before-first
tar -xf .git/outputs.tar
SCRIPT
# Ten agents changed and committed; each time with other words, so that nothing is remembered.
script bench-before-ten <<'SCRIPT'
git reset --quiet --hard synced
for agent in $(cat .git/ten); do date +%N >>"$agent"; done
git commit --quiet --all --message=ten
SCRIPT
script bench-before-ten-git <<'SCRIPT'
bench-before-ten
for output in $(cat .git/ten-outputs); do date +%N >>"$output"; done
SCRIPT
script bench-git-first <<'SCRIPT'
git -c core.fsync=all add -- $(cat .git/written)
exec git -c core.fsync=all commit --quiet --message=first
SCRIPT
script bench-git-ten <<'SCRIPT'
git -c core.fsync=all add -- $(cat .git/ten-outputs)
exec git -c core.fsync=all commit --quiet --message=ten
SCRIPT
# A thousand outputs edited by hand and committed; then every source moves on.
script bench-before-edited <<'SCRIPT'
git reset --quiet --hard edited
for agent in $(cat .git/sources); do date +%N >>"$agent"; done
git commit --quiet --all --message=moved
SCRIPT
# The same for git's turn: it merges what the tool wrote where nobody had edited anything.
script bench-before-edited-git <<'SCRIPT'
exec git reset --quiet --hard edited
SCRIPT
script bench-git-merge <<'SCRIPT'
exec git -c core.fsync=all merge --quiet --no-edit moved
SCRIPT

# Three versions of an agent of 200 lines, `agent SIDE`: what two people edited lies apart, and for
# the sides that end in + they also added an item to one list and a tool to another.
agent() {
  awk -v side="$1" '
    function sentence(seed, count, text, i) {
      for (i = 0; i < count; i++) text = text words[(seed * 7 + i * i + i * seed) % total + 1] " "
      return text "is " seed "."
    }
    BEGIN {
      total = split("plan review the change before tests and ask when context small keep each " \
        "step explain result source index branch release measure output never assume", words, " ")
      both = side ~ /\+$/
      sub(/\+$/, "", side)
      print "---\nname: reviewer\ndescription: Reads every change.\ntools: [read, search" \
        (both ? ", " side : "") "]\n---\n\n# Reviewer\n"
      for (line = 9; line <= 200; line++) {
        place = line % 16
        if (place == 9) print "## Chapter " line
        else if (place == 10 || place == 12 || place == 8) print ""
        else if (place == 11) print sentence(line, 30) (line % 32 == 11 && side == "ours" ? " Be brief." : "")
        else print "- " sentence(line, 9) (line % 32 == 31 && side == "theirs" ? " Or not." : "")
        if (both && line == 103) print "- What " side " adds."
      }
    }'
}
for side in base ours theirs ours+ theirs+; do agent $side >"$work/$side"; done

measure_starts() {
  # What a person waits for at each file that a merge of git comes to.
  for way in '' +; do
    measure --warmup 20 --runs 200 --ignore-failure \
      --prepare "cp $work/ours$way $work/merged" \
      -n ours "git-agentsync merge-driver $work/base $work/merged $work/theirs$way" \
      -n git "git merge-file --quiet $work/merged $work/base $work/theirs$way"
    what='edits apart'
    [ -z "$way" ] || what='edits at one place'
    row "\`merge-driver\`, 200 lines, $what" – "$(median ours)" '`git merge-file`' "$(median git)" '≤ 5 ms more'
  done

  measure --warmup 20 --runs 200 -n hello bench-hello -n version 'git-agentsync version'
  row '`version`' – "$(median version)" 'C hello' "$(median hello)" '≤ 8×'
}

# synced FILES: a repository of so many files whose outputs are in step; it becomes the folder.
synced() {
  repository=$work/r$1
  git init --quiet --initial-branch=main "$repository"
  cd "$repository"
  git config gc.auto 0
  bench-generate $seed "$1" $agents | git fast-import --quiet --done
  git checkout --quiet main
  git tag library

  ls .git/objects/pack/*.pack >.git/packs

  # What git is to add in its turn is what the first sync made.
  git-agentsync sync >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
  git diff --name-only library HEAD | cut -d/ -f1-2 | sort -u >.git/written
  git diff --name-only library HEAD -- .github/prompts | sed -n 1,10p >.git/ten-outputs
  git diff --name-only library HEAD | tar -cf .git/outputs.tar --files-from=-
  while read -r output; do
    id=${output##*/}
    git ls-files -- "agents/*/${id%.prompt.md}.md"
  done <.git/ten-outputs >.git/ten
  [ "$(wc -l <.git/ten)" -eq 10 ] || { echo "bench: the ten agents are not found" >&2; exit 1; }
}

measure_syncs() {
  for files in "${sizes[@]}"; do
    synced "$files"
    measure --runs 3 --prepare bench-before-first -n ours 'git-agentsync sync' \
      --prepare bench-before-first-git -n git bench-git-first
    row "first \`sync\`, $agents agents" "$files" "$(median ours)" '`git add` + `commit`' "$(median git)" '≤ 2×'
    bench-before-first
    peak "first \`sync\`, $agents agents" "$files" git-agentsync sync
    git tag synced

    git-agentsync status >/dev/null
    measure --warmup 3 --runs 25 -n open bench-open -n git 'git status --porcelain' \
      -n ours 'git-agentsync status'
    row '`status`, nothing to do' "$files" "$(median ours)" '`git status`' "$(median git)" '≤ 0.15× at 100,000'
    row '`status`, nothing to do' "$files" "$(median ours)" 'libgit2 opens it' "$(median open)" '≤ 2×'
    git_status=$(median git)
    peak '`status`, nothing to do' "$files" git-agentsync status

    measure --warmup 1 --runs 10 --prepare bench-cold -n ours 'git-agentsync check'
    row '`check`, no cache' "$files" "$(median ours)" '`git status`' "$git_status" '≤ 1× at 100,000'
    bench-cold
    peak '`check`, no cache' "$files" git-agentsync check

    measure --warmup 1 --runs 8 --prepare bench-before-ten -n ours 'git-agentsync sync' \
      --prepare bench-before-ten-git -n git bench-git-ten
    row '`sync`, 10 agents' "$files" "$(median ours)" '`git add` + `commit`' "$(median git)" '≤ 2×'
    bench-before-ten
    peak '`sync`, 10 agents' "$files" git-agentsync sync

    git reset --quiet --hard synced
    git ls-files agents | grep -v -e /modules/ -e /checklists/ >.git/sources
    for output in $(git ls-files .github/prompts); do
      sed -i '0,/^# /s/^# .*/&\n\nEdited by hand./' "$output"
    done
    git commit --quiet --all --message=edited
    git tag edited
    git reset --quiet --hard synced
    while read -r agent; do date +%N >>"$agent"; done <.git/sources
    git commit --quiet --all --message=moved
    git-agentsync sync >/dev/null 2>&1
    git tag moved
    measure --runs 3 --prepare bench-before-edited -n ours 'git-agentsync sync' \
      --prepare bench-before-edited-git -n git bench-git-merge
    row "\`sync\`, $agents edited by hand" "$files" "$(median ours)" '`git merge` of them' "$(median git)" '–'
    bench-before-edited
    peak "\`sync\`, $agents edited by hand" "$files" git-agentsync sync
    cd "$work"
    rm -rf "$repository"
  done
}

# Who is whose partner, `old<TAB>new`, by each side.
our_pairs() {
  git-agentsync refs map HEAD~1 HEAD --all --json | sed '1,/"renames"/d' |
    sed -n 's/^ *"from" : "\(.*\)",$/\1/p; s/^ *"to" : "\(.*\)"$/\1/p' | paste - - | sort
}
git_pairs() { git diff -M -l0 --name-status HEAD~1 HEAD | sed -n 's/^R[0-9]*\t//p' | sort; }

# Files that all went elsewhere: their folder moved; so it did, and each was edited; or all have new names.
measure_renames() {
  for files in 1000 5000; do
    for kind in exact folder names; do
      made renames $kind "$files"
      our_pairs >"$work/ours.pairs"
      git_pairs >"$work/git.pairs"
      cmp "$work/ours.pairs" "$work/git.pairs" ||
        { echo "bench: the map's pairs are not git's: $kind, $files files" >&2; exit 1; }
      measure --warmup 2 --runs 10 -n open bench-open \
        -n ours 'git-agentsync refs map HEAD~1 HEAD --all'
      local ours open other='`git diff -M -l0`' goal=–
      ours=$(median ours)
      open=$(median open)
      measure --runs "$([ "$kind$files" = names5000 ] && echo 1 || echo 5)" \
        -n git 'git diff -M -l0 --name-status HEAD~1 HEAD'
      theirs=$(median git)
      case $kind in
      exact)
        what='a moved folder'
        other='`git diff -M -l0` + libgit2 opens it'
        theirs=$(awk -v a="$theirs" -v b="$open" 'BEGIN { printf "%.2f", a + b }')
        goal='≤ 1×'
        ;;
      folder) what='a moved folder with edits' ;;
      names)
        what='new names and edits'
        [ "$files" = 1000 ] || goal='≤ 0.05×'
        ;;
      esac
      row "\`refs map\`, $what" "$files" "$ours" "$other" "$theirs" "$goal"
      peak "\`refs map\`, $what" "$files" git-agentsync refs map HEAD~1 HEAD --all
    done
  done
  cd "$work"
}

# A library that grows: what a document costs must not.
measure_references() {
  local documents ours
  for documents in 1000 5000 20000; do
    made references $documents
    measure --warmup 1 --runs 5 --ignore-failure -n ours 'git-agentsync refs check'
    ours=$(median ours)
    growths+=("| $documents | $ours ms | $(awk -v a="$ours" -v b=$documents 'BEGIN { printf "%.3f", a / b }') ms | $(bench-peak git-agentsync refs check) MB |")
    printf '`refs check`, %s documents: %s ms\n' "$documents" "$ours" >&2
  done
  cd "$work"
}

# shellcheck source=Tests/Benchmarks/hooks.sh
. "$here/hooks.sh"
# shellcheck source=Tests/Benchmarks/gate.sh
. "$here/gate.sh"

case $only in
'')
  measure_starts
  measure_syncs
  measure_renames
  measure_references
  measure_hooks
  measure_gate
  ;;
hooks | renames | references | gate) "measure_$only" ;;
*) echo "bench: ONLY is hooks, gate, renames or references" >&2 && exit 2 ;;
esac

case $only in hooks | gate) ;; *) {
  table "${rows[@]}"
  echo
  echo '| Most memory held at once | Files | goal ≤ 80 MB |'
  echo '|---|---:|---:|'
  printf '%s\n' "${peaks[@]}"
  echo
  echo '| `refs check`, ten references in each document | takes | for a document, goal: level | most memory |'
  echo '|---:|---:|---:|---:|'
  printf '%s\n' "${growths[@]}"
} >"$work/bench.md" ;; esac

# record NAME: puts what was measured between the marks of that name.
record() {
  page=$project/docs/performance.md
  awk -v name="$1" -v table="$work/$1.md" '
    $0 == "<!-- " name " -->" { print; print ""; while ((getline line < table) > 0) print line; print ""; skip = 1; next }
    $0 == "<!-- end of " name " -->" { skip = 0 }
    !skip { print }
  ' "$page" >"$work/page.md"
  cp "$work/page.md" "$page"
  echo "recorded in docs/performance.md: $1" >&2
}

for name in bench hooks gate; do
  [ -f "$work/$name.md" ] || continue
  echo
  cat "$work/$name.md"
  [ "${AGENTSYNC_RECORD-}" = 1 ] || continue
  case $only in '' | "$name") record "$name" ;; esac
done
