import TestSupport
import Testing

/// An output that moved without the tool is still known by what it was made from.
struct HookMovedOutputTests {
  private static let old = ".github/prompts/ada.prompt.md"
  private static let new = ".github/prompts/eve2.prompt.md"

  @Test(arguments: [
    "git merge -q -m m f",
    "git switch -q f; git rebase -q main",
    "git cherry-pick f",
    "git merge -q --squash f; git commit -qm squashed",
  ])
  func `a rename meets a hand edit`(way: String) throws {
    let scene = try HookScene()
    try scene.run(
      """
      git switch -qc f; git mv agents/ada.md agents/eve2.md; git commit -qm rename
      git switch -q main; echo '- mine' >>\(Self.old); git commit -qam edit; \(way)
      git agentsync sync --quiet
      """
    )
    #expect(try scene.check() == 0)
    let shown = try scene.run("git show HEAD:\(Self.new)").output
    #expect(shown.contains("- mine") && shown.contains("from agents/eve2.md"), "\(shown)")
    #expect(
      try scene.run("git ls-files .agentsync/pristine").output == ".agentsync/pristine/\(Self.new)"
    )
  }

  @Test(arguments: [false, true])
  func `source and output are moved by hand in one commit`(isEdited: Bool) throws {
    let scene = try HookScene()
    if isEdited { try scene.run("echo '- mine' >>\(Self.old); git commit -qam edit") }
    try scene.run(
      "git mv agents/ada.md agents/eve2.md; git mv \(Self.old) \(Self.new); git commit -qm moved"
    )
    try scene.run("git agentsync sync --quiet")
    #expect(try scene.check() == 0)
    let shown = try scene.run("git show HEAD:\(Self.new)").output
    #expect(shown.contains("from agents/eve2.md") && !shown.contains("agents/ada.md"), "\(shown)")
    #expect(shown.contains("- mine") == isEdited)
    let kept = isEdited ? ".agentsync/pristine/\(Self.new)" : ""
    #expect(try scene.run("git ls-files .agentsync/pristine").output == kept)
  }
}
