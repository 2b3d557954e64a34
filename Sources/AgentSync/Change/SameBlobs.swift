import AgentModel

import struct Git.ByteKey
import struct Git.ObjectID
import struct Git.RepoPath

extension RenameMatching {
  /// Pairs files of the same bytes; nothing is read but modified files whose bytes are found elsewhere.
  mutating func pairSameBlobs() throws(Problem) {
    pairTwins(old.free, new.free)
    guard modifiedCount > 0 else { return }
    let found = Set((new.free + new.freeModified).map { new.files[$0].blobID })
    let lost = Set((old.free + old.freeModified).map { old.files[$0].blobID })
    let moved = old.freeModified.filter { found.contains(old.files[$0].blobID) }
    let arrived = new.freeModified.filter { lost.contains(new.files[$0].blobID) }
    guard !moved.isEmpty || !arrived.isEmpty else { return }
    // A file that is still much like it was is the original of a copy, unless others' bytes came in.
    let fromElsewhere = Set(arrived)
    let unclear = moved.filter { !fromElsewhere.contains(otherSide(ofOld: $0)) }
    try load(old: unclear, new: unclear.map { otherSide(ofOld: $0) })
    let gone = moved.filter { index in
      let other = otherSide(ofOld: index)
      return fromElsewhere.contains(other) || score(index, other) < Similarity.least
    }
    pairTwins(old.free + gone, new.free + arrived, replaced: Set(unclear))
  }

  /// Pairs files of the same bytes; something new stands where the `replaced` ones stood, and whoever
  /// means the path may mean that.
  private mutating func pairTwins(
    _ oldIndices: [Int],
    _ newIndices: [Int],
    replaced: Set<Int> = []
  ) {
    // Nearly every blob stands once on either side, and needs no list then.
    var numbers: [Twin: Int] = [:]
    numbers.reserveCapacity(newIndices.count)
    var groups: [(old: Int?, new: Int)] = []
    var more: [Int: (old: [Int], new: [Int])] = [:]
    for index in newIndices {
      guard let twin = Twin(new.files[index]) else { continue }
      if let number = numbers[twin] {
        more[number, default: ([], [])].new.append(index)
      } else {
        numbers[twin] = groups.count
        groups.append((nil, index))
      }
    }
    var order: [Int] = []
    for index in oldIndices {
      guard let twin = Twin(old.files[index]), let number = numbers[twin] else { continue }
      if groups[number].old == nil {
        groups[number].old = index
        order.append(number)
      } else {
        more[number, default: ([], [])].old.append(index)
      }
    }
    for number in order {
      guard let lost = groups[number].old else { continue }
      let found = groups[number].new
      if let others = more[number] {
        pairAmongTwins([lost] + others.old, [found] + others.new)
      } else {
        let isLeft = replaced.contains(lost)
        take(lost, found, .sameBlob, score: Similarity.most, isLeft ? .likely : .sure)
      }
    }
  }

  /// Decides by the paths which of several files of the same bytes is which.
  private mutating func pairAmongTwins(_ oldIndices: [Int], _ newIndices: [Int]) {
    var left = (old: oldIndices, new: newIndices)
    pairOnly(&left, .sure) { $0.nameKey }
    let depths = left.old.map { old.path($0).depth } + left.new.map { new.path($0).depth }
    let deepest = min(depths.max() ?? 0, 32)
    for count in stride(from: deepest + 1, through: 2, by: -1) {
      pairOnly(&left, .likely) { $0.depth + 1 >= count ? $0.tail(count) : nil }
    }
    for count in stride(from: deepest, through: 1, by: -1) {
      pairOnly(&left, .likely) { path in
        path.head(count).map { ByteKey(($0 + [0] + path.nameKey.bytes)[...]) }
      }
    }
    for count in stride(from: deepest, through: 0, by: -1) {
      pairOnly(&left, .likely) { path in path.head(count).map { ByteKey($0[...]) } }
    }
    pairInOrder(&left) { $0.nameKey }
    pairInOrder(&left) { _ in ByteKey([]) }
  }

  /// Pairs those that share a key with nobody else on either side.
  private mutating func pairOnly(
    _ left: inout (old: [Int], new: [Int]),
    _ confidence: Rename.Confidence,
    by key: (RepoPath) -> ByteKey?
  ) {
    guard !left.old.isEmpty, !left.new.isEmpty else { return }
    var before = Dictionary(grouping: left.old) { key(old.path($0)) }
    var after = Dictionary(grouping: left.new) { key(new.path($0)) }
    before.removeValue(forKey: nil)
    after.removeValue(forKey: nil)
    for (key, lost) in before where lost.count == 1 {
      guard let found = after[key], found.count == 1 else { continue }
      take(lost[0], found[0], .sameBlob, score: Similarity.most, confidence)
    }
    left.old.removeAll { old.isTaken[$0] }
    left.new.removeAll { new.isTaken[$0] }
  }

  /// Pairs what nothing tells apart as it comes.
  private mutating func pairInOrder(
    _ left: inout (old: [Int], new: [Int]),
    by key: (RepoPath) -> ByteKey
  ) {
    let after = Dictionary(grouping: left.new) { key(new.path($0)) }
    for (key, lost) in Dictionary(grouping: left.old, by: { key(old.path($0)) }) {
      for (before, now) in zip(lost, after[key] ?? []) {
        take(before, now, .sameBlob, score: Similarity.most, .possible)
      }
    }
    left.old.removeAll { old.isTaken[$0] }
    left.new.removeAll { new.isTaken[$0] }
  }
}

/// What files of the same bytes have in common; empty ones and submodules have nothing.
private struct Twin: Hashable {
  let blobID: ObjectID
  let isLink: Bool

  private static let empty = ObjectID(hex: "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")

  init?(_ file: FileVersion) {
    guard file.mode.isPlainFile || file.mode == .symlink, file.blobID != Twin.empty else {
      return nil
    }
    blobID = file.blobID
    isLink = file.mode == .symlink
  }
}

extension RepoPath {
  /// The first folders of the path; nil where it does not lie in so many.
  fileprivate func head(_ count: Int) -> [UInt8]? {
    var left = count
    var index = 0
    while left > 0, index < bytes.count {
      if bytes[index] == UInt8(ascii: "/") { left -= 1 }
      index += 1
    }
    return left == 0 ? Array(bytes[..<index]) : nil
  }
}
