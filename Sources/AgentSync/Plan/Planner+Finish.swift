import AgentModel
import Git
import PromptFiles

extension Planner {
  mutating func finished() throws(Problem) -> Plan {
    writeRegistry()
    try dropStrayPristine()
    for (path, item) in basis.snapshot.additions {
      let bytes = try reader.bytes(of: item.objectID)
      let isSetUp = path == Config.path || path == AttributesBlock.path
      writes[path] = Write(
        after: .init(bytes: bytes, mode: .file),
        role: isSetUp ? .configuration : .source
      )
    }
    var changes: [FileChange] = []
    for (path, write) in writes {
      let before = try reader.ownItem(at: path)
      guard let after = write.after else {
        guard let before else { continue }
        changes.append(write.change(path, from: before, to: nil))
        continue
      }
      if let before, before.mode.isPlainFile {
        if try isStored(after.bytes, as: before.objectID) { continue }
        let kept = FileChange.After(bytes: after.bytes, mode: before.mode)
        changes.append(write.change(path, from: before, to: kept))
      } else {
        changes.append(write.change(path, from: before, to: after))
      }
    }
    let model = basis.model
    findings.formUnion(model.library.findings)
    findings.formUnion(model.findings)
    findings.formUnion(basis.registry.findings)
    findings.formUnion(basis.generated.lazy.flatMap(\.output.findings))
    findings.formUnion(try basis.hiddenText(Work(workers: options.work.workers)))
    return Plan(
      snapshot: basis.snapshot,
      facts: Plan.Facts(
        format: model.config.format,
        agentCount: model.library.agents.count,
        roots: model.config.rules.staticPrefixes,
        places: model.managedPlaces,
        targets: model.config.targets.map(\.target),
        passedOver: model.library.passedOver
      ),
      rows: rows.sorted { ($0.path, $0.target) < ($1.path, $1.target) },
      changes: changes.sorted { $0.path < $1.path },
      findings: findings.sorted(by: Problem.isOrdered),
      followed: followed
    )
  }

  /// Whether a blob holds these bytes; told by its name, which costs less than reading it.
  private func isStored(_ bytes: [UInt8], as id: ObjectID) throws(Problem) -> Bool {
    try reading("hash a file") { () throws(GitError) in try hashBlob(bytes) } == id
  }

  /// Takes away pristine files of outputs that no agent asks for and no record lists.
  ///
  /// They come from merges: one branch removed the output, the other noted a hand edit of it. Where an output
  /// is there of which nobody knows what it was made from, one of them may be all that tells.
  private mutating func dropStrayPristine() throws(Problem) {
    guard options.selection.isEmpty, options.agents == nil, options.outputs == nil,
      !rows.contains(where: { $0.state == .unknown }), let folder = RepoPath(Pristine.folder)
    else { return }
    let known = Set(basis.slots.flatMap { [$0.path, $0.registered?.path].compactMap(\.self) })
    for file in try reader.files(below: [folder]) {
      guard let output = Pristine.output(of: file.path), !known.contains(output) else { continue }
      writes[file.path] = Write(after: nil, role: .pristine)
    }
  }

  private mutating func writeRegistry() {
    let renames = basis.renames
    let registry = basis.registry
    let oldIDs = Dictionary(
      renames.map { ($0.value, $0.key) },
      uniquingKeysWith: { first, _ in first }
    )
    var kept: Set<RepoPath> = []
    for (id, outputs) in listed where isSelected(id) {
      let known = registry.entries[id] ?? oldIDs[id].flatMap { registry.entries[$0] }
      guard let source = basis.model.library[id]?.file.document ?? known?.source else { continue }
      var former = known?.formerSources ?? []
      if let before = known?.source, before != source {
        former.removeAll { $0 == before || $0 == source }
        former.append(before)
      }
      let entry = RegistryEntry(
        id: id,
        source: source,
        outputs: outputs,
        formerSources: former
      )
      let path = RegistryEntry.path(of: id)
      kept.insert(path)
      writes[path] = Write(after: .init(bytes: entry.bytes, mode: .file), role: .registry)
    }
    for id in registry.entries.keys where isSelected(renames[id] ?? id) {
      let path = RegistryEntry.path(of: id)
      if !kept.contains(path) { writes[path] = Write(after: nil, role: .registry) }
    }
  }
}

extension Planner.Write {
  fileprivate func change(
    _ path: RepoPath,
    from before: TreeItem?,
    to after: FileChange.After?
  ) -> FileChange {
    FileChange(path: path, before: before, after: after, role: role, isGenerated: isGenerated)
  }
}
