#!/bin/sh
# What the GitHub Action does; action.yml hands everything over in variables, and nothing on a command line.
#
#   AGENTSYNC_RUN             check: judges; comment: writes a report that is there; fix: pushes the sync commit
#   AGENTSYNC_URL             the address of the tarball that `make dist` makes
#   AGENTSYNC_SHA256          what its bytes must be
#   AGENTSYNC_BASE            what to compare with; empty: the pull request's base, or nothing
#   AGENTSYNC_HEAD            what to judge; empty: the pull request's head, or HEAD
#   AGENTSYNC_ALLOW_WIDENING  true: files may gain power this once
#   AGENTSYNC_REPORT          comment: the file with the report
#   AGENTSYNC_BRANCH          fix: the branch that is checked out
#   AGENTSYNC_TOKEN           what git fetches with, and gh writes the comment with
#   AGENTSYNC_NUMBER, AGENTSYNC_PULL_HEAD, AGENTSYNC_PULL_BRANCH
#                             the pull request's number, head and base branch, from the event
#
# All text that comes from a pull request is hostile: nothing of it is printed where GitHub looks for
# commands, and nothing of it is checked out.
set -eu
umask 077

say() { printf 'agentsync: %s\n' "$*"; }
# Only fixed words, numbers and object ids get here.
die() {
  printf '::error title=git agentsync::%s\n' "$*"
  exit 128
}

[ -n "${RUNNER_TEMP:-}" ] || die "RUNNER_TEMP is not set: this runs in a job of GitHub Actions"
work=$RUNNER_TEMP/agentsync
mkdir -p "$work"

# --- What was asked -----------------------------------------------------------------------------------

is_id() {
  case $1 in
    *[!0-9a-f]*) return 1 ;;
  esac
  [ "${#1}" -eq 40 ]
}

is_number() {
  case $1 in
    '' | *[!0-9]*) return 1 ;;
  esac
}

run=${AGENTSYNC_RUN:-check}
number=${AGENTSYNC_NUMBER:-}
[ -z "$number" ] || is_number "$number" || die "the event's number is no number"
pull_head=${AGENTSYNC_PULL_HEAD:-}
[ -z "$pull_head" ] || is_id "$pull_head" || die "the event's head is no object id"

# --- The program --------------------------------------------------------------------------------------

