import Foundation

package import struct Git.RepoPath
package import enum PromptFiles.Target

/// What the registry says of one agent: `.agentsync/registry/<agent id>.json`.
///
/// Nothing in it changes when only the text of the agent does, so that two branches that edit agents
/// never meet in it.
package struct RegistryEntry: Hashable, Sendable {
  /// One output of the agent.
  package struct Output: Hashable, Sendable {
    package let target: Target
    package let path: RepoPath
    /// Whether a person deleted the file and it is to stay away.
    package let isSuppressed: Bool

    package init(target: Target, path: RepoPath, isSuppressed: Bool = false) {
      self.target = target
      self.path = path
      self.isSuppressed = isSuppressed
    }
  }

  package let id: String
  /// The agent's document.
  package let source: RepoPath
  /// Sorted by target, each once.
  package let outputs: [Output]
  /// Where the document stood before, oldest first.
  package let formerSources: [RepoPath]

  package init(id: String, source: RepoPath, outputs: [Output], formerSources: [RepoPath] = []) {
    self.id = id
    self.source = source
    self.outputs = outputs.sorted { $0.target < $1.target }
    self.formerSources = formerSources
  }

  /// The folder of all entries.
  package static let folder = ".agentsync/registry"

  /// Where the entry of an agent stands.
  package static func path(of id: String) -> RepoPath {
    guard let path = RepoPath("\(folder)/\(id).json") else {
      preconditionFailure("BUG: an agent's id is a file name")
    }
    return path
  }

  /// The agent id in the name of an entry's file; nil where the path is no entry's.
  package static func id(of path: RepoPath) -> String? {
    let components = path.components
    guard components.count == 3, components[0...1].joined(separator: "/") == folder,
      components[2].hasSuffix(".json")
    else { return nil }
    return String(components[2].dropLast(5))
  }
}

extension RegistryEntry {
  // The shape on disk; optional keys are left out where they say nothing.
  private struct Record: Codable {
    struct Output: Codable {
      let path: String
      let status: String
    }

    let id: String
    let source: String
    let outputs: [String: Output]
    let former: [String]?
  }

  /// The bytes of the entry's file: JSON with sorted keys, one value a line.
  package var bytes: [UInt8] {
    var records: [String: Record.Output] = [:]
    for output in outputs {
      records[output.target.rawValue] = Record.Output(
        path: output.path.string,
        status: output.isSuppressed ? "suppressed" : "active"
      )
    }
    let record = Record(
      id: id,
      source: source.string,
      outputs: records,
      former: formerSources.isEmpty ? nil : formerSources.map(\.string)
    )
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(record) else {
      preconditionFailure("BUG: a registry entry holds nothing but text")
    }
    return Array(data) + [10]
  }

  /// Reads an entry's file; nil where it is damaged, of another agent, or of a later format.
  package init?(parsing bytes: [UInt8], id: String) {
    // Whatever is wrong with the file, the answer is the same: it proves nothing.
    guard bytes.count <= 1 << 16,
      let record = try? JSONDecoder().decode(Record.self, from: Data(bytes)),
      record.id == id, let source = RepoPath(record.source)
    else { return nil }
    var outputs: [Output] = []
    for (name, value) in record.outputs {
      guard let target = Target(rawValue: name), let path = RepoPath(value.path),
        value.status == "active" || value.status == "suppressed"
      else { return nil }
      outputs.append(
        Output(target: target, path: path, isSuppressed: value.status == "suppressed")
      )
    }
    self.init(
      id: id,
      source: source,
      outputs: outputs,
      formerSources: (record.former ?? []).compactMap { RepoPath($0) }
    )
  }
}
