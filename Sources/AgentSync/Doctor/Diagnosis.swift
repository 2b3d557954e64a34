package import AgentModel
package import Git

/// What was looked at in a repository and on a machine, and what stands in the way.
package struct Diagnosis: Sendable {
  /// In the order in which they were looked at.
  package let checks: [Check]

  /// One thing that was looked at.
  package struct Check: Hashable, Sendable {
    package enum Status: String, CaseIterable, Comparable, Sendable {
      case ok
      /// Worth knowing, nothing to do.
      case note
      /// It will cost somebody trouble.
      case warning
      /// It keeps the tool from its work.
      case error

      package static func < (left: Status, right: Status) -> Bool {
        let order = Status.allCases
        return order.firstIndex(of: left) ?? 0 < order.firstIndex(of: right) ?? 0
      }
    }

    /// What was looked at, in one word or two: `git`, `index lock`.
    package let name: String
    package let status: Status
    /// What was found, in git's wording, one line.
    package let message: String
    /// What to do about it, one line; nil where there is nothing to do.
    package let cure: String?

    init(_ name: String, _ status: Status, _ message: String, cure: String? = nil) {
      self.name = name
      self.status = status
      self.message = message
      self.cure = cure
    }

    /// A problem that kept something from being looked at.
    init(_ name: String, _ problem: Problem, _ status: Status = .error) {
      self.init(name, status, problem.message, cure: problem.hint)
    }
  }

  /// The gravest status of all.
  package var worst: Check.Status { checks.map(\.status).max() ?? .ok }
}

/// Looks at everything that can stand in the way, and changes nothing.
///
/// Every check stands for itself: one that fails is a finding, and the others go on.
///
/// - Parameters:
///   - repository: the repository, or why it can't be opened.
///   - work: how many threads parse documents.
/// - Returns: the checks; without a repository only those of the machine.
package func diagnose(_ repository: Result<Repository, Problem>, work: Work) -> Diagnosis {
  switch repository {
  case .failure(let problem):
    return Diagnosis(checks: checkVersions() + [Diagnosis.Check("repository", problem)])
  case .success(let repository):
    let library = LibraryExamination(of: repository, work)
    var checks = checkVersions()
    for check in repositoryChecks { checks += check(repository) }
    for check in libraryChecks { checks += check(library) }
    return Diagnosis(checks: checks)
  }
}

private let repositoryChecks: [@Sendable (Repository) -> [Diagnosis.Check]] = [
  checkKind, checkIndex, checkHistory, checkIdentity, checkState, checkLocks, checkUnfinishedRun,
  checkPermissions, checkFileNames, checkCache, checkHooks,
]

private let libraryChecks: [@Sendable (LibraryExamination) -> [Diagnosis.Check]] = [
  checkConfiguration, checkLibrary, checkAttributesBlock, checkMergeDriver, checkRegistry,
  checkPristineFiles, checkIgnoredOutputs, checkConvertedOutputs,
]
