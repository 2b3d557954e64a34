import Clibgit2
import Glibc
package import SystemPackage

/// A reference that is locked, whose value was compared under the lock, and that may be moved.
///
/// Where the repository has a `reference-transaction` hook, git itself holds the lock and runs the
/// hook, which libgit2 would pass over in silence; elsewhere libgit2 does it without a process.
package final class ReferenceMove {
  /// `refs/heads/main`, or `HEAD` when it is detached.
  package let name: String

  private enum Engine {
    case libgit2(LockedReference)
    case git(UpdateReference)
  }
  private var engine: Engine?

  /// Locks a reference and compares its value.
  ///
  /// - Parameters:
  ///   - name: The full name of a direct reference.
  ///   - expected: The value it must have; nil means that it must not exist.
  ///   - new: The value that it will get.
  ///   - signature: Whose name goes into the reflog.
  ///   - message: The line of the reflog.
  ///   - repository: Whose reference it is.
  ///   - limit: How long to wait for somebody else's lock.
  /// - Throws: `.modified` where it has another value, `.locked`, `.interrupted`, `.unsupported` for a
  ///   symbolic reference, `.generic` with the words of git where a hook forbids the move.
  package init(
    of name: String,
    from expected: ObjectID?,
    to new: ObjectID,
    by signature: Signature,
    message: String,
    in repository: Repository,
    waiting limit: Duration
  ) throws(GitError) {
    self.name = name
    let line = oneLine(message)
    var waiting = Waiting(limit)
    while true {
      do throws(GitError) {
        if try repository.hasReferenceHook {
          let update = try UpdateReference(name, from: expected, to: new, line, in: repository)
          engine = .git(update)
        } else {
          let locked = try LockedReference(name, from: expected, in: repository)
          try locked.set(new, by: signature, message: line)
          engine = .libgit2(locked)
        }
        return
      } catch {
        guard error.code == .locked else { throw error }
        if try waiting.goesOn() { continue }
        throw GitError(
          code: .locked,
          message: "cannot lock '\(name)': '\(repository.lockPath(of: name))' exists",
          function: error.function,
          hint: "another git process is at work, or one was killed; if none is, remove that file"
        )
      }
    }
  }

  /// Moves the reference and ends the lock.
  ///
  /// - Throws: `.generic` with the words of libgit2 or git; the reference has not moved then.
  package func commit() throws(GitError) {
    defer { engine = nil }
    switch engine {
    case .libgit2(let locked): try locked.commit()
    case .git(let update): try update.commit()
    case nil: preconditionFailure("BUG: a reference is moved once")
    }
  }

  /// Ends the lock without moving the reference; nothing happens after `commit`.
  package func abandon() {
    engine = nil
  }
}

extension Repository {
  /// The file that is there while somebody has a reference locked.
  package func lockPath(of reference: String) -> FilePath {
    let folder = reference == "HEAD" ? location.gitDirectory : location.commonDirectory
    return folder.pushing(FilePath(reference + ".lock"))
  }

  /// Whether git would run something when a reference moves.
  fileprivate var hasReferenceHook: Bool {
    get throws(GitError) {
      let configuration = try configuration
      // git 2.54 and later take hooks from the configuration, too.
      let isConfigured = configuration.keys.contains { key in
        key.hasPrefix("hook.") && key.hasSuffix(".event")
          && configuration.strings(for: key).contains("reference-transaction")
      }
      if isConfigured { return true }
      let hook = hooksFolder(configuration).appending("reference-transaction")
      return hook.withPlatformString { access($0, X_OK) } == 0
    }
  }

  private func hooksFolder(_ configuration: Configuration) -> FilePath {
    guard let path = configuration.string(for: "core.hooksPath"), !path.isEmpty else {
      return location.commonDirectory.appending("hooks")
    }
    if path.hasPrefix("~/"), let home = location.environment["HOME"] {
      return FilePath(home + path.dropFirst())
    }
    return (location.workTree ?? location.gitDirectory).pushing(FilePath(path))
  }
}

/// The lock of libgit2: `git_transaction_lock_ref` … `git_transaction_commit`.
private final class LockedReference {
  private let name: String
  // libgit2's transaction points into the repository, which must outlive it.
  private let repository: Repository
  private var transaction: Handle?

