package import AgentModel
import Git
import PromptFiles

/// Decides what is to be done with every output.
///
/// - Throws: `Problem` with `command.unknown-agent` for a selection that names nothing, or what the
///   repository refused.
package func plan(_ basis: PlanBasis, options: PlanOptions) throws(Problem) -> Plan {
  // A place that another output is about to leave is free; it turns out too late where that one stays.
  var staying: Set<RepoPath> = []
  while true {
    var planner = Planner(basis, options, staying: staying)
    try planner.checkSelection(basis.slots)
    for slot in basis.slots { try planner.add(slot) }
    let mistaken = planner.claimed.subtracting(planner.vacated)
    guard !mistaken.isEmpty else { return try planner.finished() }
    staying.formUnion(mistaken)
  }
}

/// Gathers rows and changes, an output at a time.
struct Planner {
  let basis: PlanBasis
  let options: PlanOptions
  var rows: [Plan.Row] = []
  /// What is wrong with the tree, and what keeps outputs from being made; each once.
  var findings: Set<Problem> = []
  var writes: [RepoPath: Write] = [:]
  /// What the registry will list, by agent.
  var listed: [String: [RegistryEntry.Output]] = [:]
  /// Where outputs stand that can't leave.
  let staying: Set<RepoPath>
  /// References in hand edits that follow what they led to.
  var followed: [ReferenceFixes.Fix] = []
  /// Places that a move takes because the output there is to leave.
  var claimed: Set<RepoPath> = []
  /// Places that outputs leave.
  var vacated: Set<RepoPath> = []
  /// Where the lines of hand edits may come from that are taken up.
  let generatedLines: GeneratedLines
  let movedLines: MovedLines
  /// Agents with an output that the plan is about; all others stay as they are, records included.
  private let selectedAgents: Set<String>

  struct Write {
    let after: FileChange.After?
    let role: FileChange.Role
    var isGenerated = false
  }

  init(_ basis: PlanBasis, _ options: PlanOptions, staying: Set<RepoPath>) {
    self.basis = basis
    self.staying = staying
    generatedLines = GeneratedLines(basis.past)
    movedLines = MovedLines(basis.past)
    self.options = options
    let selected = basis.slots.filter { Planner.isSelected($0, options) }
    selectedAgents = Set(selected.map(\.agentID))
  }

  var reader: SnapshotReader { basis.reader }

  // MARK: - Selection

  func checkSelection(_ slots: [Slot]) throws(Problem) {
    for name in options.selection where !slots.contains(where: { Planner.isNamed($0, by: name) }) {
      throw .unknownSelection(name, among: slots)
    }
  }

  private static func isSelected(_ slot: Slot, _ options: PlanOptions) -> Bool {
    (options.agents?.contains(slot.agentID) ?? true)
      && (options.outputs?.contains(slot.key) ?? true)
      && (options.selection.isEmpty
        || options.selection.contains { Planner.isNamed(slot, by: $0) })
  }

  func isSelected(_ agentID: String) -> Bool {
    let isLimited = options.outputs != nil || !options.selection.isEmpty
    return (options.agents?.contains(agentID) ?? true)
      && (!isLimited || selectedAgents.contains(agentID))
  }

  private static func isNamed(_ slot: Slot, by name: String) -> Bool {
    slot.agentID == name || slot.source?.string == name || slot.path?.string == name
      || slot.registered?.path.string == name
  }

  // MARK: - One output

