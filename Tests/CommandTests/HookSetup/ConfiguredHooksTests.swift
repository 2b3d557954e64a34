import Foundation
import Git
import TestSupport
import Testing

/// Hooks in git's configuration, which git runs from 2.54 on.
struct ConfiguredHooksTests {
  /// Whether the installed git runs them.
  private static let areRun: Bool = {
    let answer = try? runGit(["version"], in: "/", input: nil, environment: nil)
    let words = (answer?.text ?? "").split(separator: " ")
    let numbers = words.dropFirst(2).first?.split(separator: ".").compactMap { Int($0) } ?? []
    return !numbers.lexicographicallyPrecedes([2, 54])
  }()

  /// Has `git` say that it is a newer one, or with `PATH=$older` an older one; what it does is what it is.
  ///
  /// The tool is started without git, which would put its own folder before the others.
  private static let newer = """
    real=$(command -v git)
    says() {
      mkdir -p "../$1"
      cat >"../$1/git" <<END
    #!/bin/sh
    case \\$1 in
    version) echo 'git version $2'; exit ;;
    agentsync) shift; exec git-agentsync "\\$@" ;;
    esac
    exec $real "\\$@"
    END
      chmod +x "../$1/git"
    }
    says newer 2.54.0; says older 2.53.9; older="$SANDBOX/older:$PATH"; newer="$SANDBOX/newer:$PATH"
    PATH=$newer

    """

  /// Runs a configured hook as git does: by a shell, with what git gives it behind the command.
  private static let fire = #"""
    fire() { hook=$1; shift; sh -c "$(git config "hook.agentsync-$hook.command") \"\$@\"" "$hook" "$@"; }

    """#

  @Test func `a newer git gets them in its configuration, which is as it was once they are gone`()
    throws
  {
    let scene = try HookScene.unhooked()
    try scene.run(
      Self.newer + """
        git config user.nickname x; cp .git/config ../config
        git agentsync hooks install | grep '^hooks of git-config'; git agentsync hooks status
        test "$(git config hook.agentsync-pre-commit.event)" = pre-commit
        test ! -e .git/hooks; cp .git/config ../installed
        git agentsync hooks install; cmp .git/config ../installed
        git agentsync hooks uninstall; cmp .git/config ../config
        """
    )
  }

  @Test func `the command does what the hook is for`() throws {
    let scene = try HookScene.unhooked()
    try scene.run(
      Self.newer + Self.fire + """
        git agentsync hooks install; own ada; git add .; fire pre-commit; git commit -qm own
        """
    )
    if !Self.areRun { #expect(try scene.changed() == HookScene.both) }
    let refused = try scene.attempt(
      Self.fire + """
        own ada; git commit -qanm drift
        echo "main $(git rev-parse HEAD) main $(git rev-parse HEAD~)" | fire pre-push up ../up
        """
    )
    #expect(refused.status == 1)
    #expect(refused.errorOutput.contains(".github/prompts/ada.prompt.md"))
  }

  @Test(arguments: [("exit 139", 0), ("exit 1", 1)])
  func `a broken program keeps nobody from working`(program: String, status: Int32) throws {
    let scene = try HookScene.unhooked()
    let said = try scene.attempt(
      Self.newer + Self.fire + """
        git agentsync hooks install >/dev/null; printf '#!/bin/sh\n%s\n' "$1" >../newer/git-agentsync-hook
        chmod +x ../newer/*; fire pre-commit
        """,
      [program]
    )
    #expect(said.status == status)
    #expect(said.errorOutput.contains("missing or broken") == (status == 0))
  }

  @Test func `what an older git has installed stays in use, and is uninstalled by a newer one`()
    throws
  {
    let scene = try HookScene.unhooked()
    try scene.run(
      Self.newer + """
        PATH=$older; git agentsync hooks install; cp .git/config ../config; PATH=$newer
        git agentsync hooks install | grep '^hooks of git in'; cmp .git/config ../config
        git agentsync hooks uninstall; test -z "$(ls .git/hooks)"
        """
    )
  }

  @Test func `an older git takes away what a newer one has installed, and its own`() throws {
    let scene = try HookScene.unhooked()
    try scene.run(
      Self.newer + """
        cp .git/config ../config; git agentsync hooks install
        PATH=$older; git agentsync hooks install | grep '^hooks of git in'; cmp .git/config ../config
        git agentsync hooks uninstall; PATH=$newer; git agentsync hooks install
        PATH=$older; git agentsync hooks uninstall; cmp .git/config ../config
        """
    )
  }

  @Test func `one that a person switched off or changed is named, and installed anew when asked`()
    throws
  {
    let scene = try HookScene.unhooked()
    try scene.run(
      Self.newer + """
        git agentsync hooks install; cp .git/config ../installed
        git config hook.agentsync-pre-commit.enabled false
        git agentsync hooks status | grep 'changed *pre-commit'
        git agentsync hooks install; git agentsync hooks status
        """
    )
  }

  @Test(.enabled(if: areRun, "it takes git 2.54"))
  func `git runs them beside a hook of theirs, with what it says`() throws {
    let scene = try HookScene.unhooked()
    try scene.run(
      """
      mkdir tools; printf '#!/bin/sh\nexit ${FAIL:-0}' >tools/pre-commit; printf '#!/bin/sh\ncat >>../said' >tools/pre-push
      chmod +x tools/*; mkdir -p .git/info; echo tools >>.git/info/exclude; git config core.hooksPath tools; cp .git/config ../config
      git agentsync hooks install; own ada
      """
    )
    #expect(try scene.attempt("FAIL=3 git commit -qam own").status == 1)
    try scene.run("git commit -qam own; git init -q --bare ../up; git push -q ../up main")
    #expect(try scene.changed() == HookScene.both)
    let refused = try scene.attempt("own ada; git commit -qanm own; git push -q ../up main")
    #expect(refused.status != 0)
    #expect(refused.errorOutput.contains(".github/prompts/ada.prompt.md"))
    #expect(try scene.run("wc -l <../said").output.trimmingPrefix { $0 == " " } == "2")
    try scene.run("git agentsync hooks uninstall; cmp .git/config ../config")
  }
}
