import Foundation
package import Git
package import SystemPackage

/// A repository made by real git in a folder of its own, which is deleted with it.
///
/// Nothing from outside shows through: no configuration of the system or the user, a fixed author
/// and committer, and a clock that goes on one second with every command. So ids are stable.
package final class TemporaryRepository {
  /// The folder that holds everything of this test, also `home`.
  package let sandbox: FilePath
  /// The top of the work tree; of a bare repository, its git directory.
  package let root: FilePath

  private var time = 1_700_000_000

  /// Makes an empty repository with the branch `main`.
  ///
  /// - Parameter arguments: More options of `git init`: `--bare`, `--object-format=sha256`.
  /// - Throws: `CommandFailure` when git refuses.
  package init(_ arguments: String...) throws {
    Libgit2.ignoreUserConfiguration()
    sandbox = try makeSandbox()
    root = sandbox.appending("repo")
    try FileManager.default.createDirectory(
      atPath: sandbox.appending("home").string,
      withIntermediateDirectories: true
    )
    // An empty template: the sample hooks are most of what git would write.
    let options = ["--quiet", "--template=", "--initial-branch=main"]
    try run(["init"] + options + arguments + [root.string], in: sandbox)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: sandbox.string)
  }

  /// All variables of the next command; the clock is that of the last one.
  package var environment: [String: String] { hermeticEnvironment(sandbox: sandbox, time: time) }

  /// Runs git at the top and returns its standard output without the newlines at its end.
  ///
  /// - Parameters:
  ///   - arguments: What follows the word `git`.
  ///   - folder: Where to run, below the top.
  ///   - input: The text of standard input.
  /// - Returns: The output.
  /// - Throws: `CommandFailure` when the status is not 0.
  @discardableResult
  package func git(
    _ arguments: String...,
    in folder: String? = nil,
    input: String? = nil
  ) throws -> String {
    let place = folder.map { root.pushing(FilePath($0)) } ?? root
    return try run(arguments, in: place, input: input.map { Array($0.utf8) }).text
  }

  /// Runs git as `git` does, but with bytes in and out.
  ///
  /// - Parameters:
  ///   - arguments: What follows the word `git`.
  ///   - folder: The folder to run in.
  ///   - input: The bytes of standard input.
  /// - Returns: Status and output; the status is 0.
  /// - Throws: `CommandFailure` when the status is not 0.
  @discardableResult
  package func run(
    _ arguments: [String],
    in folder: FilePath? = nil,
    input: [UInt8]? = nil
  ) throws -> GitProcess.Result {
    time += 1
    let result = try runGit(
      arguments,
      in: folder ?? root,
      input: input,
      environment: environment
    )
    guard result.status == 0 else {
      throw CommandFailure(words: ["git"] + arguments, result: result)
    }
    return result
  }

  /// Stages everything and commits it, also when there is nothing to commit.
  ///
  /// - Returns: The id of the new commit.
  /// - Throws: `CommandFailure` when git refuses.
  @discardableResult
  package func commit(_ message: String = "change") throws -> ObjectID {
    try git("add", "--all")
    try git("commit", "--quiet", "--allow-empty", "-m", message)
    return try id("HEAD")
  }

  /// The id that git gives to a revision: `HEAD^{tree}`, `main:agents/x.md`.
  package func id(_ revision: String) throws -> ObjectID {
    let answer = try git("rev-parse", "--verify", revision)
    guard let id = ObjectID(hex: answer) else { throw UnexpectedOutput(text: answer) }
    return id
  }

  /// The text with the place of this repository replaced by `<repo>`, as golden files have it.
  package func masked(_ text: String) -> String {
    text.replacingOccurrences(of: root.string, with: "<repo>")
      .replacingOccurrences(of: sandbox.string, with: "<sandbox>")
  }

  /// The place of the repository, found with the environment of this test.
  package func location(in folder: String? = nil) throws -> RepositoryLocation {
    let place = folder.map { root.pushing(FilePath($0)) } ?? root
    return try RepositoryLocation.discover(from: place, environment: environment)
  }

  /// Opens the repository; keep this object as long as what is opened, for its folder goes with it.
  package func open() throws -> Repository {
    try location().open()
  }
}

/// A command that was expected to succeed.
package struct CommandFailure: Error, CustomStringConvertible {
  let words: [String]
  let result: GitProcess.Result

  package var description: String {
    let text = String(decoding: result.errorOutput, as: UTF8.self)
    return "'\(words.joined(separator: " "))' exited with \(result.status): \(text)"
  }
}

/// Output of git that is not what it always prints.
struct UnexpectedOutput: Error {
  let text: String
}
