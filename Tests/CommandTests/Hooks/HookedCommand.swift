import Testing

/// A command of git as a row of the table: what goes before it, and how it is run.
struct HookedCommand: Sendable, CustomTestStringConvertible {
  let name: String
  /// Before anything is edited.
  var prepare = ""
  /// The person's own change that the command is about, after the preparation.
  var change = ""
  /// The command; `$STATE` says what else is edited.
  let run: String
  /// Whose source and whose output hold other edits.
  var source = "ada"
  var output = "ada"
  /// What the new commits are counted from.
  var base = "start"
  /// Where the command has its effect.
  var place = "."
  /// Whether the new commit is to be in step, or what keeps it from that is to be named.
  var isCommit = false

  var testDescription: String { name }

  static func named(_ name: String) -> HookedCommand? { all.first { $0.name == name } }

  static let all = commits + merges + rewrites + others

  // MARK: - Commits

  private static func commit(
    _ name: String,
    change: String = "own ada; git add agents/ada.md",
    run: String,
    base: String = "start",
    isCommit: Bool = true
  ) -> HookedCommand {
    HookedCommand(name: name, change: change, run: run, base: base, isCommit: isCommit)
  }

  static let commits = [
    commit("commit", run: "git commit -qm own"),
    commit("commit -a", change: "own ada", run: "git commit -qam own"),
    commit(
      "commit -p",
      change: "own ada",
      run: """
        case $STATE in clean) a=y;; sources) a=yn;; outputs) a=ny;; partly) a=nyn;; esac
        fold -w 1 <<<"$a" | git commit -qpm own >/dev/null
        """
    ),
    commit("commit -- PATH", change: "own ada", run: "git commit -qm own -- agents/ada.md"),
    commit("commit -i PATH", change: "own ada", run: "git commit -qm own -i agents/ada.md"),
    commit("commit --amend", run: "git commit -q --amend --no-edit", base: "start~1"),
    commit("commit --no-verify", run: "git commit -qnm own", isCommit: false),
  ]

  // MARK: - Merges

  /// A branch with a change of `bob` alone, made where no hooks are: its output is out of step.
  static let side = """
    git checkout -qb side; own bob; git commit -qanm side; git checkout -q main

    """
  /// The same, and a commit of `eve` here, in step.
  static let forked = side + "own eve; git commit -qam eve\n"

  static let merges = [
    HookedCommand(
      name: "merge (fast-forward)",
      prepare: side,
      run: "git merge -q side",
      output: "bob"
    ),
    HookedCommand(
      name: "merge --no-ff",
      prepare: forked,
      run: "git merge -q --no-ff --no-edit side",
      output: "bob"
    ),
    HookedCommand(
      name: "merge --squash",
      prepare: forked,
      run: "git merge -q --squash side >/dev/null",
      output: "bob"
    ),
    HookedCommand(
      name: "merge, conflict, commit",
      prepare: """
        git checkout -qb side; own ada; git commit -qanm side
        git checkout -q main; own ada; git commit -qam main

        """,
      run: """
        git merge -q side >/dev/null
        test -f .git/MERGE_HEAD || exit 1
        sed -i '/^[<=>]\\{7\\}/d' agents/ada.md
        git add agents/ada.md
        git commit -q --no-edit
        """,
      source: "bob",
      isCommit: true
    ),
    HookedCommand(
      name: "pull (fast-forward)",
      prepare: side,
      run: "git pull -q . side",
      output: "bob"
    ),
    HookedCommand(
      name: "pull (merge)",
      prepare: forked,
      run: "git pull -q --no-rebase . side",
      output: "bob"
    ),
  ]

  // MARK: - What rewrites history

  static let rewrites = [
    HookedCommand(
      name: "pull --rebase",
      prepare: forked,
      run: "git pull -q --rebase . side",
      output: "bob",
      base: "side"
    ),
    HookedCommand(
      name: "rebase --autostash",
      prepare: forked,
      run: "git rebase -q --autostash side",
      output: "bob",
      base: "side"
    ),
    HookedCommand(
      name: "rebase -i, edit",
      prepare: "own bob; git commit -qanm bob; own eve; git commit -qam eve\n",
      run: """
        GIT_SEQUENCE_EDITOR="sed -i '1s/pick/edit/'" git rebase -q -i start~2 2>/dev/null || exit 1
        own ada; git commit -q -a --amend --no-edit && git rebase --continue >/dev/null
        """,
      output: "bob",
      base: "start~2"
    ),
    HookedCommand(
      name: "rebase -i, squash",
      prepare: "own bob; git commit -qanm bob; own eve; git commit -qam eve\n",
      run: "GIT_SEQUENCE_EDITOR=\"sed -i '2s/pick/squash/'\" git rebase -q -i start~2",
      output: "bob",
      base: "start~2"
    ),
    HookedCommand(
      name: "cherry-pick",
      prepare: forked,
      run: "git cherry-pick side >/dev/null",
      output: "bob"
    ),
    HookedCommand(
      name: "revert",
      prepare: "own bob; git commit -qam bob; own eve; git commit -qam eve\n",
      run: "git revert --no-edit HEAD~1 >/dev/null",
      output: "bob"
    ),
    HookedCommand(
      name: "am",
      prepare: forked + "git format-patch -q -1 --stdout side >\"$SANDBOX/patch\"\n",
      run: "git am -q \"$SANDBOX/patch\"",
      output: "bob"
    ),
  ]

  // MARK: - What makes no commit

  static let others = [
    HookedCommand(name: "stash", run: "git stash -q"),
    HookedCommand(
      name: "commit -a between stash and stash pop",
      run:
        "git stash -q; own ada; git commit -qam own; git stash list | grep -q . && git stash pop -q || true",
      isCommit: true
    ),
    HookedCommand(
      name: "checkout",
      prepare: side,
      run: "git checkout -q side",
      output: "bob",
      base: "side"
    ),
    HookedCommand(
      name: "switch",
      prepare: side,
      run: "git switch -q side",
      output: "bob",
      base: "side"
    ),
    HookedCommand(
      name: "worktree add",
      prepare: side,
      run: "git worktree add -q \"$SANDBOX/tree\" side",
      output: "bob"
    ),
    HookedCommand(
      name: "submodule update",
      prepare: side + """
        git init -q --template= "$SANDBOX/super"; top=$PWD; cd "$SANDBOX/super"
        git -c protocol.file.allow=always submodule --quiet add "$top" lib
        cp -r "$top/.git/hooks" .git/modules/lib/
        git -C lib checkout -q origin/side; git add lib; git commit -qm side; git -C lib checkout -q main
        cd lib

        """,
      run: "git -C .. submodule --quiet update",
      output: "bob",
      base: "origin/side",
      place: "../super/lib"
    ),
    HookedCommand(
      name: "bisect",
      prepare: "for n in 1 2 3 4; do own bob; git commit -qam bob; done\n",
      run:
        "git bisect start HEAD HEAD~4 >/dev/null && git bisect good >/dev/null; s=$?; git bisect reset -q 2>/dev/null; exit $s",
      output: "bob"
    ),
  ]
}
