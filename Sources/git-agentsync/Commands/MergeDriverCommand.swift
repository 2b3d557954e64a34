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
    let call = MergeDriverCall(
      base: base,
      ours: ours,
      theirs: theirs,
      markerSize: markerSize,
      path: path,
      labels: labels
    )
    guard try call.run() else { throw ExitCode(1) }
  }
}

/// One call of the merge driver, with its arguments told apart.
///
/// git starts the driver for one file after the other, and the parser of arguments takes longer to get
/// ready than a merge takes. So what git itself calls is read here without it.
struct MergeDriverCall: Equatable {
  let base: String
  let ours: String
  let theirs: String
  let markerSize: Int
  /// The path that the result will have; empty where git does not say.
  let path: String
  let labels: [String]

  /// Merges the files; whether that left no conflict.
  func run() throws(Problem) -> Bool {
    let paths = [base, ours, theirs].map { FilePath($0) }
    let markers = MarkerStyle(
      ours: label(1, "ours"),
      base: label(0, "base"),
      theirs: label(2, "theirs"),
      size: min(max(markerSize, 1), 1_000)
    )
    let isClean = try mergeFiles(paths[0], paths[1], paths[2], markers: markers)
    // A virtual ancestor's conflicts are nobody's to settle.
    if !isClean, markerSize <= 7, !path.isEmpty { Terminal.standardError.write(advice) }
    return isClean
  }

  private var advice: String {
    let conflict = "agentsync: conflict in '\(path.escapedForTerminal)'"
    return isInMerge
      ? "\(conflict); settle the sources that are in conflict and 'git add' them, then 'git agentsync "
        + "continue' settles the outputs, or names those that are yours to settle\n"
      : "\(conflict); settle it and 'git add' it, then 'git agentsync sync --staged' brings outputs in "
        + "step; in a cherry-pick or revert 'git agentsync continue' does\n"
  }

  /// Whether git is known to be in what `continue` can conclude.
  ///
  /// A merge has no file yet that says so, but a variable; a single pick has neither, as `stash pop` hasn't.
  private var isInMerge: Bool {
    if ProcessEnvironment.current.keys.contains(where: { $0.hasPrefix("GITHEAD_") }) { return true }
    guard let folder = HookStart.gitDirectory else { return false }
    return ["rebase-merge", "rebase-apply/rebasing", "sequencer"].contains {
      fileExists(folder.pushing(FilePath($0)))
    }
  }

  /// The label that git gave; one that it did not know of is still a `%` and a letter.
  private func label(_ index: Int, _ standard: String) -> String {
    guard index < labels.count, !labels[index].isEmpty, !labels[index].hasPrefix("%") else {
      return standard
    }
    return labels[index].split(separator: "\n").joined(separator: " ")
  }
}

extension MergeDriverCall {
  /// Reads a plain call, with `--` before the files or without; nil where it is another command, has
  /// options, or is wrong.
  init?(commandLine: [String]) {
    guard commandLine.count > 2, commandLine[1] == "merge-driver" else { return nil }
    let isMarked = commandLine[2] == "--"
    let words = Array(commandLine.dropFirst(isMarked ? 3 : 2))
    guard words.count >= 3, isMarked || !words.contains(where: { $0.hasPrefix("-") }),
      let size = words.count > 3 ? Int(words[3]) : 7
    else { return nil }
    self.init(
      base: words[0],
      ours: words[1],
      theirs: words[2],
      markerSize: size,
      path: words.count > 4 ? words[4] : "",
      labels: Array(words.dropFirst(5))
    )
  }
}
