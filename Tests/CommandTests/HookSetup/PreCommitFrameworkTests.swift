import Foundation
import TestSupport
import Testing

/// The real pre-commit framework drives the check.
@Suite(.enabled(if: OtherProgram.preCommit.isThere, Comment(rawValue: OtherProgram.absence)))
struct PreCommitFrameworkTests {
  /// How the configuration gets at the hooks.
  enum Source: CaseIterable {
    case snippet
    case repository
  }

  /// A scene with the framework installed and our hooks in its configuration, which is committed.
  private func scene(_ source: Source = .snippet) throws -> HookScene {
    let scene = try HookScene.unhooked()
    switch source {
    case .snippet:
      try scene.run(
        """
        echo 'repos: []' >.pre-commit-config.yaml
        said=$(git agentsync hooks install) && exit 1
        { echo repos:; echo "$said" | sed -n '/^- repo/,/^$/p'; } >.pre-commit-config.yaml
        """
      )
    case .repository:
      try scene.run(
        """
        git init -q ../source; cp "$1" ../source; git -C ../source add .; git -C ../source commit -qm hooks
        git -C ../source tag v1
        cat >.pre-commit-config.yaml <<END
        repos:
        - repo: $SANDBOX/source
          rev: v1
          hooks: [{id: agentsync-check}, {id: agentsync-check-push}, {id: agentsync-sync}]
        END
        """,
        ProjectFile.root.appending(".pre-commit-hooks.yaml").string
      )
    }
    try scene.run(
      """
      git add .; git commit -qm configured; pre-commit install -t pre-commit -t pre-push >/dev/null
      git agentsync hooks status
      """
    )
    return scene
  }

  @Test(arguments: Source.allCases)
  func `a commit in step passes, and drift is refused until the one command that mends`(
    source: Source
  ) throws {
    let scene = try scene(source)
    try scene.run("echo more >>readme.txt; git commit -qam more")
    let refused = try scene.attempt("own ada; git add .; git commit -qm own")
    #expect(refused.status == 1)
    #expect(refused.errorOutput.contains(".github/prompts/ada.prompt.md"))
    #expect(refused.errorOutput.contains(": 'git agentsync sync --staged' brings them in step"))
    try scene.run("git agentsync sync --staged; git commit -qm own")
    #expect(try scene.changed() == HookScene.both)
    #expect(try scene.check() == 0)
  }

  @Test(arguments: ["commit -qam own", "commit -qm own -- agents/ada.md"])
  func `a commit that stages by itself is told what mends it`(command: String) throws {
    let scene = try scene()
    let refused = try scene.attempt("own ada; git \(command)")
    #expect(refused.status == 1)
    #expect(refused.errorOutput.contains(": 'git agentsync sync --no-commit' brings them in step"))
    try scene.run("git agentsync sync --no-commit; git commit -qam own")
    #expect(try scene.changed() == HookScene.both)
    #expect(try scene.check() == 0)
  }

  @Test(arguments: ["git agentsync check --staged", "git-agentsync-hook pre-commit"])
  func `unstaged edits in an output survive, byte for byte`(entry: String) throws {
    let scene = try scene()
    try scene.run(
      """
      sed -i "s/git agentsync check --staged/$1/" .pre-commit-config.yaml; git commit -qam entry --allow-empty
      own ada; git add .; late $(out ada); late $(out bob); sha256sum .github/prompts/* >../typed.sums
      """,
      entry
    )
    let refused = try scene.attempt("git commit -qm own")
    #expect(refused.status == 1)
    #expect(refused.errorOutput.contains("'git agentsync sync --staged'"))
    try scene.run("sha256sum --quiet -c ../typed.sums")
    #expect(try scene.run("git diff --cached --name-only").output == "agents/ada.md")
    try scene.run("git agentsync sync --staged; git diff >../before; git commit -qm own")
    try scene.run(
      "git diff | cmp - ../before; sha256sum --quiet --ignore-missing -c <(grep bob ../typed.sums)"
    )
    #expect(try scene.run("grep -c typed- $(out ada)").output == "2")
    #expect(try scene.changed() == HookScene.both)
  }

