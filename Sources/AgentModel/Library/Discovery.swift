package import struct Git.ObjectID
package import struct Git.RepoPath

/// The agents of a list of files, told from names and modes alone.
package struct Discovery: Hashable, Sendable {
  /// Sorted by document.
  package internal(set) var agents: [AgentFile] = []
  /// Documents that can be no agents because of their path or mode, sorted by document.
  package internal(set) var rejected: [AgentFile] = []
  /// Sorted by place.
  package internal(set) var findings: [Problem] = []
  /// Markdown files below the roots that are neither agents nor parts of one, sorted by path.
  package internal(set) var passedOver: [Library.PassedOver] = []
  /// The blob of each document in `agents` and `rejected`.
  package internal(set) var blobIDs: [RepoPath: ObjectID] = [:]

  /// What was found at some documents alone, without what is wrong elsewhere.
  package func limited(to documents: Set<RepoPath>) -> Discovery {
    var limited = Discovery()
    limited.agents = agents.filter { documents.contains($0.document) }
    limited.blobIDs = blobIDs.filter { documents.contains($0.key) }
    return limited
  }
}

/// Finds the agents of a library.
///
/// In a library root a file `x/x.md`, `x/x.prompt.md` or `x/x.agent.md` is an agent and `x/` is its
/// folder; so is `x/AGENT.md` or `x/index.md` where `x/` holds nothing else but part folders. Every
/// other Markdown file that lies in no agent's folder is an agent of its own, unless its name or
/// `exclude` says otherwise, or parts lie beside it.
///
/// `files` are sorted by path: everything below `rules.staticPrefixes`.
package func findAgents(among files: [LibraryFile], rules: LibraryRules) -> Discovery {
  var search = AgentSearch(files, rules)
  return search.run()
}

/// The walk from the library roots down.
struct AgentSearch {
  private let files: [LibraryFile]
  private let rules: LibraryRules
  private let tree: FolderTree
  private let roots: [(text: String, glob: Glob?)]
  private let exclude: [(text: String, glob: Glob)]
  private let partFolders: [[UInt8]]
  private var discovery = Discovery()
  private var candidates: [(file: AgentFile, index: Int)] = []
  private var usedRoots: Set<Int> = []

  init(_ files: [LibraryFile], _ rules: LibraryRules) {
    self.files = files
    self.rules = rules
    tree = FolderTree(files)
    roots = rules.roots.map { ($0, Glob($0)) }
    exclude = rules.exclude.compactMap { text in Glob(text).map { (text, $0) } }
    partFolders = rules.partFolders.map { Array($0.utf8) }
  }

  /// Where the walk is.
  private struct Position {
    var root: Root?
    var category: [String] = []
    /// The folder that holds parts but no document; nil where there is none above.
    var orphanage: RepoPath?
  }

  private struct Root {
    let path: RepoPath
    let wildcards: [String]
  }

  mutating func run() -> Discovery {
    var work = tree.topFolders.map { ($0, Position()) }
    for index in tree.topFiles { looseFile(index, Position()) }
    while let (folder, position) = work.popLast() { work += visit(folder, position) }
    for (index, root) in roots.enumerated() where !usedRoots.contains(index) {
      guard !rules.rootsAreDefault else { continue }
      // A library that moved from one root to another passes through states where one is empty.
      let severity: Problem.Severity = usedRoots.isEmpty ? .error : .warning
      discovery.findings.append(.rootMatchesNothing(root.text, severity))
    }
    if candidates.count > LibraryRules.maximumAgents {
      discovery.findings.append(.tooManyAgents(candidates.count))
    }
    accept()
    discovery.findings.sort(by: Problem.isBefore)
    discovery.passedOver.sort { $0.path < $1.path }
    return discovery
  }

  /// Looks at one folder; returns the folders below that are to be looked at.
  private mutating func visit(_ index: Int, _ above: Position) -> [(Int, Position)] {
    let folder = tree.folders[index]
    var position = above
    if let root = root(at: folder.path) {
      position = Position(root: root)
    } else if let root = position.root {
      if let (document, isNamed) = ownDocument(of: folder) {
        add(document, root, folder: folder, category: position.category, isNamed: isNamed)
        return []
      }
      position.category.append(String(decoding: folder.name, as: UTF8.self))
    }
    guard let root = position.root else {
      for file in folder.files { looseFile(file, position) }
      return folder.folders.map { ($0, position) }
    }
    let parts = folder.folders.filter { isPartFolder(tree.folders[$0]) && holdsMarkdown($0) }
    if !parts.isEmpty {
      discovery.findings.append(
        .partsWithoutDocument(folder.path, isRoot: folder.path == root.path)
      )
      if folder.path != root.path { position.orphanage = position.orphanage ?? folder.path }
      for part in parts {
        passOver(part, "it lies in '\(folder.path.escaped)', which has no document")
      }
    }
    for file in folder.files { looseFile(file, position) }
    return folder.folders.filter { !parts.contains($0) }.map { ($0, position) }
  }

  /// The root that a folder or file is, the first in the order of the rules.
  private mutating func root(at path: RepoPath) -> Root? {
    var found: Root?
    for (index, root) in roots.enumerated() {
      guard let glob = root.glob, let captures = glob.captures(path) else { continue }
      usedRoots.insert(index)
      found = found ?? Root(path: path, wildcards: captures)
    }
    return found
  }

  // MARK: - Documents

