import AgentModel
import Git
import SystemPackage

/// Whether git is in the middle of something.
func checkState(_ repository: Repository) -> [Diagnosis.Check] {
  do throws(Problem) {
    try requireQuiet(repository)
  } catch {
    // What is wrong with the index has a check of its own.
    if error.code == .repositoryBusy { return [Diagnosis.Check("state", error, .warning)] }
  }
  return [Diagnosis.Check("state", .ok, "nothing is in progress")]
}

/// Whether locks lie about that nobody may hold any more.
func checkLocks(_ repository: Repository) -> [Diagnosis.Check] {
  let location = repository.location
  let branch = (try? repository.head())?.branch
  let targets = [
    location.indexFile,
    location.gitDirectory.appending("HEAD"),
    location.commonDirectory.appending("packed-refs"),
    location.commonDirectory.appending("config"),
    branch.map { location.commonDirectory.pushing(FilePath($0)) },
  ]
  let locks = targets.compactMap { $0.map { FilePath($0.string + ".lock") } }
    .filter { LockFile.identity(of: $0) != nil }
  guard !locks.isEmpty else { return [Diagnosis.Check("locks", .ok, "nothing is locked")] }
  let isOurs = (try? hasUnfinishedRun(repository)) == true
  return locks.map { lock in
    isOurs
      ? Diagnosis.Check(
        "locks",
        .warning,
        "'\(lock)' is there, and an earlier run of agentsync did not end its work",
        cure: "the next 'git agentsync sync' takes it away if it was that run's"
      )
      : Diagnosis.Check(
        "locks",
        .error,
        "'\(lock)' is there: a git process is at work, or one was killed",
        cure: "if no git runs in this repository, remove it"
      )
  }
}

/// Whether an earlier run of the tool was killed.
func checkUnfinishedRun(_ repository: Repository) -> [Diagnosis.Check] {
  let folder = StateFolder(of: repository.location)
  do throws(Problem) {
    if let journal = try Journal.read(Journal.name, in: folder) {
      return [describe(journal)]
    }
    guard try Journal.read(Journal.doneName, in: folder) != nil else {
      return [Diagnosis.Check("unfinished run", .ok, "there is none")]
    }
    return [
      Diagnosis.Check(
        "unfinished run",
        .note,
        "an earlier run did all but write its record",
        cure: "the next 'git agentsync sync' writes it"
      )
    ]
  } catch {
    return [Diagnosis.Check("unfinished run", error)]
  }
}

private func describe(_ journal: Journal) -> Diagnosis.Check {
  let process = "process \(journal.process.number) on '\(journal.process.host)'"
  return switch journal.process.state(whenLockIsHeld: false) {
  case .alive:
    Diagnosis.Check("unfinished run", .note, "\(process) is at work here")
  case .ended:
    Diagnosis.Check(
      "unfinished run",
      .warning,
      "an earlier run (\(process)) was killed in the middle of its work",
      cure: "the next 'git agentsync sync' finishes it or takes it back"
    )
  case .unknown:
    Diagnosis.Check(
      "unfinished run",
      .warning,
      "a run on another machine (\(process)) has not ended its work here",
      cure: "wait for its end; the next 'git agentsync sync' says more"
    )
  }
}

private func hasUnfinishedRun(_ repository: Repository) throws(GitError) -> Bool {
  let folder = StateFolder(of: repository.location)
  return try folder.read(Journal.name) != nil
}
