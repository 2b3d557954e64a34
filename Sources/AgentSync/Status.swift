package import AgentModel
package import Git

/// How every output stands at HEAD, and what index and work tree hold beyond it.
package struct Status: Sendable {
  /// The commit that was read; nil on an unborn branch, where the index was.
  package let head: ObjectID?
  /// Sorted by path.
  package let rows: [Plan.Row]
  package let findings: [Problem]
  package let passedOver: [Library.PassedOver]
  package let beyond: [Beyond]
  /// The conflicts of a sync that are to be concluded.
  package let open: [OpenConflict]
}

/// Reads the status of a repository; nothing is written but the cache.
package func readStatus(of repository: Repository, work: Work) throws(Problem) -> Status {
  let snapshot = try scan(.head, in: repository)
  let proposed = try recallOrPlan(snapshot, in: repository, work: work)
  let reader = SnapshotReader(snapshot, in: repository)
  let driver = try DriverRegistration.finding(reader, in: repository)
  return Status(
    head: snapshot.commitID,
    rows: proposed.rows,
    findings: proposed.findings + (driver.map { [$0] } ?? []),
    passedOver: proposed.facts.passedOver,
    beyond: try beyond(snapshot, proposed.facts, in: repository),
    open: try openConflicts(in: repository)?.conflicts ?? []
  )
}
