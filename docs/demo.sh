#!/bin/sh
# Shows the main job in a scratch repository, with the commands a person would type.
#
#   docs/demo.sh BINARY LIBRARY
#
# LIBRARY is fixtures/library. The repository is left for you to look at; git's configuration on
# this machine is neither read nor changed.
set -eu

binary=${1:?usage: demo.sh BINARY LIBRARY}
library=${2:?usage: demo.sh BINARY LIBRARY}
[ -x "$binary" ] || { echo "demo: '$binary' is not there: make release" >&2; exit 1; }
[ -d "$library" ] || { echo "demo: '$library' is not there" >&2; exit 1; }

scratch=$(mktemp -d "${TMPDIR:-/tmp}/agentsync-demo.XXXXXX")
mkdir "$scratch/bin" "$scratch/repository"
ln -s "$binary" "$scratch/bin/git-agentsync"
PATH=$scratch/bin:$PATH
export PATH
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_PAGER=cat
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
cd "$scratch/repository"

if [ -t 1 ] && [ -z "${NO_COLOR-}" ]; then
  bold=$(printf '\033[1m')
  plain=$(printf '\033[0m')
else
  bold=
  plain=
fi

say() { printf '\n%s# %s%s\n' "$bold" "$*" "$plain"; }
# Prints a command as a person would type it, then runs it.
run() {
  printf '%s$' "$bold"
  for word; do
    case $word in
      *' '*) printf ' "%s"' "$word" ;;
      *) printf ' %s' "$word" ;;
    esac
  done
  printf '%s\n' "$plain"
  "$@"
}
# Commands of git that commit need a name; this one is for the scratch repository alone.
git init --quiet --initial-branch=main
git config user.name Demo
git config user.email demo@example.com
git config core.quotePath false

say "A repository of a team that writes its agents in Markdown, in agents/."
cp -R "$library/." .
git add .
git commit --quiet --message "Add our agents"
run git ls-files

say "'init' writes a configuration and the first prompt files, in one commit."
run git agentsync init
run git show --stat --format=%s HEAD

say "It named a link that leads nowhere. Someone adds the file, and everything is in step."
printf '# Prices\n\nThe boat is 12, the dog is 3.\n' >docs/prices.md
git add docs/prices.md
run git commit --quiet --message "Write the prices down"
run git agentsync check

say "Someone changes one agent and commits."
source=agents/delivery/incident-scribe.md
printf '\n## Before the first line\n\nAsk who is in the room, and since when.\n' >>$source
run git commit --quiet --message "Ask who is in the room" $source
run git agentsync status

say "'sync' writes the one prompt file that this touches, and commits it."
run git agentsync sync
run git show --stat --format=%s HEAD

say "Someone else adds a line to another prompt file, by hand."
output=.github/prompts/code-reviewer.prompt.md
awk '{ print } /^## / && !done { print "\nSmall changes first. (Added by hand.)"; done = 1 }' \
  $output >"$scratch/edited"
cp "$scratch/edited" $output
run git diff --unified=1 $output
run git commit --quiet --message "Small changes first" $output

say "Then the source of that prompt changes elsewhere. The next sync brings both together."
source=agents/engineering/code-reviewer.md
printf '\n## When you are done\n\nSay what you did not look at.\n' >>$source
run git commit --quiet --message "Say what was not looked at" $source
run git agentsync sync
run git show --unified=1 --format=%s HEAD -- $output
run grep -n "Added by hand" $output

say "An agent gets another name: its prompt file moves with it."
run git mv agents/engineering/migration-pilot agents/engineering/schema-pilot
run git commit --quiet --message "Rename an agent"
run git agentsync sync
run git show --stat --find-renames --format=%s HEAD

say "Everything is in step, and the history says what happened."
run git agentsync check
run git agentsync status
run git agentsync log
run git log --oneline

printf '\n%sThe repository is left in %s/repository%s\n' "$bold" "$scratch" "$plain"
printf 'To try more there: cd to it, and put %s/bin into your PATH\n' "$scratch"
