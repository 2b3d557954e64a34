import TestSupport
import Testing

/// What is pushed is judged by what the push brings.
struct HookPushTests {
  /// A scene with a remote that has `main` in step.
  private func scene() throws -> HookScene {
    let scene = try HookScene()
    try scene.run("git init -q --bare ../up; git remote add up ../up; git push -q up main")
    _ = try scene.ran()
    return scene
  }

  @Test func `commits in step are pushed without a word`() throws {
    let scene = try scene()
    let said = try scene.run("own ada; git commit -qam own 2>/dev/null; git push -q up main")
    #expect(said.errorOutput.isEmpty)
    #expect(try scene.ran().last == "pre-push")
  }

  @Test(arguments: ["", " --dry-run"])
  func `commits that put outputs out of step are refused`(option: String) throws {
    let scene = try scene()
    let said = try scene.attempt("own ada; git commit -qanm own; git push -q\(option) up main")
    #expect(said.status != 0)
    #expect(said.errorOutput.contains(".github/prompts/ada.prompt.md"))
    #expect(said.errorOutput.contains("'git push --no-verify' pushes without"))
    try scene.run("git agentsync sync --quiet; git push -q\(option) up main")
  }

  @Test func `a new branch is judged by its own commits`() throws {
    let scene = try scene()
    try scene.run("own ada; git commit -qanm old; git push -q --no-verify up main")
    let warned = try scene.run(
      "git fetch -q up; git switch -qc new 2>/dev/null; own bob; git commit -qam new 2>/dev/null; git push -q up new"
    )
    #expect(warned.errorOutput.contains("1 output was out of step before"))
    #expect(warned.errorOutput.contains(".github/prompts/ada.prompt.md"))
    let refused = try scene.attempt(
      "git switch -qc other 2>/dev/null; own eve; git commit -qanm other; git push -q up other"
    )
    #expect(refused.status != 0)
    #expect(refused.errorOutput.contains(".github/prompts/eve.prompt.md"))
  }

  @Test func `older drift is only named`() throws {
    let scene = try scene()
    try scene.run("own ada; git commit -qanm old; git push -q --no-verify up main")
    let said = try scene.run(
      "echo more >>readme.txt; git commit -qam more 2>/dev/null; git push -q up main"
    )
    #expect(said.errorOutput.contains("out of step before"))
    #expect(said.errorOutput.contains(".github/prompts/ada.prompt.md"))
  }

  @Test func `a deletion is nobody's business`() throws {
    let scene = try scene()
    let said = try scene.run(
      "git push -q up main:gone; own ada; git commit -qanm own; git push -q up :gone; git ls-remote up gone"
    )
    #expect(said.output.isEmpty)
    #expect(said.errorOutput.isEmpty)
  }

  @Test(arguments: ["git tag v1", "git tag -a -m v1 v1"])
  func `a tag is judged as its commit`(tag: String) throws {
    let scene = try scene()
    let fine = try scene.run("\(tag); git push -q up v1")
    #expect(fine.errorOutput.isEmpty)
    let said = try scene.attempt(
      "git tag -d v1; own ada; git commit -qanm own; \(tag); git push -q up v1:v2"
    )
    #expect(said.status != 0)
    #expect(said.errorOutput.contains(".github/prompts/ada.prompt.md"))
  }

  @Test func `a tag of a file is let through`() throws {
    let scene = try scene()
    let said = try scene.run("git tag blob HEAD:readme.txt; git push -q up blob")
    #expect(said.errorOutput.isEmpty)
  }

  @Test func `a push of several branches is judged for each`() throws {
    let scene = try scene()
    let said = try scene.attempt(
      """
      git branch fine; own ada; git commit -qanm own
      git push -q up fine main
      """
    )
    #expect(said.status != 0)
    #expect(try scene.run("git ls-remote up fine").output.isEmpty)
  }
}
