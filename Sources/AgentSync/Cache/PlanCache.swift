import AgentModel
import Git
import PromptFiles

/// Remembers the last plan of HEAD that had nothing to do, with everything it was made from.
///
/// A no-op is then answered from a few look-ups in HEAD's tree: tool, configuration, library, records,
/// the outputs' folders, and each file outside of them that a reference was looked up for, present or
/// absent. Deleting the cache costs time and nothing else.
struct PlanCache {
  private let file: CacheFile
  private let snapshot: Snapshot
  private let reader: SnapshotReader

  /// The cache for plans from a snapshot; nil where its plans can't be remembered.
  init?(for snapshot: Snapshot, in repository: Repository) {
    guard snapshot.kind == .commit, snapshot.additions.isEmpty else { return nil }
    file = CacheFile("plan", in: repository)
    self.snapshot = snapshot
    reader = SnapshotReader(snapshot, in: repository)
  }

  /// Something that a plan rests on: what stands at a path, or that nothing does.
  private struct Premise {
    /// Nil is the whole tree.
    let path: RepoPath?
    let item: TreeItem?
  }

  private static let header = "agentsync-plan-cache 1"

  static var tool: String {
    "\(agentSyncVersion) \(executableIdentity()) \(Libgit2.version)"
  }

  // MARK: - Remembering

  /// Writes a plan down, where it has nothing to do.
  func remember(_ plan: Plan, from basis: PlanBasis) {
    // More of the history may come at any time, and no premise tells.
    guard plan.isEmpty, !plan.rows.contains(where: { $0.state == .unknown }),
      let premises = try? premises(of: basis)
    else { return }
    var writer = FieldWriter()
    writer.add(Self.header)
    writer.add(Self.tool)
    // Where the past was asked, the plan belongs to this very commit.
    writer.add(basis.past.wasAsked ? snapshot.commitID?.hex : nil)
    writer.add(premises.count)
    for premise in premises {
      writer.add(premise.path?.bytes ?? [])
      writer.add(premise.item.map { "\($0.mode.octal) \($0.objectID.hex)" } ?? "")
    }
    plan.write(to: &writer)
    guard let sealed = Self.sealed(writer.bytes) else { return }
    file.replace(with: sealed)
  }

  /// The bytes with their seal before them.
  static func sealed(_ bytes: [UInt8]) -> [UInt8]? {
    guard let seal = seal(bytes) else { return nil }
    var sealed = FieldWriter()
    sealed.add(seal)
    return sealed.bytes + bytes
  }

  /// The fields behind a seal; nil where it is broken.
  static func unsealed(_ bytes: [UInt8]) -> FieldReader? {
    var fields = FieldReader(bytes)
    guard let seal = try? fields.text(), seal == self.seal(fields.remainder) else { return nil }
    return fields
  }

  /// What tells that the bytes behind it are those that were written.
  ///
  /// The file is not synced to disk: after a power cut it may hold anything, text that parses included.
  private static func seal(_ bytes: [UInt8]) -> String? {
    try? hashBlob(bytes).hex
  }

  private func premises(of basis: PlanBasis) throws(Problem) -> [Premise] {
    guard let places = basis.places else { return [Premise(path: nil, item: try wholeTree())] }
    return try places.map { place throws(Problem) in
      Premise(path: place, item: try reader.item(at: place))
    }
  }

  private func wholeTree() throws(Problem) -> TreeItem? {
    guard case .tree(let id?) = snapshot.content else { return nil }
    return TreeItem(mode: .tree, objectID: id)
  }

  // MARK: - Recalling

  /// The plan of an earlier run, where everything it rests on stands as it did; nil else.
  func recall() throws(Problem) -> Plan? {
    guard let bytes = file.read(), var fields = Self.unsealed(bytes) else { return nil }
    do throws(FieldReader.Damage) {
      guard try fields.text() == Self.header, try fields.text() == Self.tool else { return nil }
      if let commit = try fields.optionalText(), commit != snapshot.commitID?.hex { return nil }
    } catch {
      return nil
    }
    guard try holdPremises(&fields) else { return nil }
    return try? Plan(reading: &fields, from: snapshot)
  }

  private func holdPremises(_ fields: inout FieldReader) throws(Problem) -> Bool {
    guard let count = try? fields.number() else { return false }
    for _ in 0..<count {
      guard let path = try? fields.bytes(), let expected = try? fields.text() else { return false }
      let item: TreeItem?
      if path.isEmpty {
        item = try wholeTree()
      } else if let path = RepoPath(path) {
        item = try reader.item(at: path)
      } else {
        return false
      }
      guard item.map({ "\($0.mode.octal) \($0.objectID.hex)" }) ?? "" == expected else {
        return false
      }
    }
    return true
  }
}
