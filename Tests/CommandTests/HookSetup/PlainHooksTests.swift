import TestSupport
import Testing

/// Hooks in git's own folder or in one that the repository names, with the built programs.
struct PlainHooksTests {
  /// `core.hooksPath`; none is git's own folder.
  private static let places = [
    "", "tools/hooks", "$SANDBOX/repo/tools/hooks", "$SANDBOX/repo/.git/own",
  ]

  private func scene(_ place: String) throws -> HookScene {
    let scene = try HookScene.unhooked()
    guard !place.isEmpty else { return scene }
    try scene.run(
      "git config core.hooksPath \"\(place)\"; mkdir -p .git/info; echo tools >>.git/info/exclude"
    )
    return scene
  }

  @Test(arguments: places)
  func `the first commit has the outputs inside, and nothing is left of us afterwards`(
    place: String
  ) throws {
    let scene = try scene(place)
    try scene.run(
      "cp .git/config ../config; git agentsync hooks install; git agentsync hooks status"
    )
    try scene.run("own ada; git commit -qam own; test -z \"$(git status --short)\"")
    #expect(try scene.changed() == HookScene.both)
    try scene.run(
      """
      git agentsync hooks uninstall; cmp .git/config ../config
      folder=$(git rev-parse --git-path hooks); test -z "$(ls -A "$folder")"
      """
    )
  }

  /// What stands there as `pre-commit` before ours.
  private static let theirs = [
    "echo '#!/bin/sh\necho theirs >>../log; exit ${FAIL:-0}' >$hook; chmod +x $hook",
    "echo '#!/bin/sh\necho theirs >>../log; exit ${FAIL:-0}' >$folder/real; chmod +x $folder/real; ln -s real $hook",
    "echo '#!/bin/sh\necho theirs >>../log; exit ${FAIL:-0}' >../real; chmod 711 ../real; ln -s ../../../real $hook",
  ]

  @Test(arguments: theirs, ["", "tools/hooks"])
  func `a hook of theirs runs first, and its failure stops the commit`(
    hook: String,
    place: String
  ) throws {
    let scene = try scene(place)
    let folder =
      "folder=$(git rev-parse --git-path hooks); mkdir -p $folder; hook=$folder/pre-commit\n"
    try scene.run(folder + hook + "; ls -l $folder >../listed; git agentsync hooks install")
    let refused = try scene.attempt("own ada; FAIL=3 git commit -qam own")
    #expect(refused.status == 1)
    #expect(try scene.run("git diff --name-only").output == "agents/ada.md")
    try scene.run("git commit -qam own; test -z \"$(git status --short)\"")
    #expect(try scene.changed() == HookScene.both)
    #expect(try scene.run("cat ../log").output == "theirs\ntheirs")
    try scene.run(folder + "git agentsync hooks uninstall; ls -l $folder | diff - ../listed")
  }

  @Test(arguments: ["printf 'exit 3' >$1", "ln -s nowhere $1"])
  func `a hook that git doesn't run isn't run by us either, and comes back`(hook: String) throws {
    let scene = try scene("")
    try scene.run(
      "mkdir .git/hooks; set -- .git/hooks/pre-commit; \(hook); ls -l .git/hooks >../listed; git agentsync hooks install"
    )
    try scene.run("own ada; git commit -qam own")
    #expect(try scene.changed() == HookScene.both)
    try scene.run("git agentsync hooks uninstall; ls -l .git/hooks | diff - ../listed")
  }

  @Test func `an empty hooksPath, with which git runs nothing, is refused`() throws {
    let scene = try HookScene.unhooked()
    let refused = try scene.attempt(
      """
      git config core.hooksPath ''; git agentsync hooks install; status=$?
      git status --short --ignored; exit $status
      """
    )
    #expect(refused.status == 128 && refused.output.isEmpty)
    #expect(refused.errorOutput.contains("core.hooksPath is empty"))
    try scene.run("git config --unset core.hooksPath; git agentsync hooks install")
  }

  @Test(arguments: [
    "ln -s ../../shared .git/hooks", "ln -s ../shared tools; git config core.hooksPath tools/hooks",
  ])
  func `a folder that a link leads out of the repository is refused`(link: String) throws {
    let scene = try HookScene.unhooked()
    let refused = try scene.attempt(
      "mkdir ../shared; \(link); git agentsync hooks install; status=$?; ls ../shared; exit $status"
    )
    #expect(refused.status == 128 && refused.output.isEmpty)
    #expect(refused.errorOutput.contains("other repositories share"))
    // One that stays inside is as good as a folder.
    try scene.run(
      """
      rm -f .git/hooks tools; git config --unset core.hooksPath || true; mkdir -p .git/own
      ln -s own .git/hooks; git agentsync hooks install; ls .git/own/pre-commit
      """
    )
  }

  @Test func `the exit code of theirs is that of the hook`() throws {
    let scene = try scene("")
    try scene.run(
      "mkdir .git/hooks; printf '#!/bin/sh\nexit 3' >.git/hooks/pre-commit; chmod +x .git/hooks/pre-commit"
    )
    try scene.run("git agentsync hooks install")
    #expect(try scene.attempt(".git/hooks/pre-commit").status == 3)
  }

  @Test func `theirs is found also where another installer gave ours a new name`() throws {
    let scene = try scene("")
    try scene.run(
      """
      mkdir .git/hooks; printf '#!/bin/sh\necho theirs >>../log' >.git/hooks/pre-commit
      chmod +x .git/hooks/pre-commit; git agentsync hooks install
      mv .git/hooks/pre-commit .git/hooks/pre-commit.legacy
      printf '#!/bin/sh\nexec "$0.legacy" "$@"' >.git/hooks/pre-commit; chmod +x .git/hooks/pre-commit
      own ada; git commit -qam own
      """
    )
    #expect(try scene.run("cat ../log").output == "theirs")
    #expect(try scene.changed() == HookScene.both)
  }
}
