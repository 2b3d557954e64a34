import ArgumentParser

/// Prints the version.
struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version",
    abstract: "Print the version of git-agentsync."
  )

  func run() {
    Terminal.standardOutput.write(ProgramVersion.line + "\n")
  }
}
