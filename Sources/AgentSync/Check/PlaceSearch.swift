import AgentModel
import Git
import Rules

/// What is left of the way to a place, and what is read at its end.
struct Way {
  var names: ArraySlice<String>
  /// How many names deep files are read below the end; nil is any depth.
  private(set) var depth: Int?
  /// Whether each folder at the end is read as a whole if it is a skill's.
  let isOfSkills: Bool

  init(to place: RepoPath) {
    (names, depth, isOfSkills) = (place.components[...], nil, false)
  }

  init(to place: CustomizationPlace) {
    names = place.folder?.components[...] ?? []
    depth = place.depth
    isOfSkills = place.kind == .skill
  }

  /// Behind the next name.
  var next: Way {
    var way = self
    way.names = names.dropFirst()
    return way
  }

  /// One folder further in, at the end.
  var below: Way {
    var way = self
    way.depth = depth.map { $0 - 1 }
    return way
  }

  /// All that is below.
  static let everything = Way()

  private init() { (names, depth, isOfSkills) = ([], nil, false) }
}

/// Where something stands, and where it is read.
struct Sight {
  /// Under which path it is found.
  let path: RepoPath
  /// Where it stands in the tree.
  let origin: RepoPath
  /// How many links led there.
  let hops: Int
}

/// Looks through the places, link by link.
struct PlaceSearch {
  /// A hostile tree may have links in links; nobody's has more than a few.
  private static let maximumHops = 5
  /// The most files that links may put somewhere.
  private static let maximumFiles = 20_000

  private let reader: SnapshotReader
  private let places: CustomizationPlaces
  private(set) var files: [RepoPath: LibraryFile] = [:]
  private(set) var hidden: [RepoPath: Problem] = [:]
  private var followed = 0
  /// The names in the folders that were looked into.
  private var names: [RepoPath?: Set<[UInt8]>] = [:]

  init(_ reader: SnapshotReader, _ places: CustomizationPlaces) {
    (self.reader, self.places) = (reader, places)
  }

  /// Looks for a place name by name, in whatever case.
  mutating func look(on way: Way, in folder: Sight? = nil) throws(Problem) {
    guard let name = way.names.first else {
      try read(on: way, below: folder)
      return
    }
    for origin in try paths(like: Array(name.lowercased().utf8), in: folder?.origin) {
      try look(at: origin, in: folder, way.next)
    }
  }

  /// Looks for the files of workspaces, which have any name.
  mutating func lookForWorkspaces() throws(Problem) {
    let ending = CustomizationKind.workspaceEnding
    for name in try sortedNames(in: nil) where isAlike(name.suffix(ending.utf8.count), ending) {
      try look(at: RepoPath(folder: nil, checked: name), in: nil, .everything)
    }
  }

  /// Looks at what stands somewhere, the way behind it still to go.
  private mutating func look(
    at origin: RepoPath,
    in folder: Sight?,
    _ way: Way
  ) throws(Problem) {
    let path = folder.flatMap { $0.path.appending(origin.name) } ?? origin
    let sight = Sight(path: path, origin: origin, hops: folder?.hops ?? 0)
    guard let item = try reader.item(at: origin) else { return }
    if item.mode.isTree {
      try look(on: way, in: sight)
    } else {
      try take(item, at: sight, on: way)
    }
  }

  /// The files at the end of a way; `folder` nil is the top.
  private mutating func read(on way: Way, below folder: Sight?) throws(Problem) {
    guard let depth = way.depth else {
      try readAll(below: folder)
      return
    }
    guard depth > 0 else { return }
    for name in try sortedNames(in: folder?.origin) {
      let origin = RepoPath(folder: folder?.origin, checked: name)
      // What is no text of VS Code's need not be asked for: a folder of sources may be named.
      guard depth > 1 || isAlike(name.suffix(3), ".md") || isAlike(name.suffix(5), ".json") else {
        continue
      }
      let isWhole = try depth == 2 && way.isOfSkills ? isSkill(origin) : false
      try look(at: origin, in: folder, isWhole ? .everything : way.below)
    }
  }

  /// Whether a folder has the file that makes it a skill.
  private mutating func isSkill(_ folder: RepoPath) throws(Problem) -> Bool {
    guard try reader.item(at: folder)?.mode.isTree == true else { return false }
    return try !paths(like: Array("skill.md".utf8), in: folder).isEmpty
  }

  private mutating func sortedNames(in folder: RepoPath?) throws(Problem) -> [[UInt8]] {
    if names[folder] == nil { names[folder] = try reader.names(in: folder) }
    return (names[folder] ?? []).sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The paths in a folder that end in a name, but for the case of ASCII letters; sorted.
  private mutating func paths(
    like name: [UInt8],
    in folder: RepoPath?
  ) throws(Problem) -> [RepoPath] {
    if names[folder] == nil { names[folder] = try reader.names(in: folder) }
    return (names[folder] ?? []).filter { isAlike($0[...], name) }
      .map { RepoPath(folder: folder, checked: $0) }.sorted()
  }

  /// Every file of a folder.
  ///
  /// `folder` nil is the top.
  private mutating func readAll(below folder: Sight?) throws(Problem) {
    guard let folder else {
      for file in try reader.allFiles() {
        let item = TreeItem(mode: file.mode, objectID: file.blobID)
        try take(item, at: Sight(path: file.path, origin: file.path, hops: 0), on: .everything)
      }
      return
    }
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
      try take(item, at: Sight(path: path, origin: file.path, hops: folder.hops), on: .everything)
    }
  }

  /// Takes a file, or what a link leads to, on the way to a place.
  private mutating func take(
    _ item: TreeItem,
    at sight: Sight,
    on way: Way
  ) throws(Problem) {
    switch item.mode.canonical {
    case .symlink:
      guard isLookedAt(sight.path) else { return }
      try follow(item, at: sight, on: way)
    case .gitlink:
      guard isLookedAt(sight.path) else { return }
      hidden[sight.path] = .unfollowed(sight.path, "is a submodule, at \(item.objectID.short)")
    case .tree: break
    default:
      guard way.names.isEmpty, files[sight.path] == nil else { return }
      files[sight.path] = LibraryFile(
        path: sight.path,
        mode: item.mode.canonical,
        blobID: item.objectID
      )
    }
  }

  private func isLookedAt(_ path: RepoPath) -> Bool {
    places.mayHold(path) || CustomizationKind(path, in: places) != nil
  }

  private mutating func follow(
    _ link: TreeItem,
    at sight: Sight,
    on way: Way
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
    if item.mode.isTree {
      try look(on: way, in: next)
    } else {
      try take(item, at: next, on: way)
    }
  }

  /// What a link has written in it; nothing where it is longer than a path can be.
  private func target(of link: TreeItem) throws(Problem) -> [UInt8] {
    guard try reader.size(of: link.objectID) <= 4_096 else { return [] }
    return try reader.bytes(of: link.objectID)
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

/// Whether a name is another one, which is in lower case, but for the case of ASCII letters.
private func isAlike(_ name: ArraySlice<UInt8>, _ other: [UInt8]) -> Bool {
  name.count == other.count && zip(name, other).allSatisfy { asciiLowercased($0) == $1 }
}

private func isAlike(_ name: ArraySlice<UInt8>, _ other: String) -> Bool {
  name.count == other.utf8.count && zip(name, other.utf8).allSatisfy { asciiLowercased($0) == $1 }
}

private func asciiLowercased(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
