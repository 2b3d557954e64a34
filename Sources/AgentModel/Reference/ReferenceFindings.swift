package import struct Git.RepoPath

/// The most different targets that the references of one document may have.
package let maximumReferences = 256

/// The most references that one document may have, whatever they lead to; what is behind them is not looked at.
package let maximumMentions = 1_024

/// How many files of one document are guessed at that nothing stands at.
private let maximumGuesses = 10

/// What is wrong with the references of a document, in the order of the text: of each kind as much as is listed.
///
/// `.missingReference` and, for symbolic links and submodules, `.uninlinableReference` are warnings;
/// `.escapingReference` and `.referenceLimit` are errors, which keep an output from being written.
/// `nearest` knows the files that a hint may name; it is called only when something is missing.
package func referenceFindings(
  of document: Document,
  at path: RepoPath,
  agent: AgentFile?,
  root: RepoPath?,
  in tree: any TreeView,
  nearest: () -> NearestPath
) -> [Problem] {
  var findings: [Problem] = []
  var targets: Set<String> = []
  var guesses: [RepoPath: RepoPath?] = [:]
  func guess(_ candidates: [RepoPath], for likeliest: RepoPath) -> RepoPath? {
    if let known = guesses[likeliest] { return known }
    guard guesses.count < maximumGuesses else { return nil }
    let names = nearest()
    let best = candidates.lazy.compactMap { names.path(for: $0) }.first
    guesses[likeliest] = .some(best)
    return best
  }
  for (number, reference) in document.references.enumerated() {
    let place = Problem.Place(path, line: reference.line, column: reference.column)
    guard number < maximumMentions else {
      findings.append(.tooManyMentions(document.references.count, at: place))
      break
    }
    let written = String(decoding: document.bytes[reference.targetRange], as: UTF8.self)
    switch resolve(reference, from: path, agent: agent, root: root, in: tree) {
    case .missing(let candidates):
      guard let likeliest = candidates.first, reference.isSurelyPath else { continue }
      let best = guess(candidates, for: likeliest)
      findings.append(.missing(written, likeliest, nearest: best, at: place))
    case .escaping: findings.append(.escaping(written, at: place))
    case .file(let file, let item):
      if !item.mode.isPlainFile { findings.append(.notPlain(written, file, item, at: place)) }
    case .folder, .external, .anchorOnly, .tool, .agentName: break
    }
    if targets.insert(reference.path).inserted, targets.count == maximumReferences + 1 {
      findings.append(.tooMany(at: place))
    }
  }
  return findings.limited(toEachFile: FindingLimit.ofFile)
}

extension Reference {
  /// Whether it is sure that a path is meant: `@scope/package` only looks like one.
  package var isSurelyPath: Bool {
    guard form == .atPath else { return true }
    let name = path.split(separator: "/").last ?? ""
    return name.contains(".") || path.hasSuffix("/")
  }
}

extension Problem {
  fileprivate static func missing(
    _ written: String,
    _ path: RepoPath,
    nearest: RepoPath?,
    at place: Place
  ) -> Problem {
    Problem(
      .missingReference,
      severity: .warning,
      at: place,
      "'\(written)' leads to '\(path)', and there is no such file",
      hint: nearest.map { "did you mean '\($0)'?" }
        ?? "'git agentsync refs check' looks for it in the history"
    )
  }

  fileprivate static func escaping(_ written: String, at place: Place) -> Problem {
    Problem(
      .escapingReference,
      at: place,
      "'\(written)' leads out of the repository",
      hint: "write the path relative to this file, with '/' and inside of the repository"
    )
  }

  fileprivate static func notPlain(
    _ written: String,
    _ path: RepoPath,
    _ item: TreeItem,
    at place: Place
  ) -> Problem {
    let kind = item.mode == .symlink ? "a symbolic link" : "a submodule"
    return Problem(
      .uninlinableReference,
      severity: .warning,
      at: place,
      "'\(written)' leads to '\(path)', which is \(kind)",
      hint: "refer to the file itself"
    )
  }

  fileprivate static func tooManyMentions(_ count: Int, at place: Place) -> Problem {
    Problem(
      .referenceLimit,
      at: place,
      "the document has \(count) references, and those behind the first \(maximumMentions) are not looked at",
      hint: "split it"
    )
  }

  fileprivate static func tooMany(at place: Place) -> Problem {
    Problem(
      .referenceLimit,
      at: place,
      "the document has references to more than \(maximumReferences) targets",
      hint: "split it"
    )
  }
}
