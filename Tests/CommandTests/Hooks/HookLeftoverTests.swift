import TestSupport
import Testing

/// Text that the tool wrote for a commit that was taken back, put elsewhere or never made is no hand edit.
struct HookLeftoverTests {
  private static let output = ".github/prompts/ada.prompt.md"
  private static let set = """
    set_() { sed -i "/^- one task/{n;s/.*/- $1/}" agents/ada.md; }

    """

  @Test(arguments: [
    "set_ V1; git commit -qam a; set_ V2; git commit -qam b; git reset -q --soft HEAD~2",
    "set_ V1; git commit -qam a; git reset -q HEAD~1; git switch -qc topic",
    "set_ V1; git commit -qam a; git reset -q HEAD~1; git stash -q; git stash pop -q",
    """
    set_ V1; git commit -qam a; export GIT_SEQUENCE_EDITOR='sed -i 1s/pick/edit/'
    git rebase -qi HEAD~1; git reset -q HEAD^
    """,
    "git switch -qc s; set_ V1; git commit -qam a; git switch -q main; git merge -q --squash s",
    "git switch -qc s; set_ V1; git commit -qam a; git switch -q main; git cherry-pick -n s",
    "git switch -qc s; set_ V1; git commit -qam a; git switch -q main; git checkout -q s -- .",
    "git switch -qc s; set_ V1; git commit -qam a; git switch -q main; git diff main s | git apply",
    "set_ V1; git commit -qa || true; git commit -q --allow-empty --only -m between",
    "set_ V1; git commit -qa || true; git switch -qc topic",
  ])
  func `what was generated and not kept gives way to what is generated now`(way: String) throws {
    let scene = try HookScene()
    try scene.run(Self.set + way)
    let said = try scene.run(Self.set + "set_ V3; git commit -qam c")
    #expect(!said.errorOutput.contains("hand edit"), "\(said.errorOutput)")
    let shown = try scene.run("git show HEAD:\(Self.output) | grep -c -e '^- V' -e '^- another'")
    #expect(shown.output == "1")
    #expect(try scene.run("git show HEAD:\(Self.output)").output.contains("- V3"))
    #expect(try scene.run("git ls-files .agentsync/pristine").output.isEmpty)
    #expect(try scene.check() == 0)
  }

  @Test func `a source that was given up takes its output along`() throws {
    let scene = try HookScene()
    try scene.run(
      Self.set
        + "set_ V1; git commit -qa || true; git switch -qc topic; git restore agents/ada.md; own bob; git commit -qam other"
    )
    #expect(!(try scene.run("git show HEAD:\(Self.output)").output.contains("V1")))
    #expect(try scene.check() == 0)
  }

  @Test func `an amended sync commit holds no edit`() throws {
    let scene = try HookScene(configuration: "hooks: {pre-commit: separate}")
    try scene.run(
      Self.set + "set_ V1; git commit -qam a; set_ V2; git commit -qa --amend --no-edit"
    )
    let shown = try scene.run("git show HEAD:\(Self.output)").output
    #expect(shown.contains("- V2") && !shown.contains("- V1"))
    #expect(try scene.check() == 0)
  }

  @Test func `an older text that a person fetches for an unchanged source stays theirs`() throws {
    let scene = try HookScene()
    try scene.run(
      Self.set
        + "set_ V1; git commit -qam a; git checkout -q HEAD~1 -- \(Self.output); own bob; git commit -qam b"
    )
    #expect(try scene.run("git show HEAD:\(Self.output)").output.contains("- another"))
  }
}
