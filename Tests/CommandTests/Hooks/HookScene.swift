import Foundation
import Git
import SystemPackage
import TestSupport

/// A repository with a small library in step and all our hooks installed, and shell scripts that work in it.
///
/// A hook file does no more than what it is for, and notes its name in `ran` beside the repository.
final class HookScene {
  let keeper: TemporaryRepository
  /// The top of the work tree that scripts begin in.
  let root: FilePath

  /// What a script left.
  struct Answer {
    let status: Int32
    let output: String
    let errorOutput: String
  }

  /// Makes a scene.
  ///
  /// - Parameters:
  ///   - name: What the folder of the repository is called.
  ///   - configuration: What is added to `.agentsync.yml`; committed, and outputs in step.
  /// - Throws: When the scene can't be made.
  init(name: String = "repo", configuration: String = "") throws {
    keeper = try TemporaryRepository()
    root = keeper.sandbox.appending(name)
    if name != "repo" { try FileManager.default.removeItem(atPath: keeper.root.string) }
    try FileManager.default.createDirectory(atPath: root.string, withIntermediateDirectories: true)
    let unpacked = try runProgram(
      ["tar", "-x", "-f", "-"],
      in: root,
      input: try HookScene.template.get(),
      environment: keeper.environment
    )
    guard unpacked.status == 0 else { throw HookSceneFailure(text: unpacked.complaint) }
    try run("git update-index -q --refresh")
    guard !configuration.isEmpty else { return }
    try run(
      "printf '%s\\n' \"$1\" >>.agentsync.yml; git add .; git commit -qnm configured",
      configuration
    )
  }

  /// Runs a script; it must succeed.
  ///
  /// - Parameters:
  ///   - script: What bash is to do; it knows the functions of `prelude`.
  ///   - arguments: `$1` and so on.
  ///   - folder: Where to begin, below the top.
  /// - Returns: What it wrote.
  /// - Throws: `HookSceneFailure` when it fails.
  @discardableResult
  func run(_ script: String, _ arguments: String..., in folder: String? = nil) throws -> Answer {
    let answer = try attempt("set -e\n" + script, arguments, in: folder)
    guard answer.status == 0 else {
      throw HookSceneFailure(
        text: "'\(script)' exited with \(answer.status): \(answer.output)\(answer.errorOutput)"
      )
    }
    return answer
  }

  /// Runs a script, whatever it exits with.
  func attempt(
    _ script: String,
    _ arguments: [String] = [],
    in folder: String? = nil
  ) throws -> Answer {
    let result = try runProgram(
      ["/bin/bash", "-c", HookScene.prelude + script, "scene"] + arguments,
      in: folder.map { root.pushing(FilePath($0)) } ?? root,
      input: nil,
      environment: environment
    )
    return Answer(
      status: result.status,
      output: result.text,
      errorOutput: String(decoding: result.errorOutput, as: UTF8.self)
    )
  }

  /// The exit code of `git agentsync check` on HEAD.
  func check() throws -> Int32 { try attempt("git agentsync check --quiet").status }

  /// The hooks that ran since the last question, in order.
  func ran() throws -> [String] {
    let file = keeper.sandbox.appending("ran").string
    defer { try? FileManager.default.removeItem(atPath: file) }
    let bytes = FileManager.default.contents(atPath: file) ?? Data()
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private var environment: [String: String] {
    HookScene.environment(keeper.environment, sandbox: keeper.sandbox)
  }

  private static func environment(
    _ plain: [String: String],
    sandbox: FilePath
  ) -> [String: String] {
    var variables = plain
    let programs = Tool.path.removingLastComponent().string
    variables["PATH"] = "\(programs):\(plain["PATH", default: ""]):\(OtherProgram.folder)"
    variables["GIT_EDITOR"] = ":"
    variables["GIT_MERGE_AUTOEDIT"] = "no"
    variables["SANDBOX"] = sandbox.string
    return variables
  }
}

/// A script of a scene that was expected to succeed.
struct HookSceneFailure: Error, CustomStringConvertible {
  let text: String

  var description: String { text }
}

extension HookScene {
  static let names = ["ada", "bob", "eve"]

  static let hooks = [
    "pre-commit", "post-commit", "pre-merge-commit", "post-merge", "post-checkout", "post-rewrite",
    "pre-push",
  ]

  /// Functions for scripts.
  ///
  /// `own AGENT` changes a source near its beginning; `late FILE` and `tip FILE` write further down, so that
  /// git makes a hunk of each; `part FILE LINE` writes below a line, and stages that and nothing else of the
  /// file. Each line has a word of its own, which `typed` counts.
  static let prelude = #"""
    word() { echo >>"$SANDBOX/typed"; WORD="typed-$(($(wc -l <"$SANDBOX/typed")))-"; }
    type_after() { word; sed -i "s/^$2.*/&\n$3 $WORD/" "$1"; }
    own() { type_after "agents/$1.md" Help "Own"; }
    late() { type_after "$1" 'The end' Late; }
    tip() { type_after "$1" 'A tip' Tip; }
    part() {
      git show ":$1" >"$SANDBOX/part"; cp "$1" "$SANDBOX/whole"; word
      sed -i "s/^$2.*/&\n- staged $WORD/" "$SANDBOX/part" "$SANDBOX/whole"; cp "$SANDBOX/whole" "$1"
      git update-index --cacheinfo "100644,$(git hash-object -w "$SANDBOX/part"),$1"
    }
    out() { echo ".github/prompts/$1.prompt.md"; }

    """#

  /// The repository as an archive: made once, it is unpacked for each scene.
  private static let template = Result { try archive() }

  private static func archive() throws -> [UInt8] {
    let keeper = try TemporaryRepository()
    for name in names { try keeper.write("agents/\(name).md", document(name)) }
    try keeper.write("readme.txt", "Read me.\n")
    try keeper.git("config", "gc.auto", "0")
    try keeper.git("config", "advice.detachedHead", "false")
    try keeper.commit("a library")
    let made = try Tool.run("init", "--quiet", in: keeper)
    guard made.status == 0 else { throw HookSceneFailure(text: made.errorOutput) }
    for hook in hooks {
      try keeper.write(".git/hooks/\(hook)", file(for: hook), executable: true)
    }
    return try runProgram(
      ["tar", "-c", "-C", keeper.root.string, "-f", "-", "."],
      in: keeper.sandbox,
      input: nil,
      environment: keeper.environment
    ).output
  }

  private static func file(for hook: String) -> String {
    """
    #!/bin/sh
    echo \(hook) >>"$SANDBOX/ran"
    exec git-agentsync-hook \(hook) "$@"

    """
  }

  private static func document(_ name: String) -> String {
    """
    ---
    description: What \(name) does
    ---

    # \(name.capitalized)

    Help from \(name).

    ## Tasks

    - one task of \(name)
    - another

    ## Rules

    - one
    - two
    - three

    ## Tips

    A tip of \(name).

    ## End

    The end of \(name).

    """
  }
}
