import Clibgit2
import SystemPackage

/// The lock of libgit2: `git_transaction_lock_ref` … `git_transaction_commit`.
final class ReferenceTransaction: LockedReference {
  private let step: ReferenceStep
  // libgit2's transaction points into the repository, which must outlive it.
  private let engine: Libgit2Engine
  private var transaction: Handle?

  init(_ step: ReferenceStep, in engine: Libgit2Engine) throws(GitError) {
    self.step = step
    self.engine = engine
    var made: OpaquePointer?
    try engine.withRaw { repository throws(GitError) -> Void in
      try check("git_transaction_new", git_transaction_new(&made, repository))
    }
    let pointer = made
    transaction = try Handle("git_transaction_new", freeing: git_transaction_free) {
      $0 = pointer
      return 0
    }
    try lend { transaction throws(GitError) -> Void in
      try access.during { () throws(GitError) -> Void in
        try check("git_transaction_lock_ref", git_transaction_lock_ref(transaction, step.name))
      }
    }
    let found = try engine.directTarget(of: step.name)
    guard found == step.expected else { throw step.moved(found) }
  }

  /// Says what the reference will be.
  func set() throws(GitError) {
    let signature = step.signature
    let seconds = git_time_t(signature.seconds)
    let offset = Int32(signature.offsetMinutes)
    var made: UnsafeMutablePointer<git_signature>?
    let result = git_signature_new(&made, signature.name, signature.email, seconds, offset)
    try check("git_signature_new", result)
    defer { git_signature_free(made) }
    var id = step.new.oid
    try lend { transaction throws(GitError) -> Void in
      try check(
        "git_transaction_set_target",
        git_transaction_set_target(transaction, step.name, &id, made, step.message)
      )
    }
  }

  func commit() throws(GitError) {
    try lend { transaction throws(GitError) -> Void in
      try access.during { () throws(GitError) -> Void in
        try check("git_transaction_commit", git_transaction_commit(transaction))
      }
    }
    // The folders that were made for it; others have their rights.
    let common = engine.location.commonDirectory
    var folder = FilePath(step.name).removingLastComponent()
    while !folder.isEmpty {
      for top in [common, common.appending("logs")] {
        access.adjust(top.pushing(folder))
      }
      folder = folder.removingLastComponent()
    }
  }

  private var access: SharedAccess { engine.location.sharedAccess }

  deinit {
    transaction = nil
  }

  private func lend(
    _ body: (OpaquePointer) throws(GitError) -> Void
  ) throws(GitError) {
    try transaction?.lend(body)
  }
}
