import TestSupport
import Testing

/// The real lefthook runs our hooks, told by the snippet that `hooks install` prints.
@Suite(.enabled(if: OtherProgram.lefthook.isThere, Comment(rawValue: OtherProgram.absence)))
struct LefthookTests {
  private func scene(_ theirs: String = "") throws -> HookScene {
    let scene = try HookScene.unhooked()
    try scene.run(
      """
      echo '# theirs' >lefthook.yml
      said=$(git agentsync hooks install) && exit 1
      { echo "$1"; echo "$said" | sed -n '/^pre-commit:/,/^$/p'; } >lefthook.yml
      git agentsync hooks status | grep -q 'uncalled *pre-commit' && lefthook install >/dev/null
      git agentsync hooks status
      AGENTSYNC_HOOKS=off LEFTHOOK=0 git add . ; LEFTHOOK=0 git commit -qm configured
      """,
      theirs
    )
    return scene
  }

  @Test(arguments: ["git commit -qam own", "git add .; git commit -qm own"])
  func `the first commit has the outputs inside`(command: String) throws {
    let scene = try scene()
    try scene.run("own ada; \(command); test -z \"$(git status --short)\"")
    #expect(try scene.changed() == HookScene.both)
    #expect(try scene.check() == 0)
  }

  @Test func `what is typed and not staged stays, also in an output that is staged in part`() throws
  {
    let scene = try scene()
    try scene.run("own ada; git add .; part $(out ada) 'A tip'; late $(out ada); late $(out bob)")
    try scene.run("git commit -qm own; git diff --quiet --cached")
    #expect(
      try scene.run("git diff --name-only").output
        == ".github/prompts/ada.prompt.md\n.github/prompts/bob.prompt.md"
    )
    let typed = try scene.run("grep -o 'typed-[0-9]*' $(out ada) $(out bob) | sort -u | wc -l")
      .output
    #expect(typed.trimmingPrefix { $0 == " " } == "4")
    #expect(try scene.check() == 0)
  }

  @Test func `a push is judged by what git says, which reaches the hook`() throws {
    let scene = try scene()
    try scene.run("git init -q --bare ../up; git push -q ../up main")
    let refused = try scene.attempt("own ada; git commit -qanm own; git push -q ../up main")
    #expect(refused.status != 0)
    #expect((refused.output + refused.errorOutput).contains(".github/prompts/ada.prompt.md"))
    try scene.run("git agentsync sync --quiet; git push -q ../up main")
  }

  @Test func `a rebase made here ends with a sync commit`() throws {
    let scene = try scene()
    try scene.run(
      """
      git checkout -qb side; own ada; git commit -qanm side; git checkout -q main
      echo more >>readme.txt; git commit -qam more; git checkout -q side; git rebase -q main
      """
    )
    #expect(try scene.run("git log -1 --format=%s").output.hasPrefix("agentsync: "))
    #expect(try scene.check() == 0)
  }

  @Test func `nothing is written where people write, and uninstalling says what is theirs to do`()
    throws
  {
    let scene = try scene()
    let said = try scene.run(
      "cp lefthook.yml ../before; git agentsync hooks uninstall; cmp lefthook.yml ../before"
    )
    #expect(said.output.contains("yours to take out of"))
  }
}
