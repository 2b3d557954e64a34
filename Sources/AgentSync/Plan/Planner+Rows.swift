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
    let taken = hadPristine ? nil : base.map { Plan.TakenUpEdit(of: output, over: $0) }
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
}
