import Clibgit2

/// The environment variables that this process was started with.
package enum ProcessEnvironment {
  /// All variables by name; bytes that are not UTF-8 become U+FFFD, of doubles the first counts.
  package static var current: [String: String] {
    var variables: [String: String] = [:]
    guard var next = agentsync_environment() else { return variables }
    while let entry = next.pointee {
      let text = String(cString: entry)
      if let equals = text.firstIndex(of: "="), variables[String(text[..<equals])] == nil {
        variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      next += 1
    }
    return variables
  }
}
