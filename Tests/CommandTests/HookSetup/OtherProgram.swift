import Foundation
import SystemPackage
import TestSupport

/// Programs of others that run hooks; `.ci/setup ci` gets them.
enum OtherProgram: String {
  case preCommit = "pre-commit"
  case lefthook

  /// Where they are installed; scripts of a `HookScene` look there last.
  static let folder = ProjectFile.root.pushing(".build/hook-managers/bin").string

  /// Why a test is skipped.
  static let absence = "it is neither in .build/hook-managers nor in PATH; '.ci/setup ci' gets it"

  /// Whether it can be run.
  var isThere: Bool {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return (path.split(separator: ":").map(String.init) + [OtherProgram.folder]).contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(rawValue)")
    }
  }
}

extension HookScene {
  /// A scene in which no hook is installed yet.
  static func unhooked() throws -> HookScene {
    let scene = try HookScene()
    try scene.run("rm -r .git/hooks")
    return scene
  }

  /// The paths that HEAD changes, sorted by git.
  func changed() throws -> [String] {
    try run("git show --format= --name-only").output.split(separator: "\n").map(String.init)
  }

  /// The source and the output of `ada`, as a commit has them in which both are in step.
  static let both = [".github/prompts/ada.prompt.md", "agents/ada.md"]
}
