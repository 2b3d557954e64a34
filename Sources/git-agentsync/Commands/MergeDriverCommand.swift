import AgentModel
import AgentSync
import ArgumentParser
import Git
import SystemPackage

/// Merges one file for git.
struct MergeDriverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge-driver",
    abstract: "Merge one file for git: front matter by key, body by section.",
    discussion: """
      git runs it for merge, rebase, cherry-pick, revert, stash and am, on the files that \
      .gitattributes gives to 'merge=agentsync'; 'init' registers it. It needs no repository.

      Exit codes: 0 merged; 1 conflicts, with markers in OURS.
      """
  )

  @Argument(help: "The file of the common ancestor (%O).")
  var base: String

  @Argument(help: "Our file (%A); it becomes the result.")
  var ours: String

  @Argument(help: "Their file (%B).")
  var theirs: String

  @Argument(help: "How long a conflict marker is at least (%L).")
  var markerSize = 7

  @Argument(help: "The path that the result will have (%P).")
  var path = ""

  @Argument(help: "The labels of base, ours and theirs (%S %X %Y, from git 2.44 on).")
  var labels: [String] = []

  func run() throws {
    let paths = [base, ours, theirs].map { FilePath($0) }
    let markers = MarkerStyle(
      ours: label(1, "ours"),
      base: label(0, "base"),
      theirs: label(2, "theirs"),
      size: min(max(markerSize, 1), 1_000)
    )
    guard try mergeFiles(paths[0], paths[1], paths[2], markers: markers) else {
      // A virtual ancestor's conflicts are nobody's to settle.
      if markerSize <= 7, !path.isEmpty { Terminal.standardError.write(advice) }
      throw ExitCode(1)
    }
  }

  private var advice: String {
    "agentsync: conflict in '\(path.escapedForTerminal)'; settle it in the source and 'git add' that, "
      + "then 'git agentsync continue' settles the outputs\n"
  }

  /// The label that git gave; one that it did not know of is still a `%` and a letter.
  private func label(_ index: Int, _ standard: String) -> String {
    guard index < labels.count, !labels[index].isEmpty, !labels[index].hasPrefix("%") else {
      return standard
    }
    return labels[index].split(separator: "\n").joined(separator: " ")
  }
}
