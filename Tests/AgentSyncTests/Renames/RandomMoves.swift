import TestSupport

/// Files with random text, and what somebody does to them who moves and edits.
struct RandomMoves {
  private(set) var files: [String: [UInt8]] = [:]
  /// Where each file went that did not stay; only those that are still there.
  private(set) var truth: [String: String] = [:]
  private var random: SeededRandom
  private var number = 0

  init(seed: UInt64, fileCount: Int = 40) {
    random = SeededRandom(seed: seed)
    for _ in 0..<fileCount {
      let path = freshPath()
      files[path] = freshText()
    }
  }

  /// Moves, edits, removes and adds.
  mutating func run() {
    let movedFolder = "f\(Int.random(in: 0..<5, using: &random))/"
    var next: [String: [UInt8]] = [:]
    for (path, text) in files.sorted(by: { $0.key < $1.key }) {
      var place = path
      var text = text
      let kind = Int.random(in: 0..<10, using: &random)
      if path.hasPrefix(movedFolder), kind < 8 {
        place = "moved/" + path
      } else if kind < 3 {
        place = freshPath()
      } else if kind == 3 {
        place = "else/" + (path.split(separator: "/").last.map(String.init) ?? path)
      } else if kind == 4 {
        continue
      }
      guard next[place] == nil, place == path || files[place] == nil else {
        next[path] = text
        continue
      }
      if random.chance(60) { text = edited(text, share: Int.random(in: 0..<45, using: &random)) }
      next[place] = text
      if place != path { truth[path] = place }
    }
    for _ in 0..<Int.random(in: 0..<6, using: &random) { next[freshPath()] = freshText() }
    files = next
  }

  private mutating func freshPath() -> String {
    number += 1
    let folder = Int.random(in: 0..<5, using: &random)
    let name = random.chance(20) ? "sub\(number)/README" : "doc\(number)"
    return "f\(folder)/\(name).md"
  }

  private mutating func freshText() -> [UInt8] {
    if random.chance(4) {
      return (0..<Int.random(in: 200..<3_000, using: &random))
        .map { _ in UInt8.random(in: 0...255, using: &random) } + [10]
    }
    let ending = random.chance(10) ? "\r\n" : "\n"
    var text = ""
    for _ in 0..<Int.random(in: 2..<70, using: &random) { text += freshLine() + ending }
    return Array(text.utf8)
  }

  private mutating func freshLine() -> String {
    if random.chance(15) { return "" }
    if random.chance(10) { return "## A heading that many have" }
    return (0..<Int.random(in: 1..<20, using: &random))
      .map { _ in String(UInt64.random(in: 0..<100_000, using: &random), radix: 36) }
      .joined(separator: " ")
  }

  private mutating func edited(_ text: [UInt8], share: Int) -> [UInt8] {
    var lines = text.split(separator: 10, omittingEmptySubsequences: false).map { Array($0) }
    for index in lines.indices.dropLast() where random.chance(share) {
      lines[index] = Array(freshLine().utf8)
    }
    return Array(lines.joined(separator: [10]))
  }
}
