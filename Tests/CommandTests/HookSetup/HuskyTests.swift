import TestSupport
import Testing

/// Our hooks beside husky's, in the layouts of its versions 8 and 9.
struct HuskyTests {
  enum Version: String, CaseIterable {
    case eight, nine
  }

  /// A scene as `husky` leaves it: its runner ignored by git, a script of the team's committed.
  private func scene(_ version: Version, _ script: String = "echo theirs >>../log\n") throws
    -> HookScene
  {
    let scene = try HookScene.unhooked()
    switch version {
    case .eight:
      // Scripts are git's hooks; each reads the runner, which starts the script again under `sh -e`.
      try scene.run(
        #"""
        git config core.hooksPath .husky; mkdir -p .husky/_; echo '*' >.husky/_/.gitignore
        cat >.husky/_/husky.sh <<'END'
        if [ -z "$husky_skip_init" ]; then
          readonly husky_skip_init=1; export husky_skip_init
          [ "$HUSKY" != 0 ] || exit 0
          sh -e "$0" "$@"; status=$?
          [ $status = 0 ] || echo "husky: $(basename "$0") ended with $status"
          exit $status
        fi
        END
        { printf '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\n'; printf %s "$1"; } >.husky/pre-commit
        chmod +x .husky/pre-commit
        """#,
        script
      )
    case .nine:
      // Every hook of git's is a stub; the runner calls the script of the same name, if there is one.
      try scene.run(
        #"""
        git config core.hooksPath .husky/_; mkdir -p .husky/_; echo '*' >.husky/_/.gitignore
        cat >.husky/_/h <<'END'
        #!/usr/bin/env sh
        script=$(dirname "$(dirname "$0")")/$(basename "$0")
        [ -f "$script" ] && [ "$HUSKY" != 0 ] || exit 0
        export PATH="node_modules/.bin:$PATH"
        sh -e "$script" "$@"; status=$?
        [ $status = 0 ] || echo "husky: $(basename "$0") ended with $status"
        exit $status
        END
        for hook in pre-commit post-merge post-checkout post-rewrite pre-push; do
          printf '#!/usr/bin/env sh\n. "$(dirname "$0")/h"' >.husky/_/$hook; chmod +x .husky/_/$hook
        done
        printf %s "$1" >.husky/pre-commit
        """#,
        script
      )
    }
    try scene.run(
      "git add .; HUSKY=0 git commit -qm husky; cp -a .husky ../husky; cp .git/config ../config"
    )
    return scene
  }

  @Test(arguments: Version.allCases)
  func `the first commit has the outputs inside, and nothing is left of us afterwards`(
    version: Version
  ) throws {
    let scene = try scene(version)
    try scene.run(
      "git agentsync hooks install; git agentsync hooks status; git add .; git commit -qm ours"
    )
    try scene.run("own ada; git commit -qam own; test -z \"$(git status --short)\"")
    #expect(try scene.changed() == HookScene.both)
    #expect(try scene.run("cat ../log").output == "theirs\ntheirs")
    try scene.run(
      """
      git agentsync hooks uninstall; diff -r .husky ../husky; cmp .git/config ../config
      diff <(cd .husky; find . -perm -u+x | sort) <(cd ../husky; find . -perm -u+x | sort)
      """
    )
  }

  @Test(arguments: Version.allCases, ["", "\n", "echo theirs >>../log"])
  func `a script comes back byte for byte, however it ends`(version: Version, script: String) throws
  {
    let scene = try scene(version, script)
    try scene.run(
      "git agentsync hooks install; git agentsync hooks uninstall; diff -r .husky ../husky"
    )
  }

  @Test(arguments: Version.allCases)
  func `a script of theirs that fails stops the commit`(version: Version) throws {
    let scene = try scene(version, "exit ${FAIL-0}; \n")
    try scene.run("git agentsync hooks install")
    #expect(try scene.attempt("own ada; FAIL=3 git commit -qam own").status != 0)
  }

  @Test(arguments: Version.allCases)
  func `a push is judged by what git says`(version: Version) throws {
    let scene = try scene(version)
    try scene.run("git agentsync hooks install; git init -q --bare ../up; git push -q ../up main")
    let refused = try scene.attempt("own ada; git commit -qanm own; git push -q ../up main")
    #expect(refused.status != 0)
    #expect(refused.errorOutput.contains(".github/prompts/ada.prompt.md"))
  }

  @Test(arguments: Version.allCases, ["cat >../said\n", "read -r line; echo $line >../said"])
  func `a push is judged, and theirs reads all the same, where theirs reads what git says`(
    version: Version,
    reader: String
  ) throws {
    let scene = try scene(version)
    try scene.run(
      #"""
      { [ "$2" = nine ] || sed -n 1,3p .husky/pre-commit; printf %s "$1"; } >.husky/pre-push
      chmod +x .husky/pre-push; git add .; git commit -qm readers; rm -r ../husky; cp -a .husky ../husky
      git agentsync hooks install; git agentsync hooks install; git init -q --bare ../up; git push -q ../up main
      grep refs/heads/main ../said; own ada; git commit -qanm own; rm ../said
      """#,
      reader,
      version.rawValue
    )
    let refused = try scene.attempt("git push -q ../up main")
    #expect(refused.status != 0)
    #expect(refused.errorOutput.contains(".github/prompts/ada.prompt.md"))
    try scene.run("test ! -e ../said; git agentsync hooks uninstall; diff -r .husky ../husky")
  }

  @Test(arguments: Version.allCases, ["", "\n", "cat", "#!/bin/sh", "#!/bin/sh\n\ncat\n"])
  func `a script of a push comes back byte for byte, however it begins and ends`(
    version: Version,
    script: String
  ) throws {
    let scene = try scene(version)
    try scene.run(
      """
      printf %s "$1" >.husky/pre-push; rm -r ../husky; cp -a .husky ../husky; git agentsync hooks install
      git agentsync hooks uninstall; diff -r .husky ../husky
      """,
      script
    )
  }

  @Test(arguments: [("exit 139", 0), ("exit 1", 1)])
  func `a broken program of ours keeps nobody from working`(program: String, status: Int32) throws {
    let scene = try scene(.nine)
    let said = try scene.attempt(
      """
      git agentsync hooks install >/dev/null; mkdir ../broken; printf '#!/bin/sh\n%s\n' "$1" \
        >../broken/git-agentsync-hook; chmod +x ../broken/*; own ada; PATH="$SANDBOX/broken:$PATH" git commit -qam own
      """,
      [program]
    )
    #expect(said.status == status)
    #expect(said.errorOutput.contains("missing or broken") == (status == 0))
  }
}
