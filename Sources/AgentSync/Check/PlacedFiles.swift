import AgentModel
import Git
import Rules

/// The files that stand where VS Code looks, whatever the case of their names, and those that links put there.
///
/// A link that leads to a plain file or a folder of the same tree is followed, and what it leads to stands under
/// the path of the link, as it does on the disk of whoever checks the tree out.
struct PlacedFiles {
  /// Plain files, by the path under which they are found; sorted by it.
  let files: [LibraryFile]
  /// Links that can't be followed and submodules, where VS Code looks or below; sorted by path.
  let hidden: [Problem]

  /// - Throws: `Problem` where the tree can't be read.
  init(_ reader: SnapshotReader) throws(Problem) {
    var search = PlaceSearch(reader)
    for place in CustomizationKind.places { try search.look(at: place.components[...], in: nil) }
    files = search.files.values.sorted { $0.path < $1.path }
    hidden = search.hidden.values.sorted(by: Problem.isOrdered)
  }
}

/// Where something stands, and where it is read.
private struct Sight {
  /// Under which path it is found.
  let path: RepoPath
  /// Where it stands in the tree.
  let origin: RepoPath
  /// How many links led there.
  let hops: Int
}

/// Looks through the places, link by link.
private struct PlaceSearch {
  /// A hostile tree may have links in links; nobody's has more than a few.
  private static let maximumHops = 5
  /// The most files that links may put somewhere.
  private static let maximumFiles = 20_000

  private let reader: SnapshotReader
  private(set) var files: [RepoPath: LibraryFile] = [:]
  private(set) var hidden: [RepoPath: Problem] = [:]
  private var followed = 0
  /// The names in the folders that were looked into.
  private var names: [RepoPath?: Set<[UInt8]>] = [:]

  init(_ reader: SnapshotReader) { self.reader = reader }

  /// Looks for a place name by name, in whatever case.
  mutating func look(at names: ArraySlice<String>, in folder: Sight?) throws(Problem) {
    guard let name = names.first else { return }
    for origin in try paths(like: Array(name.lowercased().utf8), in: folder?.origin) {
      let path = folder.flatMap { $0.path.appending(origin.name) } ?? origin
      let sight = Sight(path: path, origin: origin, hops: folder?.hops ?? 0)
      guard let item = try reader.item(at: origin) else { continue }
      if item.mode.isTree {
        if names.count == 1 {
          try readAll(below: sight)
        } else {
          try look(at: names.dropFirst(), in: sight)
        }
      } else {
        try take(item, at: sight, on: names.dropFirst())
      }
    }
  }

  /// The paths in a folder that end in a name, but for the case of ASCII letters; sorted.
  private mutating func paths(
    like name: [UInt8],
    in folder: RepoPath?
  ) throws(Problem) -> [RepoPath] {
    if names[folder] == nil { names[folder] = try reader.names(in: folder) }
    return (names[folder] ?? []).filter { own in
      own.count == name.count && zip(own, name).allSatisfy { asciiLowercased($0) == $1 }
    }
    .map { RepoPath(folder: folder, checked: $0) }.sorted()
  }

  /// Every file of a folder.
  private mutating func readAll(below folder: Sight) throws(Problem) {
    for file in try reader.files(below: [folder.origin]) {
      guard let rest = file.path.relative(to: folder.origin),
        let path = folder.path.appending(rest)
      else { continue }
      if folder.hops > 0 {
        followed += 1
        guard followed <= Self.maximumFiles else {
          hidden[folder.path] = .unfollowed(folder.path, "leads to too many files")
          return
        }
      }
      let item = TreeItem(mode: file.mode, objectID: file.blobID)
      try take(item, at: Sight(path: path, origin: file.path, hops: folder.hops), on: [])
    }
  }

  /// Takes a file, or what a link leads to.
  ///
  /// `names` are left of a place that it stands on the way to.
  private mutating func take(
    _ item: TreeItem,
    at sight: Sight,
    on names: ArraySlice<String>
  ) throws(Problem) {
    switch item.mode.canonical {
    case .symlink:
      guard isLookedAt(sight.path) else { return }
      try follow(item, at: sight, on: names)
    case .gitlink:
      guard isLookedAt(sight.path) else { return }
      hidden[sight.path] = .unfollowed(sight.path, "is a submodule, at \(item.objectID.short)")
    case .tree: break
    default:
      guard names.isEmpty, files[sight.path] == nil else { return }
      files[sight.path] = LibraryFile(path: sight.path, mode: .file, blobID: item.objectID)
    }
  }

  private func isLookedAt(_ path: RepoPath) -> Bool {
    CustomizationKind.mayHold(path) || CustomizationKind(path) != nil
  }

  private mutating func follow(
    _ link: TreeItem,
    at sight: Sight,
    on names: ArraySlice<String>
  ) throws(Problem) {
    let written = try target(of: link)
    let name = String(decoding: written.prefix(100), as: UTF8.self).escapedForTerminal
    guard sight.hops < Self.maximumHops else {
      hidden[sight.path] = .unfollowed(sight.path, "is a link behind too many links, to '\(name)'")
      return
    }
    let resolver = LinkResolver(reader)
    guard let origin = try resolver.place(of: written, from: sight.origin),
      let item = try reader.item(at: origin)
    else {
      hidden[sight.path] = .unfollowed(
        sight.path,
        "is a link to '\(name)', which is no file or folder of the repository"
      )
      return
    }
    let next = Sight(path: sight.path, origin: origin, hops: sight.hops + 1)
    if !item.mode.isTree {
      try take(item, at: next, on: names)
    } else if names.isEmpty {
      try readAll(below: next)
    } else {
      try look(at: names, in: next)
    }
  }

  /// What a link has written in it; nothing where it is longer than a path can be.
  private func target(of link: TreeItem) throws(Problem) -> [UInt8] {
    guard try reader.size(of: link.objectID) <= 4_096 else { return [] }
    return try reader.bytes(of: link.objectID)
  }
}

/// Finds where a link leads, through links on its way.
private struct LinkResolver {
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

  /// The names of a path, the last one first; a backslash separates on Windows alone, and is no part of a name.
  private func split(_ path: [UInt8]) -> [[UInt8]] {
    path.split(separator: UInt8(ascii: "/")).reversed().map(Array.init)
  }
}

extension Problem {
  fileprivate static func unfollowed(_ path: RepoPath, _ words: String) -> Problem {
    Problem(
      .symbolicLink,
      severity: .warning,
      at: Place(path),
      "'\(path.escaped)' \(words), so nobody here reads what VS Code finds there",
      hint: "put the files themselves there: what stands elsewhere is not in the change"
    )
  }
}

private func asciiLowercased(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
