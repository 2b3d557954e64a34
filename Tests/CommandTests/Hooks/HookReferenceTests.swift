import TestSupport
import Testing

/// `references.rewrite: hook`: a commit that breaks references mends them.
struct HookReferenceTests {
  private func scene(_ mode: String) throws -> HookScene {
    let scene = try HookScene(configuration: "references: {rewrite: \(mode)}")
    try scene.run(
      """
      export AGENTSYNC_HOOKS=off
      mkdir -p docs; echo '# Style' >docs/style.md
      echo '[style](../docs/style.md) and [gone](../docs/gone.md)' >>agents/bob.md
      git add .; git commit -qm references; git agentsync sync -q
      """
    )
    return scene
  }

  private static let rename = "git mv docs/style.md docs/manner.md; git commit -qm rename"

  @Test func `what the commit breaks is mended in it, and what was broken before is not touched`()
    throws
  {
    let scene = try scene("hook")
    let said = try scene.run(Self.rename)
    #expect(said.errorOutput.contains("agentsync: mended 1 reference in 1 document"))
    let source = try scene.run("git show HEAD:agents/bob.md").output
    #expect(source.contains("[style](../docs/manner.md) and [gone](../docs/gone.md)"))
    let files = try scene.run("git show --name-only --format= HEAD").output
    #expect(files.contains("agents/bob.md") && files.contains(".github/prompts/bob.prompt.md"))
    #expect(try scene.run("git status --porcelain").output.isEmpty)
    #expect(try scene.check() == 0)
  }

  @Test(arguments: ["ask", "off"])
  func `otherwise nothing is mended unasked`(mode: String) throws {
    let scene = try scene(mode)
    try scene.run(Self.rename)
    #expect(try scene.run("git show HEAD:agents/bob.md").output.contains("../docs/style.md"))
  }

  @Test func `a document with unstaged edits is left to its author`() throws {
    let scene = try scene("hook")
    let said = try scene.run("late agents/bob.md; " + Self.rename)
    #expect(try scene.run("git show HEAD:agents/bob.md").output.contains("../docs/style.md"))
    #expect(try scene.run("git diff --name-only").output.contains("agents/bob.md"))
    #expect(said.errorOutput.contains("1 reference that this commit breaks stays so"))
    #expect(said.errorOutput.contains("agents/bob.md"))
    #expect(said.errorOutput.contains("docs/manner.md"))
    #expect(!said.errorOutput.contains("docs/gone.md"))
    try scene.run(
      "git agentsync refs fix --quiet || true; grep docs/manner.md agents/bob.md; grep Late agents/bob.md"
    )
  }
}
