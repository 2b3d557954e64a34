import TestSupport
import Testing

/// `undo` beside what hooks put into commits.
struct HookUndoTests {
  /// A second operation of the tool, which must not be undone for the hook's.
  private static let older = "own eve; git commit -qanm eve; git agentsync sync --quiet\n"

  @Test(arguments: [
    "git commit -qam own", "git commit -qam own; git commit -q --amend -m amended",
    "git commit -qam own; echo more >>readme.txt; git commit -qnam more",
  ])
  func `what a commit holds is not undone, nor anything before it`(commit: String) throws {
    let scene = try HookScene()
    let refused = try scene.attempt(
      """
      \(Self.older)own ada; \(commit)
      git rev-parse HEAD >../before; git agentsync undo; status=$?
      git rev-parse HEAD | cmp - ../before; git status --short; exit $status
      """
    )
    #expect(refused.status == 128 && refused.output.isEmpty)
    let id = try scene.run("git log -1 --format=%h -- agents/ada.md").output
    #expect(refused.errorOutput.contains("'git revert \(id)'"))
    try scene.run("git revert --no-edit \(id)")
    #expect(try scene.check() == 0)
  }

  @Test func `what was for a commit that was given up is taken back`() throws {
    let scene = try HookScene()
    try scene.run(
      """
      \(Self.older)own ada; git add .; git commit -q -m '' 2>/dev/null && exit 1
      git diff --cached --name-only | grep prompt; git agentsync undo
      """
    )
    #expect(try scene.run("git diff --cached --name-only").output == "agents/ada.md")
    #expect(try scene.run("git status --short").output == "M  agents/ada.md")
  }

  @Test func `what was reset is not in the way of what is older`() throws {
    let scene = try HookScene()
    let undone = try scene.run(
      "\(Self.older)own ada; git commit -qam own; git reset -q --hard HEAD~; git agentsync undo"
    )
    #expect(undone.output.hasPrefix("undid agentsync: sync 1 agent"))
  }

  @Test(arguments: ["git agentsync undo", "git revert --no-edit HEAD"])
  func `what a standing hand edit lets go of is named`(way: String) throws {
    let scene = try HookScene()
    let shown = try scene.run(
      """
      echo '- mine' >>.github/prompts/ada.prompt.md; git commit -qam edit
      sed -i 's/^- two/- 2/' agents/ada.md; git commit -qnam own; git agentsync sync --quiet; \(way) >/dev/null
      git agentsync status
      """
    )
    #expect(shown.output.contains("hand edit taken up: +2 -1 lines"), "\(shown.output)")
  }

  @Test func `in a merge nothing is said of commits before it`() throws {
    let scene = try HookScene()
    let refused = try scene.attempt(
      """
      git switch -qc f; own ada; git commit -qam f; git switch -q main; own ada; git commit -qam main
      git merge -q f >/dev/null && exit 1
      git agentsync undo
      """
    )
    #expect(refused.errorOutput.contains("in the middle of a merge"), "\(refused.errorOutput)")
  }
}