  mutating func add(_ slot: Slot) throws(Problem) {
    guard Planner.isSelected(slot, options) else {
      // Where another output of the agent is selected, its entry is written anew, and lists this one.
      if isSelected(slot.agentID), let registered = slot.registered { list(slot, registered) }
      return
    }
    var blocker = slot.obstacle
    if blocker == nil { blocker = try blockingProblem(slot) }
    if let blocker {
      if !blocker.isObstacle { findings.insert(blocker) }
      keep(slot, state: .kept, problem: blocker)
      return
    }
    let place = try placement(of: slot)
    if let problem = place.problem {
      keep(slot, state: problem.code == .foreignOutput ? .foreign : .kept, problem: problem)
      return
    }
    let isVacant = takesVacatedPlace(slot, place)
    let settled = options.settled[place.from]
    var output = settled?.output
    if settled == nil, !isVacant { output = try text(at: place.from) }
    if let output, let line = firstConflictMarker(in: output.content) {
      keep(slot, state: .conflict, problem: .conflictMarkers(place.from, line))
      return
    }
    var isKnown = settled != nil
    if !isKnown, !isVacant {
      isKnown = try isRegistered(slot, at: place.from, isThere: output != nil)
    }
    let facts = Decision.Facts(
      output: output,
      generated: slot.generated?.text,
      isRegistered: isKnown,
      isSuppressed: slot.registered?.isSuppressed ?? false,
      // Whoever keeps the file of an agent that is gone makes it their own.
      adopts: options.adopts || settled != nil && slot.generated == nil,
      replaces: options.replaces
    )
    let decision = try Decision(facts) { () throws(Problem) in
      try base(of: slot, at: place.from, output)
    }
    if let former = place.former { try letGo(former) }
    try carryOut(decision, slot, place, output)
  }

  var start: HistoryPoint { basis.past.start }

  private func blockingProblem(_ slot: Slot) throws(Problem) -> Problem? {
    for path in [slot.path, slot.registered?.path].compactMap(\.self) {
      if let known = options.obstacles[path] { return known }
      var folder = path.parent
      while let parent = folder {
        if let item = try reader.item(at: parent), item.mode != .tree {
          return .notAFolder(parent, below: path, item.mode)
        }
        folder = parent.parent
      }
      if let item = try reader.item(at: path), !item.mode.isPlainFile {
        return .notAFile(path, item.mode)
      }
      if let item = try reader.item(at: path),
        try reader.size(of: item.objectID) > Plan.maximumOutputSize
      {
        return .outputTooBig(path)
      }
    }
    return nil
  }

  func text(at path: RepoPath) throws(Problem) -> OutputText? {
    guard let item = try reader.item(at: path), item.mode.isPlainFile else { return nil }
    return OutputText(try reader.bytes(of: item.objectID))
  }

  // MARK: - Carrying out

  private mutating func keep(_ slot: Slot, state: Plan.State, problem: Problem?) {
    if let registered = slot.registered { list(slot, registered) }
    addRow(slot, at: slot.presentPath, state: state, problem: problem)
  }

  private mutating func list(_ slot: Slot, _ output: RegistryEntry.Output) {
    listed[slot.agentID, default: []].append(output)
  }

  private mutating func list(_ slot: Slot, at path: RepoPath, isSuppressed: Bool = false) {
    list(
      slot,
      RegistryEntry.Output(target: slot.target, path: path, isSuppressed: isSuppressed)
    )
  }

  private mutating func carryOut(
    _ decision: Decision,
    _ slot: Slot,
    _ place: Placement,
    _ output: OutputText?
  ) throws(Problem) {
    let moved = place.from != place.to && output != nil
    let settled = options.settled[place.from]
    // What was settled need not stand in the tree yet.
    var isWritten = moved
    if settled != nil, !moved { isWritten = try text(at: place.from) != output }
    if case .refuse = decision {} else { dropFormerPristine(of: slot, place) }
    switch decision {
    case .inStep:
      list(slot, at: place.to)
      if isWritten, let output { write(output, in: output.shape, slot, place, pristine: nil) }
      dropPristine(place.from)
      addRow(slot, place, state: moved ? .moved : .inStep, isChanging: isWritten)
    case .create, .write:
      guard let text = slot.generated?.text else { return }
      list(slot, at: place.to)
      let shape = OutputText.Shape(
        hasByteOrderMark: false,
        usesCRLF: output?.shape.usesCRLF ?? false,
        endsInNewline: true
      )
      write(text, in: shape, slot, place, pristine: nil)
      let state: Plan.State = moved ? .moved : output == nil ? .new : .stale
      addRow(slot, place, state: state, isChanging: true)
    case .keepEdit(let base):
      guard let output, let generated = slot.generated?.text else { return }
      list(slot, at: place.to)
      let kept = try following(output, over: generated, place)
      isWritten = isWritten || kept != output
      if isWritten { write(kept, in: output.shape, slot, place, pristine: generated) }
      writePristine(generated, for: place.to)
      if moved { dropPristine(place.from) }
      try addEditRow(slot, place, output, from: base, isChanging: isWritten)
    case .merged(let text, let base):
      guard let output, let generated = slot.generated?.text else { return }
      list(slot, at: place.to)
      let text = try following(text, over: generated, place)
      write(text, in: output.shape, slot, place, pristine: generated)
      // After a merge by git the output often holds already what the source brings.
      try addEditRow(slot, place, output, from: base, isChanging: isWritten || text != output)
    case .suppress:
      list(slot, at: place.to, isSuppressed: true)
      if isWritten { leave(place.from) } else { dropPristine(place.from) }
      let wasKnown = slot.registered?.isSuppressed ?? false
      addRow(slot, place, state: wasKnown ? .suppressed : .missing)
    case .remove:
      leave(place.from)
      addRow(slot, place, state: .gone, isChanging: true)
    case .release:
      if isWritten, let output {
        write(output, in: output.shape, slot, place, pristine: nil)
      } else if isWritten {
        leave(place.from)
      }
      dropPristine(place.from)
      if output != nil || isWritten { addRow(slot, place, state: .gone, isChanging: isWritten) }
    case .refuse(let refusal):
      try refuse(refusal, slot, place, isThere: output != nil)
    }
  }

