import TestSupport
import Testing

/// What may stand in an index when a hook gets it.
struct HookIndexTests {
  private static let ada = ".github/prompts/ada.prompt.md"

  @Test func `an index of the user's own is written, and the other one left`() throws {
    let scene = try HookScene()
    try scene.run(
      """
      own bob; git add .; own ada; cp .git/index "$SANDBOX/mine"
      export GIT_INDEX_FILE="$SANDBOX/mine"; git reset -q; git add agents/ada.md; git commit -qm own
      unset GIT_INDEX_FILE
      test "$(git show --format= --name-only | tr '\\n' ' ')" = ".github/prompts/ada.prompt.md agents/ada.md "
      git diff --cached --name-only >"$SANDBOX/left"; test ! -e .git/index.lock
      """
    )
    #expect(try scene.check() == 0)
  }

  @Test func `a commit of a path leaves what is staged of its output`() throws {
    let scene = try HookScene()
    try scene.run("part $(out ada) '- another'; own ada; git commit -qm own -- agents/ada.md")
    let shown = try scene.run(
      "git show HEAD:\(Self.ada) >../h; git show :\(Self.ada) >../i; grep -c staged ../h ../i \(Self.ada); grep -c Own ../h ../i \(Self.ada); true"
    )
    #expect(
      shown.output.split(separator: "\n").map { $0.last } == ["0", "1", "1", "1", "1", "1"]
    )
    #expect(try scene.check() == 0)
    #expect(try scene.run("git status --short").output == "M  \(Self.ada)")
  }

  @Test func `a commit of a path leaves another staged agent and its output alone`() throws {
    let scene = try HookScene()
    try scene.run("own bob; git add .; own ada; git commit -qm own -- agents/ada.md")
    #expect(try scene.run("git status --short").output == "M  agents/bob.md")
    #expect(try scene.check() == 0)
    try scene.run("git commit -qm bob")
    #expect(try scene.run("git status --short").output.isEmpty)
    #expect(try scene.check() == 0)
  }

  @Test func `what is only intended to be added is no agent yet`() throws {
    let scene = try HookScene()
    try scene.run(
      "sed 's/ada/new/' agents/ada.md >agents/new.md; git add -N agents/new.md; own bob; git add -u agents/bob.md; git commit -qm own"
    )
    let left = try scene.run(
      "git status --short; ls .github/prompts; git show --format= --name-only"
    )
    #expect(left.output.contains(" A agents/new.md"))
    #expect(!left.output.contains("new.prompt.md"))
    #expect(try scene.check() == 0)
    try scene.run("git add .; git commit -qm new; test -e \"$(out new)\"")
    #expect(try scene.check() == 0)
  }

  @Test func `an output that is only intended to be added keeps its text`() throws {
    let scene = try HookScene()
    let said = try scene.run(
      """
      sed 's/ada/new/' agents/ada.md >agents/new.md; echo mine >"$(out new)"; git add agents; git add -N "$(out new)"
      git commit -qm new; cat "$(out new)"
      """
    )
    #expect(said.output == "mine")
    #expect(said.errorOutput.contains(".github/prompts/new.prompt.md"))
    #expect(try scene.run("git ls-files --unmerged").output.isEmpty)
  }

  @Test func `an untracked file in an output's place is kept and named`() throws {
    let scene = try HookScene()
    let said = try scene.run(
      "sed 's/ada/new/' agents/ada.md >agents/new.md; echo mine >\"$(out new)\"; git add agents; git commit -qm new; cat \"$(out new)\""
    )
    #expect(said.output == "mine")
    #expect(said.errorOutput.contains(".github/prompts/new.prompt.md"))
  }

  @Test(arguments: ["--assume-unchanged", "--skip-worktree"])
  func `an output that git is told not to look at keeps its text in the work tree`(
    flag: String
  ) throws {
    let scene = try HookScene()
    try scene.run(
      "git update-index \(flag) \"$(out ada)\"; tip \"$(out ada)\"; own ada; git add agents; git commit -qm own"
    )
    let left = try scene.run(
      "grep -c 'Tip typed' \(Self.ada); git ls-files -u; git show HEAD:\(Self.ada) | grep -c 'Tip typed' || true"
    )
    #expect(left.output == "1\n0")
  }

  @Test func `line ends of the work tree are no difference`() throws {
    let scene = try HookScene()
    try scene.run(
      """
      git config core.autocrlf true; rm -r agents .github; git checkout -q -- .
      grep -q $'\\r' agents/ada.md; grep -q $'\\r' \(Self.ada); test -z "$(git status --short)"
      sed -i 's/^Help.*/Help\\r/' agents/ada.md; git commit -qam own
      test -z "$(git status --short)"; grep -q $'^Help\\r' \(Self.ada)
      git show HEAD:\(Self.ada) >../h; if grep -q $'\\r' ../h; then exit 1; fi
      """
    )
    #expect(try scene.check() == 0)
  }

  @Test func `an edit of the work tree with other line ends is merged`() throws {
    let scene = try HookScene()
    try scene.run(
      """
      git config core.autocrlf true; rm -r agents .github; git checkout -q -- .
      tip \(Self.ada); sed -i 's/^Help.*/Help\\r/' agents/ada.md; git commit -qm own -- agents
      grep -q 'Tip typed' \(Self.ada); grep -q $'^Help\\r' \(Self.ada)
      """
    )
    #expect(try scene.check() == 0)
    #expect(try scene.run("git status --short").output == " M \(Self.ada)")
  }

  @Test func `a commit of a removed agent takes its output away`() throws {
    let scene = try HookScene()
    try scene.run("git rm -q agents/ada.md; git commit -qm gone; test ! -e \(Self.ada)")
    #expect(try scene.check() == 0)
    #expect(try scene.run("git status --short").output.isEmpty)
  }

  @Test func `a removed agent's output with unstaged edits stays in the work tree`() throws {
    let scene = try HookScene()
    try scene.run(
      "tip \(Self.ada); git rm -q agents/ada.md; git commit -qm gone; grep -q 'Tip typed' \(Self.ada)"
    )
  }

  @Test func `a conflict of a hand edit leaves all as it is, and is named`() throws {
    let scene = try HookScene()
    try scene.run(
      "sed -i 's/^Help.*/By hand/' \(Self.ada); git commit -qam hand; sed -i 's/^Help.*/By source/' agents/ada.md; git add ."
    )
    let said = try scene.run("git commit -qm own; git status --short")
    #expect(said.output.isEmpty)
    #expect(said.errorOutput.contains(Self.ada))
    #expect(try scene.run("git show --format= --name-only").output == "agents/ada.md")
    #expect(try scene.check() != 0)
  }

  @Test func `a commit whose outputs alone are out of step has its own change in it`() throws {
    let scene = try HookScene()
    try scene.run("own ada; git commit -qanm before; own bob; git add .")
    let said = try scene.run("git commit -qm own; git show --format= --name-only")
    #expect(said.output == ".github/prompts/bob.prompt.md\nagents/bob.md")
    #expect(said.errorOutput.contains("1 output was out of step before"))
  }

  @Test(arguments: ["sparse-checkout set --sparse-index agents", "update-index --split-index"])
  func `an index in a form of git's own gets the outputs of each commit`(form: String) throws {
    let scene = try HookScene()
    for commit in ["-qam", "-qm path -- agents/ada.md #", "-qam"] {
      let said = try scene.run("git \(form); own ada; git commit \(commit) own")
      #expect(!said.errorOutput.contains("warning"))
      #expect(try scene.check() == 0)
    }
    try scene.run("git \(form); echo more >>readme.txt; git commit -qam more")
    #expect(try scene.run("git show --format= --name-only").output == "readme.txt")
  }
}
