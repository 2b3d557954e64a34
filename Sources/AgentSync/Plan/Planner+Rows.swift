import AgentModel
import Git

extension Planner {
  mutating func addRow(
    _ slot: Slot,
    _ place: Placement,
    state: Plan.State,
    isChanging: Bool = false
  ) {
    rows.append(
      Plan.Row(
        path: place.to,
        formerPath: place.from == place.to ? nil : place.from,
        agentID: slot.agentID,
        target: slot.target,
        state: state,
        isChanging: isChanging,
        settledBy: options.settled[place.from]?.origin
      )
    )
  }

  /// Adds the row of an output that stays as it is.
  mutating func addRow(
    _ slot: Slot,
    at path: RepoPath,
    state: Plan.State,
    problem: Problem?,
    conflict: Plan.Conflict? = nil
  ) {
    rows.append(
      Plan.Row(
        path: path,
        agentID: slot.agentID,
        target: slot.target,
        state: state,
        isChanging: false,
        problem: problem,
        conflict: conflict
      )
    )
  }

  mutating func addEditRow(
    _ slot: Slot,
    _ place: Placement,
    _ output: OutputText,
    from base: OutputText?,
    isChanging: Bool
  ) throws(Problem) {
    var taken: Plan.TakenUpEdit?
    let isSettled = options.settled[place.from] != nil
    if let base, !isSettled, try !isNoted(at: place.from, over: base) {
      taken = try takeUp(slot, place, output, over: base)
    }
    rows.append(
      Plan.Row(
        path: place.to,
        formerPath: place.from == place.to ? nil : place.from,
        agentID: slot.agentID,
        target: slot.target,
        state: .edited,
        isChanging: isChanging,
        takenUpEdit: taken,
        settledBy: options.settled[place.from]?.origin
      )
    )
  }

  /// Whether the tree tells of a hand edit over a text: with a pristine file that holds just that.
  ///
  /// Over another text the edit is more than was known, as after the undoing of a sync commit.
  private func isNoted(at path: RepoPath, over base: OutputText) throws(Problem) -> Bool {
    guard let item = try reader.item(at: Pristine.path(of: path)), item.mode.isPlainFile,
      let text = Pristine.decode(try reader.bytes(of: item.objectID))
    else { return false }
    return text == base.content
  }

  /// Tells what a hand edit is that was not known before.
  private mutating func takeUp(
    _ slot: Slot,
    _ place: Placement,
    _ output: OutputText,
    over base: OutputText
  ) throws(Problem) -> Plan.TakenUpEdit {
    let added = output.wordedLines.subtracting(base.wordedLines)
    let oldID = basis.renames.first { $0.value == slot.agentID }?.key
    let entry = basis.registry.entries[oldID ?? slot.agentID]
    if let moved = try movedLines.origin(of: added, at: place.from, slot.target, of: entry) {
      let line = TextLines.split(output.content).firstIndex { moved.lines.contains($0) }
      findings.insert(.movedEdit(moved, at: place.from, line: line.map { $0 + 1 }))
    }
    return Plan.TakenUpEdit(
      of: output,
      over: base,
      origin: try generatedLines.origin(
        of: added,
        at: place.from,
        agentIDs: [slot.agentID, oldID].compactMap(\.self)
      )
    )
  }
}

extension Problem {
  fileprivate static func movedEdit(
    _ moved: MovedLines.Origin,
    at path: RepoPath,
    line: Int?
  ) -> Problem {
    Problem(
      .movedEdit,
      severity: .warning,
      at: Place(path, line: line),
      "'\(path)' has a hand edit that stood in '\(moved.path)' before the merge "
        + "(in \(moved.parentID.short))",
      hint: "git takes look-alike files for renamed ones; if the edit does not belong here, "
        + "'git agentsync sync --replace \(path)' drops it"
    )
  }
}
