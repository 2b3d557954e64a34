import TestSupport
import Testing

/// What the configuration and the environment have a hook do.
struct HookModeTests {
  private func subjects(_ scene: HookScene) throws -> [String] {
    try scene.run("git log --format=%s configured..").output.split(separator: "\n").map(String.init)
  }

  private func scene(_ modes: String) throws -> HookScene {
    let scene = try HookScene(configuration: "hooks: {\(modes)}")
    try scene.run("git tag configured")
    return scene
  }

  @Test func `separate makes a sync commit after the person's own`() throws {
    let scene = try scene("pre-commit: separate")
    let said = try scene.run("own ada; git commit -qam own; git status --short")
    let subjects = try subjects(scene)
    #expect(subjects.count == 2 && subjects.last == "own")
    #expect(subjects.first?.hasPrefix("agentsync: ") == true)
    #expect(said.output.isEmpty)
    #expect(said.errorOutput.contains("brought 1 output in step in commit"))
    #expect(try scene.check() == 0)
  }

  @Test(arguments: [
    "git cherry-pick side", "git revert --no-edit HEAD", "git rebase -q side",
    "git format-patch -q -1 --stdout side | git am -q",
  ])
  func `separate makes no sync commit in what goes on after it`(command: String) throws {
    let scene = try scene("pre-commit: separate, post-merge: off")
    try scene.run(
      """
      export AGENTSYNC_HOOKS=off
      git checkout -qb side; own bob; git commit -qam side; git checkout -q main
      own ada; git commit -qam own; git tag -f configured
      """
    )
    try scene.run(command)
    #expect(try subjects(scene).allSatisfy { !$0.hasPrefix("agentsync: ") })
  }

  @Test func `separate leaves what is unstaged and what is staged for later`() throws {
    let scene = try scene("pre-commit: separate")
    try scene.run(
      "own bob; git add agents/bob.md; own ada; tip $(out ada); git commit -qm own -- agents/ada.md"
    )
    #expect(try subjects(scene).count == 2)
    let left = try scene.run("git diff --cached --name-only; echo; git diff --name-only")
    #expect(left.output == "agents/bob.md\n\n.github/prompts/ada.prompt.md")
    #expect(try scene.check() == 0)
  }

  @Test func `separate without post-commit has the outputs in the commit, and says so`() throws {
    let scene = try scene("pre-commit: separate")
    let said = try scene.run("rm .git/hooks/post-commit; own ada; git commit -qam own")
    #expect(try subjects(scene) == ["own"])
    #expect(try scene.changed() == HookScene.both)
    #expect(try scene.check() == 0)
    let lines = said.errorOutput.split(separator: "\n").filter { $0.contains("post-commit") }
    #expect(lines.count == 1 && lines.allSatisfy { $0.contains("'git agentsync hooks install'") })
    // Nobody is told twice, nor where nothing would have been done.
    #expect(try scene.run("echo x >>readme.txt; git commit -qam more").errorOutput.isEmpty)
  }

  @Test func `a switch to separate is named, and installed before it is committed`() throws {
    let scene = try HookScene.unhooked()
    try scene.run(
      """
      git agentsync doctor | grep hooks && exit 1
      git agentsync hooks install; git agentsync doctor | grep 'hooks.*installed'
      echo 'hooks: {pre-commit: separate}' >>.agentsync.yml
      { git agentsync hooks status || true; } | grep 'missing *post-commit'
      { git agentsync doctor || true; } | grep 'hooks.*post-commit'
      git agentsync hooks install; git agentsync hooks status; git agentsync doctor | grep 'hooks.*installed'
      git commit -qam configured; git tag configured; own ada; git commit -qam own
      """
    )
    #expect(try subjects(scene).count == 2)
    #expect(try scene.check() == 0)
  }

