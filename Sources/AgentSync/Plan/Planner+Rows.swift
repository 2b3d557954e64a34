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
        problem: nil,
        takenUpEdit: nil
      )
    )
  }

  mutating func addRow(
    _ slot: Slot,
    at path: RepoPath,
    state: Plan.State,
    problem: Problem?
  ) {
    rows.append(
      Plan.Row(
        path: path,
        formerPath: nil,
        agentID: slot.agentID,
        target: slot.target,
        state: state,
        isChanging: false,
        problem: problem,
        takenUpEdit: nil
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
    let hadPristine = try reader.item(at: Pristine.path(of: place.from)) != nil
    var taken: Plan.TakenUpEdit?
    if let base, !hadPristine { taken = try takeUp(slot, place, output, over: base) }
    rows.append(
      Plan.Row(
        path: place.to,
        formerPath: place.from == place.to ? nil : place.from,
        agentID: slot.agentID,
        target: slot.target,
        state: .edited,
        isChanging: isChanging,
        problem: nil,
        takenUpEdit: taken
      )
    )
  }

  /// Tells what a hand edit is that was not known before.
  private mutating func takeUp(
    _ slot: Slot,
    _ place: Placement,
    _ output: OutputText,
    over base: OutputText
  ) throws(Problem) -> Plan.TakenUpEdit {
    let added = output.wordedLines.subtracting(base.wordedLines)
    return Plan.TakenUpEdit(
      of: output,
      over: base,
      origin: try generatedLines.origin(of: added, at: place.from)
    )
  }
}
