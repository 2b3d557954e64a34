import TestSupport
import Testing

/// Hooks of ours in which a person has written, and those of a former version, with the built programs.
struct EditedHooksTests {
  /// Where the hooks stand, as a script that leads to it.
  private static let places = ["", "mkdir .husky; git config core.hooksPath .husky"]

  private static let file = "file=$(git rev-parse --git-path hooks)/pre-commit\n"

  @Test(arguments: places)
  func `lines of a person's stay, and both commands say what to do with them`(place: String) throws
  {
    let scene = try HookScene.unhooked()
    try scene.run("\(place)\ngit agentsync hooks install")
    try scene.run(Self.file + "sed -i '/case/i echo mine' $file; cp $file ../edited")
    for command in ["install", "uninstall"] {
      let refused = try scene.attempt(
        Self.file + "git agentsync hooks \(command); status=$?; cmp $file ../edited; exit $status"
      )
      #expect(refused.status == 128)
      #expect(refused.errorOutput.contains("was changed by hand"))
      #expect(refused.errorOutput.contains("lines of your own"))
    }
    let status = try scene.attempt("git agentsync hooks status")
    #expect(status.output.contains("edited       pre-commit"))
    #expect(status.output.contains("lines of your own"))
    #expect(!status.output.contains("hooks install' installs them"))
  }

  @Test func `what is said to be done is enough`() throws {
    let scene = try HookScene.unhooked()
    try scene.run(
      """
      git agentsync hooks install; cd .git/hooks; sed -i '/case/i echo mine' pre-commit
      printf '#!/bin/sh\necho mine >../log\n' >pre-commit.before-agentsync
      chmod +x pre-commit.before-agentsync; rm pre-commit; cd ../..; git agentsync hooks install
      own ada; git commit -qam own; grep mine ../log
      """
    )
    #expect(try scene.changed() == HookScene.both)
  }

  @Test(arguments: ["pre-commit", "pre-push", "post-rewrite"])
  func `a hook of a former version is replaced, and can be uninstalled`(name: String) throws {
    let scene = try HookScene.unhooked()
    let former = HookScene.former
    try scene.run(
      former + """
        git agentsync hooks install; cp .git/hooks/$1 ../now
        former "$1"; git agentsync hooks status | grep "changed *$1"
        """,
      name
    )
    try scene.run("git agentsync hooks install; cmp .git/hooks/$1 ../now", name)
    try scene.run(
      former + "former $1; git agentsync hooks uninstall; test ! -e .git/hooks/$1",
      name
    )
  }

  @Test func `one that is switched off is ours still`() throws {
    let scene = try HookScene.unhooked()
    try scene.run(
      """
      git agentsync hooks install; cp -p .git/hooks/pre-commit ../now; chmod -x .git/hooks/pre-commit
      git agentsync hooks status | grep 'changed *pre-commit'; git agentsync hooks install
      cmp .git/hooks/pre-commit ../now; test -x .git/hooks/pre-commit
      """
    )
  }
}

extension HookScene {
  /// `former HOOK` makes of an installed hook what the version of 2026-11-25 wrote.
  fileprivate static let former = #"""
    former() {
      sed '/^# It is missing/d; s/^126 |.*/126 | 127 | 132 | 134 | 135 | 139) ;;/
        s/git-agentsync is missing/git-agentsync-hook is missing/' .git/hooks/"$1" >../former; cp ../former .git/hooks/"$1"
    }

    """#
}
