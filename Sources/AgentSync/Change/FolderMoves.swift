import struct Git.ByteKey
import struct Git.RepoPath

/// Which folders went where, as the files say that are known to have moved.
///
/// Folders are written with a slash at their end; the top is the empty text.
struct FolderMoves {
  /// How a folder's move came to be known.
  struct Support: Hashable {
    /// How many files went this way.
    var files = 0
    /// How many names say so where no file does.
    var names = 0
  }

  private var targets: [ByteKey: [ByteKey: Support]] = [:]

  /// Counts a file that moved: for its folder, and for those above as long as they keep their names.
  mutating func count(from old: RepoPath, to new: RepoPath) {
    for (source, target) in FolderMoves.steps(from: old, to: new) {
      targets[source, default: [:]][target, default: Support()].files += 1
    }
  }

  /// Counts a folder that is gone as a whole, all of whose names stand in a new one.
  mutating func count(names: Int, from source: ByteKey, to target: ByteKey) {
    targets[source, default: [:]][target, default: Support()].names += names
  }

  /// Whether a file is known to have moved from this folder.
  func isKnown(_ folder: ByteKey) -> Bool { targets[folder] != nil }

  /// Where a file would be if it had moved along: for each of its folders that moved, the nearest first.
  func destinations(
    of path: RepoPath
  ) -> [(folder: ByteKey, places: [(path: ByteKey, target: ByteKey, support: Support)])] {
    var destinations:
      [(folder: ByteKey, places: [(path: ByteKey, target: ByteKey, support: Support)])] = []
    var folder = path.folderKey
    while true {
      if let targets = targets[folder] {
        let rest = path.bytes[folder.bytes.endIndex...]
        destinations.append(
          (
            folder,
            targets.map { target, support in
              (ByteKey((target.bytes + rest)[...]), target, support)
            }
          )
        )
      }
      guard !folder.bytes.isEmpty else { return destinations }
      folder = FolderMoves.parent(of: folder)
    }
  }

  /// Whether a file that moved says itself that one folder became another.
  static func says(_ old: RepoPath, _ new: RepoPath, _ source: ByteKey, _ target: ByteKey) -> Bool {
    steps(from: old, to: new).contains { $0 == source && $1 == target }
  }

  private static func steps(from old: RepoPath, to new: RepoPath) -> [(ByteKey, ByteKey)] {
    var source = old.folderKey
    var target = new.folderKey
    var steps: [(ByteKey, ByteKey)] = []
    while source != target {
      steps.append((source, target))
      let above = (parent(of: source), parent(of: target))
      guard !source.bytes.isEmpty, !target.bytes.isEmpty,
        source.bytes[above.0.bytes.endIndex...]
          .elementsEqual(target.bytes[above.1.bytes.endIndex...])
      else { break }
      (source, target) = above
    }
    return steps
  }

  private static func parent(of folder: ByteKey) -> ByteKey {
    let slash = folder.bytes.dropLast().lastIndex(of: UInt8(ascii: "/"))
    return ByteKey(folder.bytes[..<(slash.map { $0 + 1 } ?? folder.bytes.startIndex)])
  }
}

extension RepoPath {
  /// The folder that holds this path, with a slash at its end; empty at the top.
  var folderKey: ByteKey {
    ByteKey(bytes[..<(bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)])
  }
}
