import Glibc
package import SystemPackage

/// A reference that is locked, whose value was compared under the lock, and that may be moved.
///
/// Where the repository has a `reference-transaction` hook, git itself holds the lock and runs the
/// hook, which libgit2 would pass over in silence; elsewhere the engine does it in its own way.
package final class ReferenceMove {
  /// `refs/heads/main`, or `HEAD` when it is detached.
  package let name: String

  private var locked: (any LockedReference)?

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
    let step = ReferenceStep(
      name: name,
      expected: expected,
      new: new,
      signature: signature,
      message: oneLine(message)
    )
    var waiting = Waiting(limit)
    while true {
      do throws(GitError) {
        locked =
          try repository.hasReferenceHook
          ? UpdateReference(step, in: repository.engine, at: repository.location)
          : repository.engine.lock(step)
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
    defer { locked = nil }
    guard let locked else { preconditionFailure("BUG: a reference is moved once") }
    try locked.commit()
  }

  /// Ends the lock without moving the reference; nothing happens after `commit`.
  package func abandon() {
    locked = nil
  }
}

extension Repository {
  /// The file that is there while somebody has a reference locked.
  package func lockPath(of reference: String) -> FilePath { location.lockPath(of: reference) }

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