install_program() {
  expected=${AGENTSYNC_SHA256:-}
  case $expected in
    *[!0-9a-f]*) die "sha256 must be 64 digits, in lower case" ;;
  esac
  [ "${#expected}" -eq 64 ] || die "sha256 must be 64 digits, in lower case"
  case ${AGENTSYNC_URL:-} in
    https://* | file://*) ;;
    *) die "url must begin with https:// (or file://)" ;;
  esac

  rm -rf "$work/program" "$work/program.tar.gz"
  mkdir "$work/program"
  curl --fail --silent --show-error --location --proto '=https,file' --proto-redir '=https' \
    --retry 3 --max-time 300 --output "$work/program.tar.gz" -- "$AGENTSYNC_URL" ||
    die "the tarball can't be fetched"
  found=$(sha256sum <"$work/program.tar.gz")
  found=${found%% *}
  [ "$found" = "$expected" ] || {
    rm -f "$work/program.tar.gz"
    die "the tarball is not the one that was asked for: its sha256 is $found"
  }
  tar --extract --gzip --no-same-owner --file="$work/program.tar.gz" --directory="$work/program"
  for program in "$work"/program/*/bin/git-agentsync; do
    [ -x "$program" ] || die "the tarball holds no git-agentsync"
  done
}

# --- Commits ------------------------------------------------------------------------------------------

# Runs a command whose git shows the job's own token to GitHub, in variables that no process list shows.
with_token() {
  (
    if [ -n "${AGENTSYNC_TOKEN:-}" ]; then
      secret=$(printf 'x-access-token:%s' "$AGENTSYNC_TOKEN" | base64 | tr -d '\n')
      printf '::add-mask::%s\n' "$secret"
      key=http.${GITHUB_SERVER_URL:-https://github.com}/.extraheader
      # An empty one first: what checkout may have left there would be sent as well.
      export GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0="$key" GIT_CONFIG_VALUE_0=
      export GIT_CONFIG_KEY_1="$key" GIT_CONFIG_VALUE_1="AUTHORIZATION: basic $secret"
    fi
    export GIT_TERMINAL_PROMPT=0
    exec "$@"
  )
}

# No tags, no submodules, no hooks of this clone.
fetch() {
  with_token git -c core.hooksPath=/dev/null fetch --quiet --no-tags --no-recurse-submodules \
    --no-write-fetch-head --no-auto-maintenance "$@"
}

is_shallow() { [ "$(git rev-parse --is-shallow-repository)" = true ]; }

# Fetches objects, and moves references of our own; the work tree and all branches stay as they are.
fetch_pull_request() {
  git check-ref-format "refs/heads/$AGENTSYNC_PULL_BRANCH" || die "the base is no valid name of a branch"
  set -- "+refs/heads/$AGENTSYNC_PULL_BRANCH:refs/agentsync/base" "+refs/pull/$number/head:refs/agentsync/pr"
  if is_shallow; then
    fetch --depth=50 origin "$@" || die "the pull request can't be fetched"
  else
    fetch origin "$@" || die "the pull request can't be fetched"
  fi
  if [ -n "$pull_head" ] && [ "$(git rev-parse refs/agentsync/pr)" != "$pull_head" ]; then
    # What a label was set on, and what the check stands beside, is the event's commit and no other.
    git cat-file -e "$pull_head^{commit}" 2>/dev/null ||
      die "the pull request is not at $pull_head any more; its newer state has a run of its own"
  fi
  head=${pull_head:-$(git rev-parse refs/agentsync/pr)}

  # The change begins where the two parted: deeper and deeper, to some 25,000 commits.
  depth=100
  while is_shallow && ! git merge-base refs/agentsync/base "$head" >/dev/null; do
    [ "$depth" -le 12800 ] || {
      say "base and head have nothing in common in the last 25,000 commits"
      break
    }
    fetch "--deepen=$depth" origin "$@" || die "more of the history can't be fetched"
    depth=$((depth * 2))
  done
}

# Whoever starts a job with the base's rights must not have the head's files in it.
refuse_checked_out_head() {
  here=$(git rev-parse --verify --quiet HEAD) || return 0
  if [ -z "$pull_head" ]; then
    # What a push has started is the base's own.
    [ "$GITHUB_EVENT_NAME" != pull_request_target ] || die "the event doesn't tell the pull request's head"
    return 0
  fi
  # As the commit itself says it: a shallow clone shows no parents.
  case " $here $(git cat-file commit "$here" | sed -n '/^$/q; s/^parent //p' | tr '\n' ' ')" in
    *" $pull_head "*)
      die "the pull request's head is checked out under $GITHUB_EVENT_NAME, with this job's rights beside files that anyone may have written: check out the base, or nothing"
      ;;
  esac
}

# --- Answers ------------------------------------------------------------------------------------------

# Shows a text without GitHub taking any line of it for a command.
show() {
  token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  printf '::stop-commands::%s\n' "$token"
  cat
  printf '\n::%s::\n' "$token"
}

check() {
  case ${GITHUB_EVENT_NAME:-} in
    pull_request_target | workflow_run) refuse_checked_out_head ;;
  esac
  install_program
  base=${AGENTSYNC_BASE:-}
  head=${AGENTSYNC_HEAD:-}
  if [ -n "$number" ] && [ -z "$base$head" ]; then
    fetch_pull_request
    base=refs/agentsync/base
  fi
  case " $base $head" in
    *' -'*) die "base and head are revisions" ;;
  esac

  set -- check
  [ -z "$base" ] || set -- "$@" "--base=$base"
  [ -z "$head" ] || set -- "$@" "--head=$head"
  if [ "${AGENTSYNC_ALLOW_WIDENING:-false}" = true ] && [ -n "$base" ]; then
    set -- "$@" --allow-widening
  fi
  reports=$work/reports
  rm -rf "$reports"
  mkdir "$reports"
  status=0
  "$program" "$@" --format "text=$reports/report.txt" --format "json=$reports/report.json" \
    --format "sarif=$reports/report.sarif" --format "markdown=$reports/report.md" --format github \
    >"$work/annotations" 2>"$work/said" || status=$?
  : >>"$reports/report.txt"
  cat "$reports/report.txt" "$work/said" | show
  # The only lines that are meant for GitHub to read.
  cat "$work/annotations"
  case $status in
    0) verdict=in-step ;;
    1) verdict=drift ;;
    2) verdict=conflict ;;
    3) verdict=findings ;;
    *) verdict=stopped ;;
  esac
  {
    printf 'verdict=%s\n' "$verdict"
    printf 'exit-code=%s\n' "$status"
    printf 'reports=%s\n' "$reports"
  } >>"${GITHUB_OUTPUT:-/dev/null}"
  return "$status"
}

# --- In a job that may write --------------------------------------------------------------------------

# The report was made from a pull request, and its text counts as that pull request's words.
comment() {
  report=${AGENTSYNC_REPORT:-}
  marker='<!-- git-agentsync check -->'
  [ -n "$number" ] || die "the event belongs to no pull request"
  { [ -f "$report" ] && [ ! -L "$report" ]; } || die "the report is not there"
  [ "$(wc -c <"$report")" -le 65000 ] || die "the report is too long for a comment"
  [ "$(head -n 1 "$report")" = "$marker" ] || die "the report doesn't begin as a report of 'check' does"
  [ "$(LC_ALL=C tr -d '\011\012\040-\176\200-\377' <"$report" | wc -c)" -eq 0 ] ||
    die "the report holds control characters"

  export GH_TOKEN="${AGENTSYNC_TOKEN:-}"
  comments=repos/$GITHUB_REPOSITORY/issues/$number/comments
  # Anyone can write the marker; only what this job's own account wrote is written over.
  mine=$(gh api --paginate "$comments?per_page=100" --jq \
    '.[] | select(.user.login == "github-actions[bot]") | select(.body | startswith("'"$marker"'")) | .id') ||
    die "the comments can't be read"
  mine=$(printf '%s\n' "$mine" | head -n 1)
  if [ -z "$mine" ]; then
    gh api --method POST "$comments" -F "body=@$report" --silent || die "the comment can't be written"
    say "commented"
  else
    is_number "$mine" || die "the comments can't be read"
    gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$mine" -F "body=@$report" --silent ||
      die "the comment can't be written"
    say "updated the comment"
  fi
}

fix() {
  case ${GITHUB_EVENT_NAME:-} in
    pull_request_target | workflow_run) refuse_checked_out_head ;;
  esac
  install_program
  [ -n "${AGENTSYNC_BRANCH:-}" ] || die "branch is needed: the one whose tip is checked out"
  export GIT_AUTHOR_NAME="${GIT_AUTHOR_NAME:-github-actions[bot]}"
  export GIT_AUTHOR_EMAIL="${GIT_AUTHOR_EMAIL:-41898282+github-actions[bot]@users.noreply.github.com}"
  export GIT_COMMITTER_NAME="${GIT_COMMITTER_NAME:-$GIT_AUTHOR_NAME}"
  export GIT_COMMITTER_EMAIL="${GIT_COMMITTER_EMAIL:-$GIT_AUTHOR_EMAIL}"
  status=0
  with_token "$program" check --fix "--branch=$AGENTSYNC_BRANCH" --remote=origin >"$work/fix.txt" 2>&1 ||
    status=$?
  show <"$work/fix.txt"
  printf 'exit-code=%s\n' "$status" >>"${GITHUB_OUTPUT:-/dev/null}"
  return "$status"
}

case $run in
  check | comment | fix) "$run" ;;
  *) die "run must be check, comment or fix" ;;
esac