  @Test(arguments: Source.allCases)
  func `a push is judged by what it brings, whatever is staged`(source: Source) throws {
    let scene = try scene(source)
    try scene.run("git init -q --bare ../up; git remote add up ../up")
    // The first push is of a whole history, for which the framework names no range.
    let whole = try scene.attempt("own ada; git commit -qanm own; git push -q up main")
    #expect(whole.status != 0 && whole.output.contains(".github/prompts/ada.prompt.md"))
    try scene.run("git agentsync sync --quiet; git push -q up main; git fetch -q up")
    try scene.run("own bob; git add .; git push -q up main:staged")
    try scene.run("git commit -qnm own")
    for branch in ["main", "new"] {
      let refused = try scene.attempt("git push -q up main:\(branch)")
      #expect(refused.status != 0)
      #expect(refused.output.contains(".github/prompts/bob.prompt.md"))
      #expect(refused.output.contains("'git agentsync sync' brings them in step"))
      #expect(!refused.output.contains(".github/prompts/ada.prompt.md"))
    }
    // What the remote has already is nobody's fault now.
    try scene.run(
      "git push -qn --no-verify up main; git push -q --no-verify up main; git fetch -q up"
    )
    try scene.run("echo more >>readme.txt; git commit -qanm more; git push -q up main")
    try scene.run("git agentsync sync --quiet; git push -q up main:new")
  }

  @Test func `a sync at the manual stage writes for a person to stage, and takes no edit away`()
    throws
  {
    let scene = try scene(.repository)
    try scene.run("own ada; git commit -qanm own; late $(out bob); cp $(out bob) ../bob")
    let wrote = try scene.attempt("pre-commit run --hook-stage manual")
    #expect(wrote.status == 1 && wrote.output.contains("files were modified by this hook"))
    try scene.run("cmp ../bob $(out bob); git diff --quiet --cached")
    try scene.run("git add $(out ada); git commit -qm synced")
    #expect(try scene.check() == 0)
    // In the very line that would change: the framework puts the person's text back.
    try scene.run(
      "own ada; git commit -qanm own; sed -i 's/^Help/Mine/' $(out ada); cp $(out ada) ../ada"
    )
    #expect(try scene.attempt("pre-commit run --hook-stage manual").status == 1)
    try scene.run("cmp ../ada $(out ada); cmp ../bob $(out bob)")
  }

  @Test(arguments: ["post-merge", "post-commit"])
  func `what would commit only reports, for edits are stashed away meanwhile`(hook: String) throws {
    let scene = try HookScene.unhooked()
    try scene.run(
      """
      echo 'hooks: {pre-commit: separate}' >>.agentsync.yml
      cat >.pre-commit-config.yaml <<END
      repos:
      - repo: local
        hooks:
        - {id: ours, name: ours, entry: git-agentsync-hook $1, language: system, always_run: true,
           pass_filenames: false, verbose: true, stages: [$1]}
      END
      git add .; git commit -qm configured; git branch side; pre-commit install -t $1 >/dev/null
      late $(out bob); cp $(out bob) ../bob
      """,
      hook
    )
    let said = try scene.run(
      hook == "post-commit"
        ? "own ada; git commit -qm own agents/ada.md"
        : """
        git branch -q other; git worktree add -q ../tree side; cd ../tree; own ada; git commit -qanm own
        cd ../repo; echo more >>readme.txt; git commit -qm more readme.txt; git merge -q --no-edit side
        """
    )
    #expect((said.output + said.errorOutput).contains(".github/prompts/ada.prompt.md"))
    #expect(try !scene.run("git log -1 --format=%s").output.hasPrefix("agentsync: "))
    try scene.run("cmp ../bob $(out bob)")
  }
}
