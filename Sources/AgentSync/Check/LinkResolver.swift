import AgentModel
import Git

/// Finds where a link leads, through links on its way.
struct LinkResolver {
  private static let maximumHops = 8
  private let reader: SnapshotReader

  init(_ reader: SnapshotReader) { self.reader = reader }

  /// The place in the tree; nil where it is outside, or nothing stands there.
  func place(of target: [UInt8], from link: RepoPath) throws(Problem) -> RepoPath? {
    var left = split(target)
    guard target.first != UInt8(ascii: "/"), !left.isEmpty else { return nil }
    var here = link.parent
    var hops = 0
    while let name = left.popLast() {
      if name == Array(".".utf8) { continue }
      if name == Array("..".utf8) {
        guard let folder = here else { return nil }
        here = folder.parent
        continue
      }
      guard RepoPath.isComponent(name) else { return nil }
      let path = RepoPath(folder: here, checked: name)
      guard let item = try reader.item(at: path) else { return nil }
      // What stands last may be a link: whoever asked looks at that.
      guard item.mode.canonical == .symlink, !left.isEmpty else {
        here = path
        continue
      }
      hops += 1
      guard hops <= Self.maximumHops, try reader.size(of: item.objectID) <= 4_096 else {
        return nil
      }
      let inner = try reader.bytes(of: item.objectID)
      guard inner.first != UInt8(ascii: "/") else { return nil }
      left += split(inner)
    }
    // The top itself would put everything under the link.
    return here
  }

  /// What stands at a path on a disk, links followed; nil where nothing does, or it is outside.
  func item(at path: RepoPath) throws(Problem) -> TreeItem? {
    var target = path.bytes
    var link = Config.path
    for _ in 0..<Self.maximumHops {
      guard let place = try place(of: target, from: link), let item = try reader.item(at: place)
      else { return nil }
      guard item.mode.canonical == .symlink else { return item }
      guard try reader.size(of: item.objectID) <= 4_096 else { return nil }
      target = try reader.bytes(of: item.objectID)
      link = place
    }
    return nil
  }

  /// The names of a path, the last one first; a backslash separates on Windows alone, and is no part of a name.
  private func split(_ path: [UInt8]) -> [[UInt8]] {
    path.split(separator: UInt8(ascii: "/")).reversed().map(Array.init)
  }
}
