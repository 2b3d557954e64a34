import SystemPackage
import TestSupport
import Testing

/// Hooks work wherever a repository is and whoever calls git in it.
struct HookPlaceTests {
  @Test(arguments: ["with space", "it's \"quoted\"", "new\nline", "ünïcödé 日本", "$HOME `x` \\back"])
  func `a path may hold anything`(name: String) throws {
    let scene = try HookScene(name: name)
    try scene.run("own ada; git add .; late agents/ada.md; git commit -qm own")
    #expect(try scene.check() == 0)
    #expect(try scene.run("git status --short").output == " M agents/ada.md")
    try scene.run("own bob; git commit -qm own -- agents/bob.md")
    try scene.run(
      HookedCommand.side.replacing("own bob", with: "git stash -q; own bob")
        + "own eve; git commit -qam eve; git merge -q --no-edit side"
    )
    #expect(try scene.check() == 0)
    #expect(try scene.run("git status --short").output.isEmpty)
  }

  @Test(arguments: [
    "git commit -qam own", "git commit -qm own -- ada.md", "git commit -qm own -i ada.md",
  ])
  func `a commit from a subfolder takes outputs along`(command: String) throws {
    let scene = try HookScene()
    try scene.run("(cd ..; own ada); \(command)", in: "agents")
    #expect(try scene.check() == 0)
    #expect(try scene.run("git status --short").output.isEmpty)
  }

  @Test(arguments: [
    "git commit -qam own", "git commit -qm own -- agents/ada.md", "git add .; git commit -qm own",
  ])
  func `a linked work tree has its own index`(command: String) throws {
    let scene = try HookScene()
    try scene.run(
      """
      own bob; git add .; late agents/bob.md
      git worktree add -q "$SANDBOX/linked" -b linked; cd "$SANDBOX/linked"
      own ada; \(command)
      git agentsync check --quiet; test -z "$(git status --short)"
      test ! -e "$SANDBOX/repo/.git/index.lock"
      """
    )
    let left = try scene.run("git status --short; git log -1 --format=%s linked")
    #expect(left.output == "MM agents/bob.md\nown")
  }

  @Test(arguments: ["git commit -qam own", "git commit -qm own -- agents/ada.md"])
  func `a submodule is a repository of its own`(command: String) throws {
    let scene = try HookScene()
    try scene.run(
      """
      git init -q --template= "$SANDBOX/super"; top=$PWD; cd "$SANDBOX/super"
      git -c protocol.file.allow=always submodule --quiet add "$top" lib
      cp -r "$top/.git/hooks" .git/modules/lib/; git commit -qm lib; cd lib
      own ada; \(command)
      git agentsync check --quiet; test -z "$(git status --short)"
      cd ..; test "$(git status --short)" = " M lib"
      """
    )
  }

  @Test(arguments: ["team", "$SANDBOX/team"])
  func `hooks may be kept elsewhere`(folder: String) throws {
    let scene = try HookScene()
    try scene.run(
      "mv .git/hooks \"\(folder)\"; git config core.hooksPath \"\(folder)\"; own ada; git commit -qam own"
    )
    #expect(try scene.check() == 0)
    #expect(try scene.ran().first == "pre-commit")
  }

  @Test func `a git directory may be elsewhere`() throws {
    let scene = try HookScene()
    try scene.run(
      """
      mv .git "$SANDBOX/away"; export GIT_DIR="$SANDBOX/away" GIT_WORK_TREE="$PWD"
      own ada; git commit -qam own; git agentsync check --quiet; test -z "$(git status --short)"
      """
    )
  }

  @Test func `the first commit of a repository has its outputs`() throws {
    let scene = try HookScene()
    try scene.run(
      "git checkout -q --orphan first; git rm -rfq --cached .github .agentsync; rm -r .github .agentsync"
    )
    let said = try scene.run("git commit -qm first; git status --short")
    #expect(said.output.isEmpty)
    #expect(said.errorOutput.contains("added 3 outputs to this commit"))
    #expect(try scene.check() == 0)
  }

  @Test func `a hook that commits sets off hooks of its own, once`() throws {
    let scene = try HookScene()
    try scene.run(
      #"""
      printf '%s\n' '#!/bin/sh' 'echo post-commit >>"$SANDBOX/ran"' 'git-agentsync-hook post-commit' \
        '[ -e .git/once ] || { touch .git/once; echo x >>agents/bob.md; git commit -qam again; }' \
        >.git/hooks/post-commit
      own ada; git commit -qam own
      """#
    )
    #expect(try scene.ran() == ["pre-commit", "post-commit", "pre-commit", "post-commit"])
    #expect(try scene.check() == 0)
    #expect(try scene.run("git log --format=%s -2; git status --short").output == "again\nown")
  }

  @Test func `a user's pre-commit that stages and stashes nothing stays in charge`() throws {
    let scene = try HookScene()
    try scene.run(
      #"""
      printf '%s\n' '#!/bin/sh' 'sed -i "s/^Help.*/Help, tidied/" agents/ada.md; git add agents/ada.md' \
        'exec git-agentsync-hook pre-commit' >.git/hooks/pre-commit
      own ada; git add .; git commit -qm own; grep -q tidied "$(out ada)"
      """#
    )
    #expect(try scene.check() == 0)
    #expect(try scene.run("git status --short").output.isEmpty)
  }
}