  @Test func `check refuses with the command that mends`() throws {
    let scene = try scene("pre-commit: check")
    try scene.run("own ada; git add .")
    let refused = try scene.attempt("git commit -qm own")
    #expect(refused.status == 1)
    #expect(refused.errorOutput.contains(".github/prompts/ada.prompt.md"))
    #expect(refused.errorOutput.contains("'git agentsync sync --staged' brings them in step"))
    #expect(try scene.run("git diff --cached --name-only").output == "agents/ada.md")
    try scene.run("git agentsync sync --staged --quiet; git commit -qm own")
    #expect(try scene.check() == 0)
  }

  @Test(arguments: ["git commit -qam own", "git commit -qm own -- agents/ada.md"])
  func `check names the way out of a commit that stages by itself`(command: String) throws {
    let scene = try scene("pre-commit: check")
    let refused = try scene.attempt("own ada; \(command)")
    #expect(refused.status == 1)
    #expect(refused.errorOutput.contains("'git agentsync sync --no-commit' brings them in step"))
    try scene.run("git agentsync sync --no-commit --quiet; git commit -qam own")
    #expect(try scene.check() == 0)
  }

  @Test func `check has nothing to say to a commit without agents`() throws {
    let scene = try scene("pre-commit: check")
    let said = try scene.run("echo more >>readme.txt; git commit -qam more")
    #expect(said.errorOutput.isEmpty)
  }

  @Test func `off does nothing`() throws {
    let scene = try scene("pre-commit: off, pre-push: off, post-checkout: off")
    let said = try scene.run(
      "own ada; git commit -qam own; git init -q --bare ../up; git push -q ../up main; git switch -qc b"
    )
    #expect(said.errorOutput.isEmpty)
    #expect(try scene.check() == 1)
  }

  @Test func `post-merge reports, or is off`() throws {
    for (mode, isSaid) in [("report", true), ("off", false)] {
      let scene = try scene("post-merge: \(mode)")
      let said = try scene.run(
        HookedCommand.forked + "git merge -q --no-edit side; git log -1 --format=%p"
      )
      #expect(said.output.split(separator: " ").count == 2)
      #expect(said.errorOutput.contains(".github/prompts/bob.prompt.md") == isSaid)
    }
  }

  @Test func `a merge that leaves outputs out of step is stopped where that is asked for`() throws {
    let scene = try scene("pre-merge-commit: check")
    let said = try scene.attempt(HookedCommand.forked + "git merge -q --no-edit side")
    #expect(said.status != 0)
    #expect(said.errorOutput.contains("'git commit' concludes the merge and takes them along"))
    try scene.run("git commit -q --no-edit; test -z \"$(git status --short)\"")
    #expect(try scene.run("git log -1 --format=%p").output.split(separator: " ").count == 2)
    #expect(try scene.check() == 0)
  }

  @Test func `under the pre-commit framework a commit is only checked`() throws {
    let scene = try HookScene()
    let refused = try scene.attempt("own ada; git add .; PRE_COMMIT=1 git commit -qm own")
    #expect(refused.status == 1)
    #expect(refused.errorOutput.contains("git agentsync sync --staged"))
    #expect(
      try scene.run("git diff --cached --name-only; git diff --name-only").output == "agents/ada.md"
    )
  }

  @Test func `a variable switches every hook off`() throws {
    let scene = try HookScene()
    let said = try scene.run(
      """
      export AGENTSYNC_HOOKS=off; own ada; git commit -qam own; \(HookedCommand.forked)
      git merge -q --no-edit side; git init -q --bare ../up; git push -q ../up main
      """
    )
    #expect(said.errorOutput.isEmpty)
    #expect(try scene.check() == 1)
  }

  @Test(arguments: [false, true])
  func `a configuration that can't be read stops a commit only where hooks are required`(
    isRequired: Bool
  ) throws {
    let scene = try HookScene()
    try scene.run("echo 'targets: [nonsense]' >.agentsync.yml; own ada; git add .")
    if isRequired { try scene.run("git config agentsync.requireHooks true") }
    let said = try scene.attempt("git commit -qm own")
    #expect(said.status == (isRequired ? 1 : 0))
    #expect(said.errorOutput.contains(".agentsync.yml"))
    let isCommitted = try scene.attempt("git diff --cached --quiet").status == 0
    #expect(isCommitted == !isRequired)
  }
}
