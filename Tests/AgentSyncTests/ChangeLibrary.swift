import AgentModel
import Git
import Testing

@testable import AgentSync

/// A library made of texts, as one side of a comparison.
enum ChangeLibrary {
  /// The library that these files make; paths begin at the top of the repository.
  static func side(_ texts: [String: String]) throws -> LibrarySide {
    var files: [LibraryFile] = []
    var bytes: [RepoPath: [UInt8]] = [:]
    for (name, text) in texts {
      let path = try #require(RepoPath(name))
      let content = Array(text.utf8)
      bytes[path] = content
      files.append(LibraryFile(path: path, mode: .file, blobID: try hashBlob(content)))
    }
    files.sort { $0.path < $1.path }
    let rules = LibraryRules()
    let library = Library(of: findAgents(among: files, rules: rules), rules: rules) { file in
      do throws(Problem) {
        return .success(try Document(parsing: bytes[file.document] ?? [], at: file.document))
      } catch {
        return .failure(error)
      }
    }
    return LibrarySide(library: library, files: files)
  }

  /// What changed between two libraries, agents under a new id found as `diff` finds them.
  static func changes(
    _ old: [String: String],
    _ new: [String: String]
  ) throws -> [AgentChange] {
    let before = try side(old)
    let after = try side(new)
    let renames = try pairRenamedAgents(
      from: before.library,
      to: after.library,
      formerSources: [:]
    )
    return AgentSync.changes(from: before, to: after, renames: renames).agents
  }

  /// What changed in the one agent that two texts are of.
  static func change(_ old: String, _ new: String) throws -> AgentChange {
    let changes = try changes(["agents/ada.md": old], ["agents/ada.md": new])
    #expect(changes.count == 1)
    return try #require(changes.first)
  }

  /// The changed sections of the one agent, each in a line.
  static func sections(_ old: String, _ new: String) throws -> [String] {
    try change(old, new).sections.map(\.line)
  }

  /// The changed fields of the one agent, each in a line.
  static func fields(_ old: String, _ new: String) throws -> [String] {
    try change(old, new).fields.map { field in
      "\(field.origin.rawValue) \(field.name): \(field.old ?? "-") -> \(field.new ?? "-")"
    }
  }
}

extension SectionChange {
  /// All that is said of the section.
  var line: String {
    var words = kind == .changed ? [] : [kind.rawValue]
    if isRenamed { words.append("renamed") }
    if isMoved { words.append("moved") }
    if isEdited { words.append("edited") }
    if addedLines > 0 { words.append("+\(addedLines)") }
    if removedLines > 0 { words.append("-\(removedLines)") }
    if subsections > 0 { words.append("(\(subsections))") }
    let former = formerPath.map { "\($0.joined(separator: "/")) -> " } ?? ""
    return "\(former)\(path.joined(separator: "/")): \(words.joined(separator: " "))"
  }
}
