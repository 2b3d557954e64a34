import AgentModel
import Git
import TestSupport

@testable import AgentSync

/// What people do to outputs by hand.
extension HistoryRun {
  private func someOutput(_ random: inout SeededRandom) throws -> (path: String, text: String)? {
    guard let path = main.files(below: ".github").randomElement(using: &random) else { return nil }
    return (path, try main.read(path))
  }

  func type(_ mark: String, _ random: inout SeededRandom) throws {
    guard let (path, text) = try someOutput(&random) else { return note("finds no output") }
    let (typed, deed) = typed(into: text, mark, &random)
    try main.write(path, typed)
    note("\(path): \(deed)")
    try main.commit(deed)
  }

  private func typed(
    into text: String,
    _ mark: String,
    _ random: inout SeededRandom
  ) -> (text: String, deed: String) {
    let line = LibraryText.line(mark, &random)
    guard text.hasPrefix("---\n"), random.chance(15) else {
      return LibraryText.inserted(into: text, line, &random)
    }
    return ("---\n# \(line)\n" + text.dropFirst(4), "adds '# \(line)' to the front matter")
  }

  func changeOutput(_ mark: String, _ random: inout SeededRandom) throws {
    guard let (path, text) = try someOutput(&random) else { return note("finds no output") }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let index = LibraryText.textLines(lines).randomElement(using: &random) else {
      return note("finds no line")
    }
    fresh.cut[path, default: []].insert(lines[index])
    cutLines.insert(lines[index])
    lines[index] += " \(mark)"
    try main.write(path, lines.joined(separator: "\n"))
    note("\(path): changes line \(index + 1) to '\(lines[index])'")
    try main.commit("change \(path)")
  }

  func cutOutput(_ random: inout SeededRandom) throws {
    guard let (path, text) = try someOutput(&random) else { return note("finds no output") }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let index = LibraryText.textLines(lines).randomElement(using: &random) else {
      return note("finds no line")
    }
    let gone = lines.remove(at: index)
    fresh.cut[path, default: []].insert(gone)
    cutLines.insert(gone)
    for document in fresh.written.keys { fresh.written[document]?.subtract(gone.words) }
    try main.write(path, lines.joined(separator: "\n"))
    note("\(path): takes line \(index + 1) away, '\(gone)'")
    try main.commit("cut \(path)")
  }

  func deleteOutput(_ random: inout SeededRandom) throws {
    guard let (path, _) = try someOutput(&random) else { return note("finds no output") }
    try main.remove(path)
    note("deletes \(path)")
    try main.commit("delete \(path)")
  }

  /// Brings back an output that was deleted, by a person or by a sync, as it was last.
  func restoreOutput(_ random: inout SeededRandom) throws {
    let log = try main.git(
      "log",
      "--diff-filter=D",
      "--no-renames",
      "--name-only",
      "--format=",
      "-n",
      "12",
      "HEAD",
      "--",
      ".github"
    )
    let gone = Set(log.split(separator: "\n").map(String.init)).filter { !main.exists($0) }
    guard let path = gone.sorted().randomElement(using: &random) else {
      return note("finds nothing deleted")
    }
    let last = try main.git("log", "-1", "--diff-filter=AM", "--format=%H", "HEAD", "--", path)
    try main.git("checkout", "--quiet", last, "--", path)
    try bringBack(since: [:], at: [path])
    note("brings \(path) back")
    try main.commit("bring \(path) back")
  }

  /// Copies a typed line into the source, at a place that need not be the same.
  func takeOver(_ random: inout SeededRandom) throws {
    for (path, text) in try main.outputs().sorted(by: { $0.key < $1.key }) {
      let lines = text.split(separator: "\n").map(String.init)
      guard let line = lines.first(where: { $0.hasPrefix("typed-") }),
        let source = text.sourceNamedInside, main.exists(source)
      else { continue }
      let before = lines.prefix { $0 != line }.last { !$0.isEmpty } ?? ""
      var document = try main.read(source)
      takenOver.formUnion(line.typedMarks)
      if document.contains("\n\(before)\n"), before != "---" {
        document = document.replacing("\n\(before)\n", with: "\n\(before)\n\(line)\n")
      } else {
        document = LibraryText.inserted(into: document, line, &random).text
      }
      try main.write(source, document)
      note("takes '\(line)' of \(path) over into \(source)")
      return try main.commit("take a line over")
    }
    note("finds nothing typed")
  }

  /// Types into an output, syncs a change of its source over that, and commits only then.
  func typeUnsaved(_ mark: String, _ source: String, _ random: inout SeededRandom) throws {
    try editSource(source, &random, commits: true)
    guard let (path, text) = try someOutput(&random) else { return note("finds no output") }
    let (typed, deed) = typed(into: text, mark, &random)
    try main.write(path, typed)
    let isStaged = random.chance(40)
    if isStaged { try main.git("add", path) }
    note("\(path): \(deed), \(isStaged ? "staged" : "not staged")")
    let before = try main.outputs()
    let outcome = try synchronised(in: main)
    note("sync: \(outcome.summary)")
    try judgeWords(outcome, in: main, from: before)
    try main.commit("typed while syncing")
  }
}

extension String {
  /// The document that an output's provenance comment names.
  var sourceNamedInside: String? {
    let opening = "# agentsync: from "
    return split(separator: "\n").first { $0.hasPrefix(opening) }.map {
      String($0.dropFirst(opening.count))
    }
  }
}
