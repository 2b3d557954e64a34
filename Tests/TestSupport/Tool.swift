import Foundation
import Git
package import SystemPackage

/// The built `git-agentsync`, which stands beside the test program.
package enum Tool {
  /// What a run of the tool left.
  package struct Result: Sendable {
    package let status: Int32
    package let output: String
    package let errorOutput: String
  }

  /// The place of the program.
  package static let path: FilePath = {
    let program = FilePath("/proc/self/exe")
    let linked = try? FileManager.default.destinationOfSymbolicLink(atPath: program.string)
    let tests = FilePath(linked ?? CommandLine.arguments[0])
    return tests.removingLastComponent().appending("git-agentsync")
  }()

  /// Runs the tool in a repository, with nothing but the hermetic environment.
  ///
  /// - Parameters:
  ///   - arguments: What follows the program's name.
  ///   - repository: Whose sandbox and clock hold.
  ///   - folder: Where to run, below the top.
  ///   - input: The text of standard input; nil is none.
  ///   - extra: Variables on top of the environment; they win.
  ///   - memory: How many bytes of data the process may have; nil is no limit.
  /// - Returns: Status and output, whatever the status is.
  /// - Throws: `GitError` when the program cannot be started.
  package static func run(
    _ arguments: String...,
    in repository: TemporaryRepository,
    folder: String? = nil,
    input: String? = nil,
    environment extra: [String: String] = [:],
    memory: Int? = nil
  ) throws -> Result {
    // What the system says of a child's memory begins with its parent's: a limit is exact.
    let limit =
      memory.map { ["/bin/sh", "-c", "ulimit -d \($0 >> 10) && exec \"$0\" \"$@\""] } ?? []
    let result = try runProgram(
      limit + [path.string] + arguments,
      in: folder.map { repository.root.pushing(FilePath($0)) } ?? repository.root,
      input: input.map { Array($0.utf8) },
      environment: repository.environment.merging(extra) { _, new in new }
    )
    return Result(
      status: result.status,
      output: String(decoding: result.output, as: UTF8.self),
      errorOutput: String(decoding: result.errorOutput, as: UTF8.self)
    )
  }
}
