import AgentModel
import Git

@testable import PromptFiles

/// A tree in memory, with the agents in it.
struct Workshop: TreeView {
  private let files: [RepoPath: [UInt8]]
  private let modes: [RepoPath: FileMode]

  init(_ files: KeyValuePairs<String, String>, modes: [String: FileMode] = [:]) {
    var bytes: [RepoPath: [UInt8]] = [:]
    for (path, text) in files { bytes[MadeUp.path(path)] = Array(text.utf8) }
    self.init(bytes, modes: modes)
  }

  init(_ files: [RepoPath: [UInt8]], modes: [String: FileMode] = [:]) {
    self.files = files
    var byPath: [RepoPath: FileMode] = [:]
    for (path, mode) in modes { byPath[MadeUp.path(path)] = mode }
    self.modes = byPath
  }

  func entry(at path: RepoPath) -> TreeItem? {
    if files[path] != nil { return TreeItem(mode: modes[path] ?? .file, objectID: .zero) }
    return files.keys.contains { $0 != path && $0.isWithin(path) }
      ? TreeItem(mode: .tree, objectID: .zero) : nil
  }

  func document(at path: RepoPath) -> Document? {
    guard let bytes = files[path], (modes[path] ?? .file).isPlainFile else { return nil }
    return try? Document(parsing: bytes, at: path)
  }
}

extension Workshop {
  /// The output of the agent at a path.
  func output(
    _ path: String,
    as target: Target,
    body: BodyMode = .link,
    provenance: Bool = true
  ) throws -> Output {
    let library = library()
    let document = MadeUp.path(path)
    guard let agent = library.agents.first(where: { $0.file.document == document }) else {
      throw library.findings.first ?? Problem(.ioFailure, "'\(path)' is no agent")
    }
    return render(
      agent,
      as: TargetSettings(target: target, body: body, provenance: provenance),
      names: AgentNames(library),
      tree: self
    )
  }

  /// The agents of the folder `agents`.
  func library() -> Library {
    let listed = files.keys.sorted().map { path in
      LibraryFile(path: path, mode: modes[path] ?? .file, blobID: .zero)
    }
    let discovery = findAgents(
      among: listed.filter { $0.path.isWithin(MadeUp.path("agents")) },
      rules: LibraryRules()
    )
    return Library(of: discovery, rules: LibraryRules()) { file in
      Result { () throws(Problem) in
        try Document(parsing: files[file.document] ?? [], at: file.document)
      }
    }
  }
}

extension Output {
  /// The text behind the front matter, without the blank line before it.
  var body: String {
    let all = String(decoding: text, as: UTF8.self)
    let body = VSCodeReader.split(all)?.body ?? all
    return body.hasPrefix("\n") ? String(body.dropFirst()) : body
  }
}
