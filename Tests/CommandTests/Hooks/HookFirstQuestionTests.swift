import TestSupport
import Testing

/// Most commits touch no agent: `git-agentsync-hook` sees that by itself.
struct HookFirstQuestionTests {
  /// A scene in which the state is known, and a stand-in that notes each start of the tool.
  private func scene(keepingPostCommit: Bool = false) throws -> HookScene {
    let scene = try HookScene()
    try scene.run(
      #"""
      mkdir "$SANDBOX/bin"; cp "$(command -v git-agentsync-hook)" "$SANDBOX/bin/"
      printf '#!/bin/sh\necho "$2" >>"$SANDBOX/started"\nexec "%s" "$@"\n' \
        "$(command -v git-agentsync)" >"$SANDBOX/bin/git-agentsync"
      chmod +x "$SANDBOX/bin/git-agentsync"
      own ada; git commit -qam known
      """#
    )
    if !keepingPostCommit { try scene.run("rm .git/hooks/post-commit") }
    return scene
  }

  private func started(_ script: String, in scene: HookScene) throws -> [String] {
    let said = try scene.run(
      """
      rm -f "$SANDBOX/started"; export PATH="$SANDBOX/bin:$PATH"
      \(script)
      cat "$SANDBOX/started" 2>/dev/null || true
      """
    )
    return said.output.split(separator: "\n").map(String.init)
  }

  @Test(arguments: [
    "echo more >>readme.txt; git commit -qam more",
    "echo more >>readme.txt; git commit -qm more -- readme.txt",
    "git commit -q --allow-empty -m more", "git commit -q --amend -m other",
    "late agents/bob.md; echo more >>readme.txt; git add readme.txt; git commit -qm more",
    "tip $(out bob); echo more >>readme.txt; git commit -qm more -- readme.txt",
    "mkdir lib; echo x >lib/x; git add lib; git commit -qm more",
    "git checkout -qb other; git checkout -q main", "git checkout -q -- readme.txt",
    "git checkout -q HEAD~0; git checkout -q main",
  ])
  func `what touches no agent doesn't start the tool`(script: String) throws {
    #expect(try started(script, in: scene()).isEmpty)
  }

  @Test func `after a commit that touched no agent the tool isn't started either`() throws {
    let scene = try scene(keepingPostCommit: true)
    let script = "echo more >>readme.txt; git commit -qam more"
    #expect(try started(script, in: scene).isEmpty)
    // Where a commit may have to follow, it is.
    try scene.run(
      """
      echo 'hooks: {pre-commit: separate}' >>.agentsync.yml; git commit -qam separate
      own ada; git commit -qam known
      """
    )
    #expect(try started(script, in: scene).contains("post-commit"))
  }

  @Test func `nothing is missing where the tool isn't`() throws {
    let scene = try scene()
    let said = try scene.run(
      """
      rm "$SANDBOX/bin/git-agentsync"; export PATH="$SANDBOX/bin:/usr/bin:/bin"
      echo more >>readme.txt; git commit -qam more
      """
    )
    #expect(said.errorOutput.isEmpty)
  }

  @Test(arguments: [
    "own bob; git commit -qam x", "own bob; git commit -qm x -- agents/bob.md",
    "late $(out bob); git commit -qam x", "chmod +x agents/bob.md; git commit -qam x",
    "git rm -q agents/bob.md; git commit -qm x",
    "git mv agents/bob.md agents/rob.md; git commit -qm x",
    "git rm -q --cached \"$(out bob)\"; git commit -qm x",
    "sed 's/ada/new/' agents/ada.md >agents/new.md; git add .; git commit -qm x",
    "mkdir agents/modules; echo '# P' >agents/modules/p.md; git add .; git commit -qm x",
    "echo 'body: link' >>.agentsync.yml; git commit -qam x",
    "echo '{}' >.agentsync/registry/bob.json; git commit -qam x",
    "rm agents/bob.md; ln -s ada.md agents/bob.md; git add agents; git commit -qm x",
  ])
  func `every change that matters starts the tool`(script: String) throws {
    #expect(try started(script, in: scene()).contains("pre-commit"))
  }

  @Test func `a state that was known before another is still known`() throws {
    let scene = try scene()
    try scene.run("git branch old HEAD~1; own bob; git commit -qam bob")
    #expect(try started("git checkout -q HEAD~1; git checkout -q main", in: scene).isEmpty)
  }

  @Test func `what can't be read starts the tool`() throws {
    let scene = try scene()
    let state = ".git/agentsync/cache/in-step"
    for damage in ["rm \(state)", "echo >\(state)", "truncate -s -7 \(state)"] {
      let script = "\(damage); echo more >>readme.txt; git commit -qam more"
      #expect(try started(script, in: scene) == ["pre-commit"], "\(damage)")
      try scene.run("own eve; git commit -qam again")
    }
  }

  @Test(arguments: ["journal", "applied"])
  func `what a killed run left starts the tool`(file: String) throws {
    let script =
      "echo '{}' >.git/agentsync/\(file); echo more >>readme.txt; git commit -qam more"
    #expect(try started(script, in: scene()) == ["pre-commit"])
  }

  @Test(arguments: ["stage", "separate"])
  func `a folder that a pull added to the library counts from then on`(mode: String) throws {
    let scene = try HookScene(configuration: "hooks: {pre-commit: \(mode)}")
    try scene.run(
      #"""
      own ada; git commit -qam known; git clone -q . ../other; cd ../other; mkdir more
      sed 's/ada/new/' agents/ada.md >more/new.md
      sed -i 's/^  roots: .*/  roots: [agents, more]/' .agentsync.yml; git add .; git commit -qm more
      git agentsync sync --quiet; cd - >/dev/null; git pull -q ../other main
      sed -i 's/^Help.*/Help/' more/new.md; git commit -qam new
      git grep -q '^Help$' HEAD -- "$(out new)"
      """#
    )
    #expect(try scene.check() == 0)
  }

  @Test func `what stays out of step is planned and named once`() throws {
    let scene = try scene()
    let script = "echo more >>readme.txt; git commit -qam more"
    try scene.run("rm -r .git/agentsync/cache; git rm -q --cached agents/eve.md; git commit -qnm x")
    let first = try scene.run(script)
    #expect(first.errorOutput.contains(".github/prompts/eve.prompt.md"))
    #expect(try scene.run(script).errorOutput.isEmpty)
  }
}
