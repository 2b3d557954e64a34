import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

/// A team whose hand edit of one prompt meets a change of its source.
struct Disputed {
  let team: Team
  let path = Team.prompt("ada")

  var repository: TemporaryRepository { team.repository }

  /// A repository in which `ada` is disputed and every other agent is stale.
  init(_ others: [String] = []) throws {
    team = try Team(["ada"] + others)
    try team.sync()
    try team.edit(path, "Line 5 of ada.", "Line 5, by hand.")
    try team.edit("agents/ada.md", "Line 5 of ada.", "Line 5, from the source.")
    for other in others {
      try team.edit("agents/\(other).md", "Line 1 of \(other).", "Line one of \(other).")
    }
    try team.commit("two minds")
  }

  /// Syncs as a person at a terminal does.
  @discardableResult
  func open(_ change: (inout SyncOptions) -> Void = { _ in }) throws -> Opened {
    let outcome = try team.sync { options in
      options.opensConflicts = true
      change(&options)
    }
    return try #require(outcome.opened)
  }

  @discardableResult
  func conclude() throws -> SyncOutcome {
    try AgentSync.conclude(try repository.open(), work: Work(workers: 1))
  }

  /// What `git status` says, a line a path.
  func status() throws -> String { try repository.git("status", "--porcelain") }

  /// Everything of the output that git and people can see.
  func look() throws -> [String] {
    [
      try repository.git("ls-files", "--stage"), try status(),
      repository.exists(path) ? try repository.read(path) : "",
    ]
  }
}
