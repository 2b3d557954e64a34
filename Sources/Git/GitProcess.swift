import Clibgit2
import Glibc
package import SystemPackage

/// A run of the `git` program, for what libgit2 cannot do.
package enum GitProcess {
  /// What a finished run left.
  package struct Result: Hashable, Sendable {
    /// The exit status; 128 plus the number of the signal when a signal ended it.
    package let status: Int32
    /// The bytes of standard output.
    package let output: [UInt8]
    /// The bytes of standard error.
    package let errorOutput: [UInt8]

    /// Standard output as text without the newlines at its end.
    package var text: String { trimmed(output) }

    /// The first line that git said on standard error, without `fatal: ` or `error: ` before it.
    package var complaint: String {
      let first = errorOutput.prefix { $0 != UInt8(ascii: "\n") }
      let line = oneLine(String(decoding: first, as: UTF8.self))
      for prefix in ["fatal: ", "error: "] where line.hasPrefix(prefix) {
        return String(line.dropFirst(prefix.count))
      }
      return line
    }

    private func trimmed(_ bytes: [UInt8]) -> String {
      var end = bytes.endIndex
      while end > 0, bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
      return String(decoding: bytes[..<end], as: UTF8.self)
    }
  }
}

/// Runs the `git` found on the search path and waits for its end; no shell stands between.
///
/// - Parameters:
///   - arguments: What follows the word `git`; nothing in them is interpreted here. Strings from
///     outside need `--end-of-options` or `--` before them.
///   - folder: The folder to run in.
///   - input: The bytes of standard input; nil is `/dev/null`.
///   - environment: All variables of the run; nil is the environment of this process.
/// - Returns: Exit status and output, whatever the status is.
/// - Throws: `.system` when git cannot be started, `.generic` when an argument holds a NUL.
package func runGit(
  _ arguments: [String],
  in folder: FilePath,
  input: [UInt8]?,
  environment: [String: String]?
) throws(GitError) -> GitProcess.Result {
  try runProgram(["git"] + arguments, in: folder, input: input, environment: environment)
}

/// Runs a program and waits for its end, as `runGit` does with git.
///
/// - Parameters:
///   - words: The program, as a path or a name of the search path, and its arguments.
///   - folder: The folder to run in.
///   - input: The bytes of standard input; nil is `/dev/null`.
///   - environment: All variables of the run; nil is the environment of this process.
/// - Returns: Exit status and output, whatever the status is.
/// - Throws: `.system` when it cannot be started, `.generic` when a word holds a NUL.
package func runProgram(
  _ words: [String],
  in folder: FilePath,
  input: [UInt8]?,
  environment: [String: String]?
) throws(GitError) -> GitProcess.Result {
  let environment = try environmentLines(environment, of: words)
  let standardInput = try Channel(socket: input != nil)
  let standardOutput = try Channel(socket: false)
  let standardError = try Channel(socket: false)

  let actions = SpawnActions()
  try actions.change(to: folder)
  if input == nil {
    try actions.openNull(as: STDIN_FILENO)
  } else {
    try actions.duplicate(standardInput.reading, to: STDIN_FILENO)
  }
  try actions.duplicate(standardOutput.writing, to: STDOUT_FILENO)
  try actions.duplicate(standardError.writing, to: STDERR_FILENO)
  let child = try actions.spawn(words, environment: environment)

  standardInput.closeReading()
  standardOutput.closeWriting()
  standardError.closeWriting()
  var exchange = Exchange(input: input ?? [])
  exchange.run(standardInput, standardOutput, standardError)
  return GitProcess.Result(
    status: wait(for: child),
    output: exchange.output,
    errorOutput: exchange.errorOutput
  )
}

/// Runs the `git` found on the search path on the streams of this process, and waits for its end.
///
/// So it can ask for a password and show how far it is. What it says goes to standard error, also what it
/// would say on standard output: that one is for our own answer.
///
/// - Parameters:
///   - arguments: What follows the word `git`, as `runGit` takes them.
///   - folder: The folder to run in.
///   - environment: All variables of the run.
/// - Returns: The exit status; 128 plus the number of the signal when a signal ended it.
/// - Throws: `.system` when git cannot be started, `.generic` when an argument holds a NUL.
package func runAttachedGit(
  _ arguments: [String],
  in folder: FilePath,
  environment: [String: String]
) throws(GitError) -> Int32 {
  let words = ["git"] + arguments
  let environment = try environmentLines(environment, of: words)
  let actions = SpawnActions()
  try actions.change(to: folder)
  try actions.duplicate(STDERR_FILENO, to: STDOUT_FILENO)
  return wait(for: try actions.spawn(words, environment: environment))
}

/// The variables as a child takes them; nil is the environment of this process.
private func environmentLines(
  _ environment: [String: String]?,
  of words: [String]
) throws(GitError) -> [String]? {
  precondition(!words.isEmpty, "BUG: no program to run")
  let lines = environment.map { variables in variables.map { "\($0)=\($1)" }.sorted() }
  guard !(words + (lines ?? [])).contains(where: { $0.utf8.contains(0) }) else {
    throw GitError(
      code: .generic,
      message: "an argument of '\(words[0])' holds a NUL",
      function: words[0]
    )
  }
  return lines
}

private func wait(for child: pid_t) -> Int32 {
  var status: Int32 = 0
  while waitpid(child, &status, 0) < 0 {
    // Someone who ignores SIGCHLD takes the status away: the run ended, nobody knows how.
    guard errno == EINTR else { return 128 }
  }
  let signal = status & 0x7f
  return signal == 0 ? (status >> 8) & 0xff : 128 + signal
}
