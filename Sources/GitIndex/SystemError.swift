import Glibc

/// The error of a system call that failed with `number`.
package func systemError(_ message: String, _ number: Int32, function: StaticString) -> GitError {
  let reason = String(cString: strerror(number)).lowercasedFirst
  return GitError(code: .system, message: "\(message): \(reason)", function: "\(function)")
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
