import AgentModel

import struct Git.FileMode
import struct Git.ObjectID
import struct Git.RepoPath

/// The files in an agent's own folder, by their path in it.
struct AgentParts {
  let files: [String: LibraryFile]
}

extension LibrarySide {
  /// The parts of an agent; none where it has no folder of its own.
  func parts(of agent: Agent) -> AgentParts {
    guard let folder = agent.file.folder else { return AgentParts(files: [:]) }
    let prefix = folder.bytes + [UInt8(ascii: "/")]
    let start = files.partitioningIndex { !$0.path.bytes.lexicographicallyPrecedes(prefix) }
    var parts: [String: LibraryFile] = [:]
    for file in files[start...].prefix(while: { $0.path.isWithin(folder) })
    where file.path != agent.file.document {
      if let name = file.path.relative(to: folder) { parts[name] = file }
    }
    return AgentParts(files: parts)
  }
}

/// Compares the parts of an agent by name and blob; a folder that moved as a whole changes no part.
func partChanges(from old: AgentParts, to new: AgentParts) -> [PartChange] {
  var changes: [PartChange] = []
  var arrived: [LibraryFile] = []
  for (name, file) in new.files {
    guard let before = old.files[name] else {
      arrived.append(file)
      continue
    }
    if before.blobID != file.blobID || before.mode != file.mode {
      changes.append(PartChange(kind: .edited, path: file.path, formerPath: nil))
    }
  }
  // Twins of one blob are paired in the order of their paths.
  var gone = Dictionary(
    grouping: old.files.filter { new.files[$0.key] == nil }.values.sorted { $0.path > $1.path },
    by: \.blobID
  )
  for file in arrived.sorted(by: { $0.path < $1.path }) {
    let former = gone[file.blobID]?.popLast()
    changes.append(
      PartChange(kind: former == nil ? .added : .renamed, path: file.path, formerPath: former?.path)
    )
  }
  changes += gone.values.joined().map { file in
    PartChange(kind: .removed, path: file.path, formerPath: nil)
  }
  return changes.sorted { ($0.path, $0.kind.rawValue) < ($1.path, $1.kind.rawValue) }
}
