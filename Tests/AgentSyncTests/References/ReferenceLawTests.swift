import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

/// Random libraries, random moves: what worked before works after a fix, where it was sure.
struct ReferenceLawTests {
  @Test(arguments: UInt64(1)...12)
  func `what worked before the moves leads to the same files after a fix`(_ seed: UInt64) throws {
    var library = try RandomLibrary(seed: seed)
    let before = try ReferenceReport(library.repository)
    let moves = try library.moveFiles()
    let report = try ReferenceReport(library.repository)
    let laws = try ReferenceFixLaws(report)
    try laws.expectAll()
    let sure = Set(report.before.broken.filter { $0.sureAnswer != nil }.map(\.edge.place))
    var mended = 0
    for document in before.before.scan.graph.documents {
      let place = moves[document.string] ?? document.string
      let path = try #require(RepoPath(place))
      let old = before.before.scan.graph.edges(from: document)
      // What only an answer that is not sure would lead to is not read any more.
      guard laws.after.scan.graph.documents.contains(path) else { continue }
      let new = laws.after.scan.graph.edges(from: path)
      try #require(old.count == new.count, "'\(place)' of seed \(seed)")
      for (was, now) in zip(old, new) {
        guard case .file(let target) = was.destination else { continue }
        // What nobody was sure of is still broken, as it was after the moves; no wrong file is taken.
        if case .broken = now.destination { continue }
        if sure.contains(now.place) { mended += 1 }
        let wanted = moves[target.string] ?? target.string
        #expect(now.destination.path?.string == wanted, "\(report.written(now)) of seed \(seed)")
      }
    }
    // Only links can say a blank; the other forms end at it.
    let stillBroken = laws.after.broken.filter { broken in
      guard case .file(let target) = broken.sureAnswer?.destination else { return false }
      let isLink = [.link, .image, .definition].contains(broken.edge.reference.form)
      return isLink || !target.path.string.contains(" ")
    }
    #expect(stillBroken.isEmpty, "seed \(seed)")
    let wasMoved = moves.contains { $0.key != $0.value }
    #expect(mended > 0 || !wasMoved || sure.isEmpty, "seed \(seed)")
  }
}

/// A library of random folders, documents and references, all of which lead somewhere.
private struct RandomLibrary {
  let repository: TemporaryRepository
  private var random: SeededRandom
  /// Every file, each with text of its own.
  private var paths: [String] = []

  private static let folders = [
    "agents", "agents/core", "agents/core/ada", "agents/core/ada/modules", "agents/data/bob",
    "agents/data/bob/tasks", "docs", "docs/law", "guide/größe", "guide/a b",
  ]

  init(seed: UInt64) throws {
    repository = try TemporaryRepository()
    random = SeededRandom(seed: seed)
    paths = ["agents/core/ada/ada.md", "agents/data/bob/bob.md"]
    for number in 0..<Int.random(in: 6...14, using: &random) {
      let folder = RandomLibrary.folders.randomElement(using: &random) ?? "docs"
      paths.append(
        "\(folder)/file \(number).md".replacing(random.chance(70) ? " " : "#", with: "-")
      )
    }
    for path in paths { try repository.write(path, text(of: path)) }
    try repository.commit("library")
  }

  private mutating func text(of path: String) -> String {
    var lines = ["# Document \(path)", ""]
    for number in 0..<12 { lines.append("Line \(number) of \(path.replacing("/", with: " in ")).") }
    for _ in 0..<Int.random(in: 0...5, using: &random) {
      guard let target = paths.randomElement(using: &random) else { continue }
      lines += ["", reference(from: path, to: target)]
    }
    return lines.joined(separator: "\n") + (random.chance(80) ? "\n" : "")
  }

  private mutating func reference(from document: String, to target: String) -> String {
    let folder = RepoPath(document)?.parent
    let relative = RepoPath(target).map { relativePath(from: folder, to: $0) } ?? []
    let plain = String(decoding: relative, as: UTF8.self)
    let isWord = !target.contains(" ")
    let encoded = { (all: Bool) in
      String(decoding: percentEncoded(relative, encodesNonASCII: all), as: UTF8.self)
    }
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return "See [it](\(encoded(false)) \"title\")."
    case 1: return "See [it](\(encoded(true)))."
    case 2: return "See [it](<\(plain)>)."
    case 3: return "![it](\(encoded(false)))"
    case 4 where isWord: return "Use #file:\(plain) here."
    case 5 where isWord: return "See `/\(target)`."
    case 6 where isWord: return "See @/\(target)."
    case 7 where isWord: return "See @\(target), twice: @\(target)"
    default: return "[r\(target.count)]: <\(plain)>"
    }
  }

  /// Moves files in one to three commits; gives where each file is that moved.
  mutating func moveFiles() throws -> [String: String] {
    var places = Dictionary(uniqueKeysWithValues: paths.map { ($0, $0) })
    for commit in 0..<Int.random(in: 1...3, using: &random) {
      for original in paths where random.chance(30) {
        guard let place = places[original],
          let folder = RandomLibrary.folders.randomElement(using: &random)
        else { continue }
        let name = place.split(separator: "/").last.map(String.init) ?? "x.md"
        let new = random.chance(70) ? "\(folder)/\(name)" : "\(folder)/new \(commit) \(name)"
        guard !places.values.contains(new) else { continue }
        try ReferenceCase.run(.move(place, new), in: repository)
        if random.chance(30) {
          try ReferenceCase.run(.append(new, "\nA line more in \(commit)."), in: repository)
        }
        places[original] = new
      }
      if commit == 0 || random.chance(70) { try repository.commit("moves") }
    }
    return places
  }
}