  init(_ name: String, from expected: ObjectID?, in repository: Repository) throws(GitError) {
    self.name = name
    self.repository = repository
    var made: OpaquePointer?
    try repository.withRaw { repository throws(GitError) -> Void in
      try check("git_transaction_new", git_transaction_new(&made, repository))
    }
    let pointer = made
    transaction = try Handle("git_transaction_new", freeing: git_transaction_free) {
      $0 = pointer
      return 0
    }
    try lend { transaction throws(GitError) -> Void in
      try check("git_transaction_lock_ref", git_transaction_lock_ref(transaction, name))
    }
    let found = try repository.withRaw { repository throws(GitError) in
      try currentValue(of: name, repository)
    }
    guard found == expected else { throw moved(name, expected, found) }
  }

  func set(_ new: ObjectID, by signature: Signature, message: String) throws(GitError) {
    let seconds = git_time_t(signature.seconds)
    let offset = Int32(signature.offsetMinutes)
    var made: UnsafeMutablePointer<git_signature>?
    let result = git_signature_new(&made, signature.name, signature.email, seconds, offset)
    try check("git_signature_new", result)
    defer { git_signature_free(made) }
    var id = new.oid
    try lend { transaction throws(GitError) -> Void in
      try check(
        "git_transaction_set_target",
        git_transaction_set_target(transaction, name, &id, made, message)
      )
    }
  }

  func commit() throws(GitError) {
    try lend { transaction throws(GitError) -> Void in
      try check("git_transaction_commit", git_transaction_commit(transaction))
    }
  }

  deinit {
    transaction = nil
  }

  private func lend(
    _ body: (OpaquePointer) throws(GitError) -> Void
  ) throws(GitError) {
    try transaction?.lend(body)
  }
}

private func currentValue(
  of name: String,
  _ repository: OpaquePointer
) throws(GitError) -> ObjectID? {
  var made: OpaquePointer?
  let result = git_reference_lookup(&made, repository, name)
  if result == GIT_ENOTFOUND.rawValue {
    git_error_clear()
    return nil
  }
  try check("git_reference_lookup", result)
  defer { git_reference_free(made) }
  guard let id = ObjectID(git_reference_target(made)) else {
    throw GitError(
      code: .unsupported,
      message: "'\(name)' is a symbolic reference, which is not moved",
      function: "git_reference_lookup",
      hint: "switch to the branch that it stands for"
    )
  }
  return id
}

private func moved(_ name: String, _ expected: ObjectID?, _ found: ObjectID?) -> GitError {
  let old = expected.map { "at \($0.short)" } ?? "absent"
  let new = found.map { "at \($0.short)" } ?? "absent"
  return GitError(
    code: .modified,
    message: "cannot update '\(name)': it is \(new), and was \(old) when the plan was made",
    function: "git_transaction_lock_ref",
    hint: "run the command again"
  )
}

/// The lock of git: `git update-ref --stdin`, kept waiting between `prepare` and `commit`.
///
/// When this process ends, git sees the end of its input and gives the lock up.
private final class UpdateReference {
  private let conversation: GitConversation

  init(
    _ name: String,
    from expected: ObjectID?,
    to new: ObjectID,
    _ message: String,
    in repository: Repository
  ) throws(GitError) {
    conversation = try GitConversation(
      ["update-ref", "-m", message, "--no-deref", "--stdin", "-z"],
      in: repository
    )
    let old = expected ?? .zero
    let words = "start\0update \(name)\0\(new)\0\(old)\0prepare\0"
    let isReady =
      conversation.send(words) && conversation.receive("start: ok")
      && conversation.receive("prepare: ok")
    guard !isReady else { return }
    let complaint = conversation.end()
    let found = try repository.withRaw { raw throws(GitError) in try currentValue(of: name, raw) }
    guard found == expected else { throw moved(name, expected, found) }
    let isLocked = LockFile.identity(of: repository.lockPath(of: name)) != nil
    throw GitError(
      code: isLocked ? .locked : .generic,
      message: "cannot update '\(name)': \(complaint)",
      function: "git update-ref"
    )
  }

  func commit() throws(GitError) {
    if conversation.send("commit\0"), conversation.receive("commit: ok") {
      _ = conversation.end()
      return
    }
    let complaint = conversation.end()
    throw GitError(code: .generic, message: complaint, function: "git update-ref")
  }
}
