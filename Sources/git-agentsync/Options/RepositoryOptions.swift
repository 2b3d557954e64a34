import AgentModel
import AgentSync
import ArgumentParser
import Git

/// What every command that looks at a repository takes.
struct RepositoryOptions: ParsableArguments {
  @Option(
    name: .customShort("C"),
    help: ArgumentHelp("Run as if started in this folder.", valueName: "path"),
    completion: .directory
  )
  var directory: String?

  @Flag(name: .long, help: "Print the answer as JSON.")
  var json = false

  @Flag(name: .long, help: "Print without colours (NO_COLOR does the same).")
  var noColor = false

  @Flag(name: .shortAndLong, help: "Print errors only.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Print more: outputs in step, files passed over.")
  var verbose = false

  /// Finds and opens the repository that the command runs in.
  ///
  /// - Parameter isUntrusted: Whether strangers may have written what is in it.
  /// - Returns: The repository, opened.
  /// - Throws: `Problem` with a `repository.` code.
  func repository(isUntrusted: Bool = false) throws(Problem) -> Repository {
    try openRepository(from: directory, isUntrusted: isUntrusted)
  }

  /// Where the answer goes, in the form that was asked for.
  var report: Report {
    Report(
      format: json ? .json : .text,
      style: Style(isColoured: !noColor && Terminal.standardOutput.takesColours),
      isQuiet: quiet,
      isVerbose: verbose
    )
  }
}

/// Finds and opens the repository that git would work on in a folder; nil is the current one.
func openRepository(
  from folder: String?,
  isUntrusted: Bool = false
) throws(Problem) -> Repository {
  do throws(GitError) {
    return try RepositoryLocation.discover(
      from: workingDirectory(folder),
      environment: ProcessEnvironment.current,
      isUntrusted: isUntrusted
    ).open()
  } catch {
    throw Problem(opening: error)
  }
}

extension Problem {
  fileprivate init(opening error: GitError) {
    guard error.code == .notFound else {
      self.init(error, doing: "open the repository")
      return
    }
    self.init(
      .notARepository,
      "not a git repository, nor any folder above it",
      hint: error.hint ?? "run it inside a repository, or name one with -C"
    )
  }
}
