import SystemPackage

/// The lock of git: `git update-ref --stdin`, kept waiting between `prepare` and `commit`.
///
/// When this process ends, git sees the end of its input and gives the lock up.
final class UpdateReference: LockedReference {
  private let conversation: GitConversation

  /// Locks the reference; the engine tells what it is, where git only complains.
  init(
    _ step: ReferenceStep,
    in engine: any RepositoryEngine,
    at location: RepositoryLocation
  ) throws(GitError) {
    let name = step.name
    // Without dereferencing, git would write over a symbolic one.
    let present = try engine.directTarget(of: name)
    guard present == step.expected else { throw step.moved(present) }
    var environment = location.configuring([("core.fsync", "reference")])
    environment["GIT_COMMITTER_NAME"] = step.signature.name
    environment["GIT_COMMITTER_EMAIL"] = step.signature.email
    environment["GIT_COMMITTER_DATE"] = step.signature.dateVariable
    conversation = try GitConversation(
      ["update-ref", "-m", step.message, "--no-deref", "--stdin", "-z"],
      at: location,
      environment: environment
    )
    let old = step.expected ?? .zero
    let words = "start\0update \(name)\0\(step.new)\0\(old)\0prepare\0"
    let isReady =
      conversation.send(Array(words.utf8)) && conversation.line() == "start: ok"
      && conversation.line() == "prepare: ok"
    guard !isReady else { return }
    let complaint = conversation.end()
    let found = try engine.directTarget(of: name)
    guard found == step.expected else { throw step.moved(found) }
    let isLocked = location.locks(of: name).contains { LockFile.identity(of: $0) != nil }
    throw GitError(
      code: isLocked ? .locked : .generic,
      message: "cannot update '\(name)': \(complaint)",
      function: "git update-ref"
    )
  }

  func commit() throws(GitError) {
    if conversation.send(Array("commit\0".utf8)), conversation.line() == "commit: ok" {
      _ = conversation.end()
      return
    }
    let complaint = conversation.end()
    throw GitError(code: .generic, message: complaint, function: "git update-ref")
  }
}

extension RepositoryLocation {
  /// The file that is there while somebody has a reference locked.
  func lockPath(of reference: String) -> FilePath {
    let folder = reference == "HEAD" ? gitDirectory : commonDirectory
    return folder.pushing(FilePath(reference + ".lock"))
  }

  /// All files that may be there then: a reftable has one for all of its references.
  fileprivate func locks(of reference: String) -> [FilePath] {
    [lockPath(of: reference)]
      + Set([gitDirectory, commonDirectory]).map { $0.pushing("reftable/tables.list.lock") }
  }
}
