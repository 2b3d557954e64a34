import TestSupport
import Testing

/// What `sync --no-commit` wrote and nobody committed as it was is told from what a person typed.
struct HookUncommittedTests {
  private static let output = ".github/prompts/ada.prompt.md"
  /// A hand edit, a change of the source, both brought together in the work tree, and another change of the source.
  private static let written = """
    set_() { sed -i "/^- one task/{n;s/.*/- $1/}" agents/ada.md; }
    echo '- mine' >>\(output)
    set_ V1; git agentsync sync -q --no-commit

    """

  @Test(arguments: [
    "set_ V2; git commit -qam both",
    "set_ V2; git commit -qm source agents; git commit -qam edit",
    "echo '- mine, too' >>\(output); set_ V2; git commit -qam both",
    "git add agents; set_ V2; git commit -qm first; git commit -qam second",
    "git commit -qnam unhooked; set_ V2; git commit -qam both",
    "git restore \(output); echo '- mine' >>\(output); set_ V2; git commit -qam both",
  ])
  func `the hook carries a hand edit over text that was only written`(way: String) throws {
    let scene = try HookScene()
    let said = try scene.run(Self.written + way)
    #expect(!said.errorOutput.contains("apply."), "\(said.errorOutput)")
    let shown = try scene.run("git show HEAD:\(Self.output)").output
    #expect(shown.contains("- V2") && !shown.contains("- V1"), "\(shown)")
    #expect(shown.contains("- mine"))
    #expect(shown.contains("mine, too") == way.contains("mine, too"))
    #expect(try scene.check() == 0)
    #expect(try scene.run("git status --porcelain").output.isEmpty)
  }
}
