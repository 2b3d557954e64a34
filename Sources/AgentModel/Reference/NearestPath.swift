package import struct Git.RepoPath

/// Finds the file that somebody may have meant by a path at which nothing stands.
package struct NearestPath: Sendable {
  private let byName: [String: [RepoPath]]
  private let byFolder: [RepoPath?: [RepoPath]]

  /// - Parameter paths: the files that there are, in any order.
  package init(among paths: [RepoPath]) {
    byName = Dictionary(grouping: paths) { $0.name.lowercased() }
    byFolder = Dictionary(grouping: paths) { $0.parent }
  }

  /// A file of the same name elsewhere, the closest first; else one in the same folder whose name is
  /// nearly the same; else nil.
  package func path(for missing: RepoPath) -> RepoPath? {
    let name = missing.name.lowercased()
    if let namesakes = byName[name] {
      return namesakes.min { left, right in
        let leftShared = sharedComponents(left, missing)
        let rightShared = sharedComponents(right, missing)
        return leftShared != rightShared ? leftShared > rightShared : left < right
      }
    }
    let siblings = byFolder[missing.parent] ?? []
    let limit = max(1, name.unicodeScalars.count / 4)
    var best: (path: RepoPath, distance: Int)?
    for sibling in siblings {
      let distance = editDistance(name, sibling.name.lowercased(), limit: limit)
      guard let distance, distance < best?.distance ?? .max else { continue }
      best = (sibling, distance)
    }
    return best?.path
  }

  private func sharedComponents(_ left: RepoPath, _ right: RepoPath) -> Int {
    zip(left.components, right.components).prefix { $0 == $1 }.count
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