  /// The document that makes a folder an agent's own, and whether it is named after the folder.
  private func ownDocument(of folder: FolderTree.Folder) -> (index: Int, isNamed: Bool)? {
    for ending in [".md", ".prompt.md", ".agent.md"] {
      let name = folder.name + ending.utf8
      let index = folder.files.first { isNamed($0, name) && reasonAgainst($0) == nil }
      if let index { return (index, true) }
    }
    guard folder.files.count == 1, let only = folder.files.first, reasonAgainst(only) == nil,
      isNamed(only, "AGENT.md".utf8) || isNamed(only, "index.md".utf8),
      folder.folders.allSatisfy({ isPartFolder(tree.folders[$0]) })
    else { return nil }
    return (only, false)
  }

  private func isNamed(_ index: Int, _ name: some Collection<UInt8>) -> Bool {
    let bytes = files[index].path.bytes
    guard bytes.count >= name.count, bytes[(bytes.count - name.count)...].elementsEqual(name) else {
      return false
    }
    return bytes.count == name.count || bytes[bytes.count - name.count - 1] == UInt8(ascii: "/")
  }

  private func isPartFolder(_ folder: FolderTree.Folder) -> Bool {
    partFolders.contains { folder.name.elementsEqual($0) }
  }

  /// A file that lies in no agent's folder.
  private mutating func looseFile(_ index: Int, _ position: Position) {
    guard isMarkdown(index) else { return }
    let path = files[index].path
    var root = position.root
    // A pattern may name files; then the folder that holds one is its root.
    if root == nil, let match = self.root(at: path) {
      root = Root(path: path.parent ?? path, wildcards: match.wildcards)
    }
    guard let root else { return }
    if let reason = reasonAgainst(index) {
      discovery.passedOver.append(Library.PassedOver(path: path, reason: reason))
    } else if isNamed(index, "AGENT.md".utf8) || isNamed(index, "index.md".utf8) {
      passOver(file: index, "its folder holds more than parts")
    } else if let orphanage = position.orphanage {
      passOver(file: index, "it lies in '\(orphanage.escaped)', which has no document")
    } else {
      add(index, root, folder: nil, category: position.category, isNamed: true)
    }
  }

  private func isMarkdown(_ index: Int) -> Bool {
    files[index].path.bytes.suffix(3).elementsEqual(".md".utf8)
  }

  private static let neverAgents: Set = [
    "readme", "changelog", "contributing", "license", "agents", "claude",
  ]

  /// Why a Markdown file can be no agent; nil where it can.
  private func reasonAgainst(_ index: Int) -> String? {
    let path = files[index].path
    let stem = path.name.dropLast(3).lowercased()
    if AgentSearch.neverAgents.contains(stem) { return "'\(path.name)' is never an agent" }
    return exclude.first { $0.glob.covers(path) }.map { "it is excluded by '\($0.text)'" }
  }

  private mutating func add(
    _ index: Int,
    _ root: Root,
    folder: FolderTree.Folder?,
    category: [String],
    isNamed: Bool
  ) {
    let document = files[index].path
    var name = String(document.name.dropLast(3))
    for ending in [".agent", ".prompt", ".chatmode"] where name.hasSuffix(ending) {
      name.removeLast(ending.count)
      break
    }
    if !isNamed, let folder { name = String(decoding: folder.name, as: UTF8.self) }
    let file = AgentFile(
      document: document,
      root: root.path,
      wildcards: root.wildcards,
      folder: folder?.path,
      category: category,
      name: name
    )
    candidates.append((file, index))
  }

  // MARK: - What is passed over

  private func holdsMarkdown(_ folder: Int) -> Bool {
    markdown(below: folder).contains { reasonAgainst($0) == nil }
  }

  private func markdown(below folder: Int) -> [Int] {
    var found: [Int] = []
    var work = [folder]
    while let next = work.popLast() {
      found += tree.folders[next].files.filter(isMarkdown)
      work += tree.folders[next].folders
    }
    return found
  }

  private mutating func passOver(_ folder: Int, _ reason: String) {
    for file in markdown(below: folder) { passOver(file: file, reasonAgainst(file) ?? reason) }
  }

  private mutating func passOver(file: Int, _ reason: String) {
    discovery.passedOver.append(Library.PassedOver(path: files[file].path, reason: reason))
  }

  // MARK: - What is refused

  /// Parts the candidates into agents and rejected ones, by path and mode.
  private mutating func accept() {
    candidates.sort { $0.file.document < $1.file.document }
    // Strings are equal here when they are canonically equivalent.
    var folded: [String: Int] = [:]
    for candidate in candidates {
      folded[candidate.file.document.string.lowercased(), default: 0] += 1
    }
    for (file, index) in candidates {
      let path = file.document
      discovery.blobIDs[path] = files[index].blobID
      var problems: [Problem] = []
      if let reason = PortablePath.reasonAgainst(path) {
        problems.append(.unportable(path, reason))
      }
      if folded[path.string.lowercased()] ?? 0 > 1 { problems.append(.twins(path)) }
      let mode = files[index].mode
      if !mode.isPlainFile { problems.append(.notPlain(path, mode)) }
      if mode == .executable { discovery.findings.append(.executable(path)) }
      discovery.findings += problems
      if problems.isEmpty {
        discovery.agents.append(file)
      } else {
        discovery.rejected.append(file)
      }
    }
  }
}
