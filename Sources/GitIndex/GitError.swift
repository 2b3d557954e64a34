/// An error that libgit2, git or the system reported below the `Repository` interface.
package struct GitError: Error, Hashable, Sendable, CustomStringConvertible {
  /// libgit2's number; a structure, so that codes of a newer libgit2 survive.
  package struct Code: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int32

    package init(rawValue: Int32) {
      self.rawValue = rawValue
    }

    /// `GIT_ERROR`: no further class.
    package static let generic = Code(rawValue: -1)
    /// `GIT_ENOTFOUND`.
    package static let notFound = Code(rawValue: -3)
    /// `GIT_EEXISTS`.
    package static let exists = Code(rawValue: -4)
    /// `GIT_EUNBORNBRANCH`.
    package static let unbornBranch = Code(rawValue: -9)
    /// `GIT_EINVALIDSPEC`: no valid name of a reference or revision.
    package static let invalidName = Code(rawValue: -12)
    /// `GIT_ELOCKED`.
    package static let locked = Code(rawValue: -14)
    /// `GIT_EMODIFIED`: the value found is not the one expected.
    package static let modified = Code(rawValue: -15)
    /// `GIT_EOWNER`.
    package static let owner = Code(rawValue: -36)
    /// Ours: what libgit2 1.5 cannot serve (SHA-256, reftable, split index, …).
    package static let unsupported = Code(rawValue: -9001)
    /// Ours: the system refused a call; the message carries errno's words.
    package static let system = Code(rawValue: -9002)
    /// Ours: a symbolic link or another thing that is no plain file stands in the way.
    package static let notPlainFile = Code(rawValue: -9003)
    /// Ours: the data is not what git would write (bad tree, bad index).
    package static let corrupt = Code(rawValue: -9004)
    /// Ours: more or deeper data than the caller is willing to read.
    package static let limit = Code(rawValue: -9005)
    /// Ours: a signal that asks to end came, and nothing was changed.
    package static let interrupted = Code(rawValue: -9006)
    /// Ours: folders nested deeper than the caller is willing to follow.
    package static let depth = Code(rawValue: -9007)
  }

  package let code: Code
  /// What failed, for people: one line, no full stop.
  package let message: String
  /// The function that failed: `git_blob_lookup`, `openat2`.
  package let function: String
  /// What a person can do about it; nil where nothing is known.
  package let hint: String?

  package init(code: Code, message: String, function: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.function = function
    self.hint = hint
  }

  package var description: String { "\(message) (\(function): \(code.rawValue))" }
}
