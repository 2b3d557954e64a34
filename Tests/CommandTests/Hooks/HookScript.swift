import TestSupport

/// The commands of one step, as a script.
struct HookScript {
  let step: RandomHookSteps.Step
  let sources: [String]

  /// Functions that conclude what git has stopped in: both sides of a text, ours of anything else.
  static let prelude = #"""
    settle() {
      git ls-files --unmerged | cut -f 2 | sort -u | while read -r f; do
        case $f in
        agents/* | .github/*) [ ! -f "$f" ] || sed -i -E '/^(<{7}|={7}|>{7}|\|{7})( |$)/d' "$f" ;;
        *) git checkout -q --ours -- "$f" 2>/dev/null || git checkout -q --theirs -- "$f" ;;
        esac
        if [ -f "$f" ]; then git add "$f"; else git rm -q --cached "$f"; fi
      done
    }
    conclude() {
      for n in 1 2 3 4 5 6; do
        settle
        if [ -d .git/rebase-apply ]; then git am --abort
        elif [ -d .git/rebase-merge ]; then
          git rebase --continue || git rebase --skip
        elif [ -f .git/MERGE_HEAD ]; then git commit -q --no-edit || git commit -qn --no-edit
        elif [ -f .git/CHERRY_PICK_HEAD ]; then git cherry-pick --continue || git cherry-pick --skip
        elif [ -f .git/REVERT_HEAD ]; then git revert --continue || git revert --skip
        else return 0; fi >/dev/null
      done
      echo 'never concluded' >&2; exit 99
    }
    # another branch, and a file that differs from HEAD, where there is one
    other() {
      mapfile -t all < <(git for-each-ref --format='%(refname:short)' refs/heads |
        grep -vx "$(git branch --show-current)")
      [ "${#all[@]}" -eq 0 ] || echo "${all[$1 % ${#all[@]}]}"
    }
    file() {
      mapfile -t all < <(git diff --name-only ${2-HEAD} -- agents .github)
      [ "${#all[@]}" -gt 0 ] || all=(agents/ada.md)
      echo "${all[$1 % ${#all[@]}]}"
    }

    """#

  func text(_ random: inout SeededRandom) -> String {
    switch step.kind {
    case .commit, .commitAll, .commitPath, .commitWith, .commitParts, .amend, .commitUnseen:
      return commit(&random)
    case .addAgent, .renameAgent, .stageAll, .stageFile, .stageHunk, .unstage, .intend:
      return edit(&random)
    default:
      return merge(&random)
    }
  }

  private func edit(_ random: inout SeededRandom) -> String {
    let source = sources.randomElement(using: &random) ?? "agents"
    let file = "\"$(file \(step.chances % 97))\""
    let name = "new\(step.number)"
    return switch step.kind {
    case .addAgent:
      "sed 's/ada/\(name)/; s/Ada/\(name)/; /typed-/d' \(source) >agents/\(name).md"
    case .renameAgent: "git mv -k \(source) agents/\(name).md"
    case .stageAll: "git add -A"
    case .stageFile: "git add \(file)"
    case .unstage: "git reset -q"
    case .intend: "git add -N agents"
    default:
      """
      git diff -U0 -- "$(file \(step.chances % 97) '')" >"$SANDBOX/diff"; n=$(grep -c '^@@' "$SANDBOX/diff")
      [ "$n" -eq 0 ] || awk -v k=$((\(step.chances % 97) % n + 1)) \
      '/^@@/ { h++ } h == 0 || h == k' "$SANDBOX/diff" | git apply --cached --unidiff-zero
      """
    }
  }

  private func commit(_ random: inout SeededRandom) -> String {
    let file = "\"$(file \(step.chances % 97))\""
    let message = "c\(step.number)"
    switch step.kind {
    case .commitAll: return "git commit -qam \(message)"
    case .commitPath: return "git commit -qm \(message) -- \(file)"
    case .commitWith: return "git commit -qm \(message) -i \(file)"
    case .amend: return "git commit -q --amend --no-edit"
    case .commitUnseen: return "git add -u; git commit -qnm \(message)"
    case .commitParts:
      let answers = (0..<12).map { _ in random.chance(50) ? "y" : "n" }.joined(separator: "\n")
      return "printf '\(answers)\\n' | git commit -qpm \(message) >/dev/null"
    default: return "git commit -qm \(message)"
    }
  }

  private func merge(_ random: inout SeededRandom) -> String {
    let other = "$(other \(step.chances % 97))"
    let number = step.number
    return switch step.kind {
    case .branch: "git checkout -q -b b\(number)"
    case .switchBranch: "git switch -q \(other)"
    case .merge: "git merge -q --no-edit \(other) >/dev/null; conclude"
    case .mergeTrue: "git merge -q --no-ff --no-edit \(other) >/dev/null; conclude"
    case .mergeSquash: "git merge -q --squash \(other) >/dev/null; settle"
    case .pull: "git pull -q --no-rebase . \(other) >/dev/null; conclude"
    case .pullRebase: "git pull -q --rebase . \(other) >/dev/null; conclude"
    case .rebase: "git rebase -q --autostash \(other) >/dev/null; conclude; settle"
    case .squash:
      "GIT_SEQUENCE_EDITOR=\"sed -i '2s/pick/squash/'\" git rebase -q -i HEAD~2 >/dev/null; conclude"
    case .cherryPick: "git cherry-pick \(other) >/dev/null; conclude"
    case .revert:
      "git revert --no-edit HEAD~\(Int.random(in: 0...1, using: &random)) >/dev/null; conclude"
    case .am:
      "git format-patch -1 --stdout \(other) >\"$SANDBOX/p\"; git am -q -3 \"$SANDBOX/p\"; conclude"
    case .stash: "git stash -q"
    case .stashPop: "git stash pop -q >/dev/null; settle"
    default: "git bisect start HEAD HEAD~3 >/dev/null; git bisect reset -q"
    }
  }
}
