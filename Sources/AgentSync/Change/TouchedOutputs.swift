package import struct Git.RepoPath
package import enum PromptFiles.Target

/// An output that a change of the library touches.
package struct TouchedOutput: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case added
    case removed
    /// Another text would be generated; the path may be another too.
    case changed
    /// The same text at another path.
    case moved
    /// Its agent changed, and neither its text nor its path does.
    case same
    /// Its agent's document can't be used any more; the output stays as it is.
    case kept
    /// Its agent's document can be used again, and so the output is made again.
    case resumed
  }

  package let kind: Kind
  /// The agent's id now; of a removed output the one it had.
  package let agentID: String
  package let target: Target
  package let path: RepoPath
  /// Where the output was, where that is another path.
  package let formerPath: RepoPath?
}

/// Compares what two libraries would generate.
///
/// - Parameters:
///   - old: the outputs of the library before.
///   - new: the outputs of the library now.
///   - renames: old agent id to new one.
///   - changes: the agents that changed; their outputs are listed even where nothing changes in them.
/// - Returns: sorted by path.
func touchedOutputs(
  from old: [Generated],
  to new: [Generated],
  renames: [String: String],
  changes: ChangeSet
) -> [TouchedOutput] {
  let kinds = Dictionary(
    changes.agents.map { ($0.id, $0.kind) },
    uniquingKeysWith: { first, _ in first }
  )
  struct Key: Hashable {
    let agentID: String
    let target: Target
  }
  var before: [Key: Generated] = [:]
  for generated in old {
    let id = generated.output.agentID
    before[Key(agentID: renames[id] ?? id, target: generated.output.target)] = generated
  }
  var touched: [TouchedOutput] = []
  for generated in new {
    let output = generated.output
    let former = before.removeValue(forKey: Key(agentID: output.agentID, target: output.target))
    let isElsewhere = former.map { $0.output.path != output.path } ?? false
    let kind: TouchedOutput.Kind =
      switch former {
      case nil: kinds[output.agentID] == .readmitted ? .resumed : .added
      case let former? where former.text != generated.text: .changed
      default: isElsewhere ? .moved : .same
      }
    guard kind != .same || kinds[output.agentID] != nil else { continue }
    touched.append(
      TouchedOutput(
        kind: kind,
        agentID: output.agentID,
        target: output.target,
        path: output.path,
        formerPath: isElsewhere ? former?.output.path : nil
      )
    )
  }
  touched += before.values.map { generated in
    TouchedOutput(
      kind: kinds[generated.output.agentID] == .rejected ? .kept : .removed,
      agentID: generated.output.agentID,
      target: generated.output.target,
      path: generated.output.path,
      formerPath: nil
    )
  }
  return touched.sorted {
    ($0.path, $0.target, $0.kind.rawValue) < ($1.path, $1.target, $1.kind.rawValue)
  }
}
