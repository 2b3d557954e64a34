package import struct Git.RepoPath

/// Something wrong that a person should know of: thrown where it stops a stage, collected where it does not.
package struct Problem: Error, Hashable, Sendable {
  /// How grave a problem is.
  package enum Severity: String, Comparable, Sendable, CaseIterable {
    case info
    case warning
    case error

    package static func < (left: Severity, right: Severity) -> Bool {
      let order = Severity.allCases
      return order.firstIndex(of: left) ?? 0 < order.firstIndex(of: right) ?? 0
    }
  }

  /// Where in the repository a problem stands.
  package struct Place: Hashable, Sendable {
    package let path: RepoPath
    /// 1-based; nil where the whole file is meant.
    package let line: Int?
    /// 1-based, counted in Unicode scalars; nil where the whole line is meant.
    package let column: Int?

    package init(_ path: RepoPath, line: Int? = nil, column: Int? = nil) {
      self.path = path
      self.line = line
      self.column = column
    }
  }

  package let code: Code
  package let severity: Severity
  package let place: Place?
  /// What failed, in git's wording: no capital, no full stop, the subject in single quotes, one line.
  package let message: String
  /// What to do about it, one line.
  package let hint: String?

  package init(
    _ code: Code,
    severity: Severity = .error,
    at place: Place? = nil,
    _ message: String,
    hint: String? = nil
  ) {
    self.code = code
    self.severity = severity
    self.place = place
    self.message = message
    self.hint = hint
  }
}
