package import AgentModel
package import Git

extension Problem {
  /// The one translation of what libgit2, git or the system said into what a person reads.
  ///
  /// `doing` is what was attempted, as it follows "cannot": `read the index`.
  package init(_ error: GitError, doing: String) {
    let code: Code =
      switch error.code {
      case .unsupported: .unsupportedRepository
      case .owner: .refusedRepository
      case .notFound: .missingObject
      case .corrupt: .badTree
      case .limit: .tooManyEntries
      case .depth: .tooDeep
      case .locked: .locked
      case .modified: .staleBase
      case .notPlainFile: .notAPlainFile
      default: .ioFailure
      }
    self.init(
      code,
      "cannot \(doing): \(error.message)",
      hint: error.hint ?? Problem.hint(for: code)
    )
  }

  private static func hint(for code: Code) -> String? {
    switch code {
    case .missingObject:
      "the object is not in this clone: 'git fetch --unshallow' or 'git fetch --refetch' brings it, "
        + "'git fsck' tells whether the repository is damaged"
    case .badTree: "'git fsck' tells more"
    case .staleBase: "somebody else moved it meanwhile; run the command again"
    default: nil
    }
  }
}

/// Runs something of `Git` and says in a person's words what it was for when it fails.
package func reading<Value>(
  _ doing: @autoclosure () -> String,
  _ body: () throws(GitError) -> Value
) throws(Problem) -> Value {
  do throws(GitError) {
    return try body()
  } catch {
    throw Problem(error, doing: doing())
  }
}
