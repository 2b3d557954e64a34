import Foundation
import TestSupport
import Testing

/// What hooks and the merge driver advise is done to the letter, and has to help.
struct HookAdviceTests {
  /// Both sides change one place of a source, whose output follows on each.
  private static let sides = """
    git checkout -qb side; own ada; git commit -qam side; git checkout -q main; own ada; git commit -qam main

    """
  private static let settle = "sed -i '/^[<=>|]\\{7\\}/d'"

  @Test func `a conflict of a merge is concluded as the driver says`() throws {
    let scene = try HookScene()
    let said = try scene.attempt(Self.sides + "git merge -q side")
    #expect(said.errorOutput.contains("settle the sources that are in conflict and 'git add' them"))
    #expect(!said.errorOutput.contains("sync --staged"))
    try scene.run(
      """
      \(Self.settle) agents/ada.md; git add agents/ada.md; git agentsync continue; git commit -qm merged
      """
    )
    #expect(try scene.check() == 0)
  }

  @Test func `a conflict of two hand edits in a merge is left to the person, as the driver says`()
    throws
  {
    let scene = try HookScene()
    let said = try scene.attempt(
      """
      out=$(out ada); git checkout -qb side; type_after $out Help Side; git commit -qam side
      git checkout -q main; type_after $out Help Main; git commit -qam main; git merge -q side
      """
    )
    #expect(said.errorOutput.contains("or names those that are yours to settle"))
    let left = try scene.attempt("git agentsync continue")
    #expect(left.errorOutput.contains("edit it and 'git add' it"))
    try scene.run("\(Self.settle) $(out ada); git add .; git commit -qm merged")
  }

  @Test func `a conflict of a stash is settled as the driver says`() throws {
    let scene = try HookScene()
    let said = try scene.attempt(
      """
      own ada; git agentsync sync --no-commit --quiet; git stash -q; own ada; git commit -qam main
      git stash pop -q
      """
    )
    #expect(said.errorOutput.contains("then 'git agentsync sync --staged' brings outputs in step"))
    try scene.run(
      """
      \(Self.settle) agents/ada.md $(out ada); git add .; git agentsync sync --staged; git commit -qm settled
      """
    )
    #expect(try scene.check() == 0)
  }

  @Test(arguments: ["side", "it's"])
  func `a push of another branch is told to switch to it`(branch: String) throws {
    let scene = try HookScene()
    let refused = try scene.attempt(
      """
      git init -q --bare ../up; git push -q ../up main; git checkout -qb "$1"; own ada; git commit -qanm own
      git checkout -q main; git push -q ../up "$1"
      """,
      [branch]
    )
    #expect(refused.status != 0)
    let advice = try #require(
      refused.errorOutput.split(separator: "\n").first { $0.contains("git switch ") }
    )
    // Between the first quote and the one before the words.
    let begin = try #require(advice.range(of: "'git switch")?.lowerBound)
    let end = try #require(advice.range(of: "' brings them")?.lowerBound)
    try scene.run(String(advice[advice.index(after: begin)..<end]) + " --quiet")
    try scene.run("git push -q ../up \"$1\"", branch)
  }

  @Test(arguments: ["own ada", "sed s/ada/new/ agents/ada.md >agents/new.md; git add ."])
  func `a refused commit of named files names the others that it takes`(change: String) throws {
    let scene = try HookScene(configuration: "hooks: {pre-commit: check}")
    let refused = try scene.attempt("\(change); git commit -qm own -- agents")
    #expect(refused.status == 1)
    let advice = try #require(
      refused.errorOutput.split(separator: "\n").first { $0.contains("name these, too: ") }
    )
    let names = try #require(advice.range(of: "too: ").map { advice[$0.upperBound...] })
    try scene.run(
      "git agentsync sync --no-commit --quiet; git add \(names); git commit -qm own -- agents \(names)"
    )
    #expect(try scene.check() == 0)
  }

  @Test func `a hook that finds a lock says what helps after the commit`() throws {
    let scene = try HookScene(configuration: "hooks: {pre-commit: separate}")
    let said = try scene.run(
      """
      own ada; mkdir -p .git/agentsync
      flock .git/agentsync/lock sh -c 'git commit -qam own; git log -1 --format=%s'
      """
    )
    #expect(said.output == "own")
    #expect(said.errorOutput.contains("'git agentsync sync' brings them in step"))
    #expect(!said.errorOutput.contains("try again"))
    try scene.run("git agentsync sync --quiet")
    #expect(try scene.check() == 0)
  }

  @Test func `a removal that unstaged edits keep from being is called one`() throws {
    let scene = try HookScene()
    let said = try scene.run("late $(out ada); git rm -q agents/ada.md; git commit -qm gone")
    #expect(said.errorOutput.contains("conflict with its removal"))
    #expect(!said.errorOutput.contains("new text"))
  }

  @Test func `one file is one file`() throws {
    let scene = try HookScene()
    let staged = try scene.run("own ada; git agentsync sync --no-commit").output
    #expect(staged.contains("wrote 1 file to the work tree"))
  }
}
