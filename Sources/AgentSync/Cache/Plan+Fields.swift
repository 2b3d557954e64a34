import AgentModel
import Git
import PromptFiles

extension Plan {
  /// Writes everything of a plan without changes but its snapshot.
  func write(to writer: inout FieldWriter) {
    writer.add(facts.format)
    writer.add(facts.agentCount)
    writer.add(facts.roots.count)
    for root in facts.roots { writer.add(root.bytes) }
    writer.add(facts.places.count)
    for place in facts.places { writer.add(place.bytes) }
    writer.add(facts.targets.map(\.rawValue).joined(separator: " "))
    writer.add(facts.passedOver.count)
    for passed in facts.passedOver {
      writer.add(passed.path.bytes)
      writer.add(passed.reason)
    }
    writer.add(rows.count)
    for row in rows { row.write(to: &writer) }
    writer.add(findings.count)
    for finding in findings { finding.write(to: &writer) }
  }

  /// Reads what `write(to:)` wrote.
  init(reading fields: inout FieldReader, from snapshot: Snapshot) throws(FieldReader.Damage) {
    let format = try fields.number()
    let agentCount = try fields.number()
    let roots = try fields.list { (fields) throws(FieldReader.Damage) in try fields.path() }
    let places = try fields.list { (fields) throws(FieldReader.Damage) in try fields.path() }
    let targets = try fields.text().split(separator: " ").compactMap {
      Target(rawValue: String($0))
    }
    let passedOver = try fields.list { (fields) throws(FieldReader.Damage) in
      Library.PassedOver(path: try fields.path(), reason: try fields.text())
    }
    let rows = try fields.list { (fields) throws(FieldReader.Damage) in
      try Row(reading: &fields)
    }
    let findings = try fields.list { (fields) throws(FieldReader.Damage) in
      try Problem(reading: &fields)
    }
    self.init(
      snapshot: snapshot,
      facts: Facts(
        format: format,
        agentCount: agentCount,
        roots: roots,
        places: places,
        targets: targets,
        passedOver: passedOver
      ),
      rows: rows,
      changes: [],
      findings: findings
    )
  }
}

extension Plan.Row {
  fileprivate func write(to writer: inout FieldWriter) {
    writer.add(path.bytes)
    writer.add(agentID)
    writer.add(target.rawValue)
    writer.add(state.rawValue)
    writer.add(problem == nil ? 0 : 1)
    problem?.write(to: &writer)
  }

  // A row of a plan without changes moves nothing and takes nothing up.
  fileprivate init(reading fields: inout FieldReader) throws(FieldReader.Damage) {
    let path = try fields.path()
    let agentID = try fields.text()
    guard let target = Target(rawValue: try fields.text()),
      let state = Plan.State(rawValue: try fields.text())
    else { throw FieldReader.Damage() }
    self.init(
      path: path,
      agentID: agentID,
      target: target,
      state: state,
      isChanging: false,
      problem: try fields.number() == 0 ? nil : try Problem(reading: &fields)
    )
  }
}

extension Problem {
  fileprivate func write(to writer: inout FieldWriter) {
    writer.add(code.rawValue)
    writer.add(severity.rawValue)
    writer.add(place?.path.bytes ?? [])
    writer.add(place?.line ?? 0)
    writer.add(place?.column ?? 0)
    writer.add(message)
    writer.add(hint)
  }

  fileprivate init(reading fields: inout FieldReader) throws(FieldReader.Damage) {
    guard let code = Code(rawValue: try fields.text()),
      let severity = Severity(rawValue: try fields.text())
    else { throw FieldReader.Damage() }
    let path = RepoPath(try fields.bytes())
    let line = try fields.number()
    let column = try fields.number()
    self.init(
      code,
      severity: severity,
      at: path.map { Place($0, line: line == 0 ? nil : line, column: column == 0 ? nil : column) },
      try fields.text(),
      hint: try fields.optionalText()
    )
  }
}

extension FieldReader {
  fileprivate mutating func path() throws(Damage) -> RepoPath {
    guard let path = RepoPath(try bytes()) else { throw Damage() }
    return path
  }

  fileprivate mutating func list<Element>(
    _ element: (inout FieldReader) throws(Damage) -> Element
  ) throws(Damage) -> [Element] {
    let count = try number()
    var list: [Element] = []
    for _ in 0..<count { list.append(try element(&self)) }
    return list
  }
}
