import AgentModel

import struct Git.FileMode
import struct Git.ObjectID
import struct Git.RepoPath

/// An operation as it is written down; the form of a file in the log.
///
/// Ids and modes are text, so that a person can read the log and `git cat-file` what it names.
struct OperationRecord: Codable {
  struct Step: Codable {
    let old: String?
    let new: String?
  }

  struct Path: Codable {
    let path: String
    let role: FileChange.Role
    /// Older records lack it.
    let generated: String?
    let tree: Step?
    let index: Step?
    let worktree: Step?
  }

  static let currentVersion = 1

  let version: Int
  let sequence: Int
  let token: String
  let kind: Operation.Kind
  let destination: Destination
  let time: Int64
  let subject: String
  let branch: String?
  let headBefore: String?
  let headAfter: String?
  let undoes: Int?
  let paths: [Path]
  let openConflicts: OpenConflictsRecord?

  init(_ operation: Operation) {
    version = OperationRecord.currentVersion
    sequence = operation.sequence
    token = operation.token
    kind = operation.kind
    destination = operation.destination
    time = operation.time
    subject = operation.subject
    branch = operation.branch
    headBefore = operation.headBefore?.hex
    headAfter = operation.headAfter?.hex
    undoes = operation.undoes
    paths = operation.paths.map(Path.init)
    openConflicts = operation.openConflicts.map(OpenConflictsRecord.init)
  }

  /// The operation; nil where the record is not what this version writes.
  var operation: Operation? {
    guard version == OperationRecord.currentVersion, sequence >= 0 else { return nil }
    var known: [Operation.Path] = []
    for path in paths {
      guard let path = path.value else { return nil }
      known.append(path)
    }
    let open = openConflicts.map(\.value)
    if case .some(nil) = open { return nil }
    let before = headBefore.map { ObjectID(hex: $0) }
    let after = headAfter.map { ObjectID(hex: $0) }
    // Text that is no id is damage, and not the same as none.
    if case .some(nil) = before { return nil }
    if case .some(nil) = after { return nil }
    return Operation(
      sequence: sequence,
      token: token,
      kind: kind,
      destination: destination,
      time: time,
      subject: subject,
      branch: branch,
      headBefore: before ?? nil,
      headAfter: after ?? nil,
      undoes: undoes,
      paths: known,
      openConflicts: open ?? nil
    )
  }
}

extension OperationRecord.Path {
  fileprivate init(_ path: Operation.Path) {
    self.init(
      path: path.path.recorded,
      role: path.role,
      generated: path.generated?.hex,
      tree: path.tree.map(OperationRecord.Step.init),
      index: path.index.map(OperationRecord.Step.init),
      worktree: path.worktree.map(OperationRecord.Step.init)
    )
  }

  fileprivate var value: Operation.Path? {
    guard let path = RepoPath(recorded: path) else { return nil }
    var steps: [Operation.Step?] = []
    for step in [tree, index, worktree] {
      guard let step else {
        steps.append(nil)
        continue
      }
      guard let value = step.value else { return nil }
      steps.append(value)
    }
    let generated = generated.map { ObjectID(hex: $0) }
    if case .some(nil) = generated { return nil }
    return Operation.Path(
      path: path,
      role: role,
      generated: generated ?? nil,
      tree: steps[0],
      index: steps[1],
      worktree: steps[2]
    )
  }
}

extension OperationRecord.Step {
  init(_ step: Operation.Step) {
    self.init(old: step.old?.recorded, new: step.new?.recorded)
  }

  var value: Operation.Step? {
    let old = old.map { TreeItem(recorded: $0) }
    let new = new.map { TreeItem(recorded: $0) }
    if case .some(nil) = old { return nil }
    if case .some(nil) = new { return nil }
    return Operation.Step(old: old ?? nil, new: new ?? nil)
  }
}

extension TreeItem {
  /// Mode and id as text: `100644 <id>`.
  var recorded: String { "\(mode.octal) \(objectID.hex)" }

  init?(recorded text: String) {
    let words = text.split(separator: " ")
    guard words.count == 2, let mode = UInt32(words[0], radix: 8), let id = ObjectID(hex: words[1])
    else { return nil }
    self.init(mode: FileMode(rawValue: mode), objectID: id)
  }
}

extension RepoPath {
  /// The path as text; of one that is not UTF-8, its bytes in hexadecimal behind a slash, with which
  /// no path begins.
  var recorded: String {
    guard !isUTF8 else { return string }
    return "/" + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  init?(recorded text: String) {
    guard text.hasPrefix("/") else {
      self.init(text)
      return
    }
    let digits = Array(text.dropFirst())
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(digits[index...(index + 1)]), radix: 16) else { return nil }
      bytes.append(byte)
    }
    self.init(bytes)
  }
}
