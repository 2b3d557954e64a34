import SystemPackage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ends the process where a law is broken, which the fuzzer reports with the input that led to it.
///
/// A precondition would do it too, and say nothing: its message is not in an optimised build.
package func law(_ holds: Bool, _ text: @autoclosure () -> String) {
  guard !holds else { return }
  _ = try? FileDescriptor.standardError.writeAll("broken law: \(text())\n".utf8)
  abort()
}