  /// An edited output with the references of its hand edit mended.
  private mutating func following(
    _ text: OutputText,
    over generated: OutputText,
    _ place: Placement
  ) throws(Problem) -> OutputText {
    let found = try basis.handReferences.following(
      text,
      over: generated,
      from: place.from,
      to: place.to
    )
    followed += found.fixes
    return found.text
  }

  private mutating func refuse(
    _ refusal: Decision.Refusal,
    _ slot: Slot,
    _ place: Placement,
    isThere: Bool
  ) throws(Problem) {
    let problem = Problem.refusal(
      refusal,
      slot.agentID,
      at: place.from,
      slot.source,
      isCutOff: try basis.past.isCutOff
    )
    var sides: ConflictSides?
    let state: Plan.State
    switch refusal {
    case .conflict(let found): (state, sides) = (.conflict, found)
    case .foreign: state = .foreign
    case .unknownBase: state = .unknown
    }
    // What is missing must not look new to the next sync.
    if slot.registered == nil, !isThere { list(slot, at: place.to) }
    if let registered = slot.registered { list(slot, registered) }
    addRow(
      slot,
      at: sides == nil ? slot.presentPath : place.from,
      state: state,
      problem: problem,
      conflict: sides.map { Plan.Conflict(sides: $0, source: slot.source) }
    )
  }

  private mutating func write(
    _ text: OutputText,
    in shape: OutputText.Shape,
    _ slot: Slot,
    _ place: Placement,
    pristine: OutputText?
  ) {
    let bytes = OutputText.bytes(of: text.content, in: shape)
    writes[place.to] = Write(
      after: .init(bytes: bytes, mode: .file),
      role: .output,
      isGenerated: text == slot.generated?.text
    )
    if place.from != place.to { leave(place.from) }
    if let pristine { writePristine(pristine, for: place.to) } else { dropPristine(place.to) }
  }

  private mutating func writePristine(_ text: OutputText, for path: RepoPath) {
    writes[Pristine.path(of: path)] = Write(
      after: .init(bytes: Pristine.encode(text.content), mode: .file),
      role: .pristine
    )
  }

  mutating func dropPristine(_ path: RepoPath) {
    drop(Pristine.path(of: path), role: .pristine)
  }

  /// Lets go of the pristine file of a place from which the output was taken by others.
  private mutating func dropFormerPristine(of slot: Slot, _ place: Placement) {
    guard let former = slot.registered?.path, former != place.from, former != place.to else {
      return
    }
    dropPristine(former)
  }

  /// Takes an output away; another one may come to stand there.
  mutating func leave(_ path: RepoPath) {
    vacated.insert(path)
    drop(path, role: .output)
    dropPristine(path)
  }

  /// Removes a file, unless something is written there.
  private mutating func drop(_ path: RepoPath, role: FileChange.Role) {
    guard writes[path]?.after == nil else { return }
    writes[path] = Write(after: nil, role: role)
  }
}
