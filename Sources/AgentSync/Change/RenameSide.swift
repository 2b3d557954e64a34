import AgentModel

import struct Git.ByteKey
import struct Git.RepoPath

/// The files of one side of a comparison that may have a partner on the other.
struct RenameSide {
  /// Those that are gone or new, sorted by path; behind them this side of the modified ones.
  let files: [FileVersion]
  /// How many are gone or new.
  let plainCount: Int
  private(set) var isTaken: [Bool]
  private var contents: [FileContent?]
  private var depths: [RenameSigns.Depth?]

  init(plain: [FileVersion], modified: [FileVersion]) {
    files = plain.sorted { $0.path < $1.path } + modified
    plainCount = plain.count
    isTaken = Array(repeating: false, count: files.count)
    contents = Array(repeating: nil, count: files.count)
    depths = Array(repeating: nil, count: files.count)
  }

  /// The gone or new files that have no partner yet.
  var free: [Int] { (0..<plainCount).filter { !isTaken[$0] } }

  /// This side of the modified files that has no partner yet.
  var freeModified: [Int] { (plainCount..<files.count).filter { !isTaken[$0] } }

  func path(_ index: Int) -> RepoPath { files[index].path }

  mutating func take(_ index: Int) { isTaken[index] = true }

  /// The content of a file that was loaded; nil where it can't be read.
  func content(_ index: Int) -> FileContent? { contents[index] }

  /// Reads what was not read yet.
  mutating func load(
    _ indices: [Int],
    _ depth: RenameSigns.Depth,
    _ signs: RenameSigns
  ) throws(Problem) {
    let missing = indices.filter { index in
      files[index].mode.isPlainFile && depths[index] != .whole && depths[index] != depth
    }
    guard !missing.isEmpty else { return }
    let read = try signs.contents(of: missing.map { files[$0] }, depth)
    for (index, content) in zip(missing, read) {
      contents[index] = content
      depths[index] = depth
    }
  }

  /// The gone or new files below a folder, whether they have a partner or not.
  func plainFiles(below folder: RepoPath) -> Range<Int> { files(below: folder, in: 0..<plainCount) }

  /// This side of the modified files below a folder.
  func modifiedFiles(below folder: RepoPath) -> Range<Int> {
    files(below: folder, in: plainCount..<files.count)
  }

  /// The files below a folder, of a range that is sorted by path.
  private func files(below folder: RepoPath, in range: Range<Int>) -> Range<Int> {
    let start = folder.bytes + [UInt8(ascii: "/")]
    func place(where isBefore: ([UInt8]) -> Bool) -> Int {
      var low = range.lowerBound
      var high = range.upperBound
      while low < high {
        let middle = (low + high) / 2
        if isBefore(files[middle].path.bytes) { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let first = place { $0.lexicographicallyPrecedes(start) }
    return first..<place { $0.lexicographicallyPrecedes(start) || $0.starts(with: start) }
  }
}

extension RepoPath {
  /// The last component.
  var nameKey: ByteKey { tail(1) }

  /// The last components, all of them where there are no more.
  func tail(_ count: Int) -> ByteKey {
    var start = bytes.count
    var left = count
    while start > 0 {
      if bytes[start - 1] == UInt8(ascii: "/") {
        left -= 1
        if left == 0 { break }
      }
      start -= 1
    }
    return ByteKey(bytes[start...])
  }

  /// How many folders this path lies in.
  var depth: Int { bytes.count { $0 == UInt8(ascii: "/") } }

  /// How many components at the start and at the end two paths have in common.
  func nearness(to other: RepoPath) -> Int {
    let slash = UInt8(ascii: "/")
    var shared = 0
    for (left, right) in zip(bytes, other.bytes) {
      guard left == right else { break }
      if left == slash { shared += 1 }
    }
    var left = bytes.count
    var right = other.bytes.count
    while left > 0, right > 0, bytes[left - 1] == other.bytes[right - 1] {
      left -= 1
      right -= 1
      if bytes[left] == slash { shared += 1 }
    }
    let endsLeft = left == 0 || bytes[left - 1] == slash
    let endsRight = right == 0 || other.bytes[right - 1] == slash
    return endsLeft && endsRight && left + right > 0 ? shared + 1 : shared
  }
}
