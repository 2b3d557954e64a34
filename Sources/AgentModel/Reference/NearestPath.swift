package import struct Git.RepoPath

/// Finds the file that somebody may have meant by a path at which nothing stands.
package struct NearestPath: Sendable {
  /// A path with its slashes as NUL, so that it is ordered by its components.
  private struct Namesake {
    let key: [UInt8]
    let path: RepoPath

    init(_ path: RepoPath) {
      self.path = path
      key = path.bytes.map { $0 == UInt8(ascii: "/") ? 0 : $0 }
    }
  }

  private let byName: [String: [Namesake]]
  private let byFolder: [RepoPath?: [RepoPath]]

  /// In a folder of more files than this no name is guessed that is nearly the same: each would be compared.
  package static let maximumSiblings = 500

  /// - Parameter paths: the files that there are, in any order.
  package init(among paths: [RepoPath]) {
    byName = Dictionary(grouping: paths) { $0.name.lowercased() }
      .mapValues { $0.map(Namesake.init).sorted { $0.key.lexicographicallyPrecedes($1.key) } }
    byFolder = Dictionary(grouping: paths) { $0.parent }
  }

  /// A file of the same name elsewhere, the closest first; else one in the same folder whose name is
  /// nearly the same; else nil.
  package func path(for missing: RepoPath) -> RepoPath? {
    let name = missing.name.lowercased()
    if let namesakes = byName[name] { return closest(to: Namesake(missing), among: namesakes) }
    let siblings = byFolder[missing.parent] ?? []
    guard siblings.count <= NearestPath.maximumSiblings else { return nil }
    let limit = max(1, name.unicodeScalars.count / 4)
    var best: (path: RepoPath, distance: Int)?
    for sibling in siblings {
      let distance = editDistance(name, sibling.name.lowercased(), limit: limit)
      guard let distance, distance < best?.distance ?? .max else { continue }
      best = (sibling, distance)
    }
    return best?.path
  }

  /// The first of those that share the most folders from the top.
  ///
  /// There may be as many as there are files, so they are not all looked at: in their order the closest are neighbours.
  private func closest(to missing: Namesake, among namesakes: [Namesake]) -> RepoPath? {
    let place = NearestPath.start(of: missing.key, in: namesakes)
    let neighbours = namesakes[max(0, place - 1)..<min(namesakes.count, place + 1)]
    let shared = neighbours.map { NearestPath.sharedLength($0.key, missing.key) }.max() ?? 0
    let first = NearestPath.start(of: Array(missing.key.prefix(shared)), in: namesakes)
    return first < namesakes.count ? namesakes[first].path : nil
  }

  /// Where the paths begin that are not ordered before a key.
  private static func start(of key: [UInt8], in namesakes: [Namesake]) -> Int {
    var range = 0..<namesakes.count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if namesakes[middle].key.lexicographicallyPrecedes(key) {
        range = (middle + 1)..<range.upperBound
      } else {
        range = range.lowerBound..<middle
      }
    }
    return range.lowerBound
  }

  /// The bytes of the folders that two paths have in common.
  private static func sharedLength(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var shared = 0
    for (index, (one, two)) in zip(left, right).enumerated() {
      guard one == two else { break }
      if one == 0 { shared = index + 1 }
    }
    return shared
  }
}

/// The number of insertions, deletions, replacements and swaps of neighbours between two words; nil
/// where it is more than `limit`.
package func editDistance(_ left: String, _ right: String, limit: Int) -> Int? {
  let left = Array(left.unicodeScalars)
  let right = Array(right.unicodeScalars)
  guard abs(left.count - right.count) <= limit else { return nil }
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for (row, scalar) in left.enumerated() {
    var current = [row + 1]
    for (column, other) in right.enumerated() {
      var cost = min(
        last[column] + (scalar == other ? 0 : 1),
        last[column + 1] + 1,
        current[column] + 1
      )
      if row > 0, column > 0, scalar == right[column - 1], left[row - 1] == other {
        cost = min(cost, beforeLast[column - 1] + 1)
      }
      current.append(cost)
    }
    if current.min() ?? 0 > limit { return nil }
    (beforeLast, last) = (last, current)
  }
  return last[right.count] <= limit ? last[right.count] : nil
}
