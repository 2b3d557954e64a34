package import SystemPackage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whether a person may look at what is written to a descriptor.
///
/// The C function is `isatty`.
package func isTerminal(_ descriptor: Int32) -> Bool {
  isatty(descriptor) == 1
}

/// Writes all bytes to a descriptor; gives up silently where the reader went away.
///
/// A reader that closes its end early (`| head`) has read what it wanted.
package func writeAll(_ bytes: [UInt8], to descriptor: Int32) {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return }
    rest = rest.dropFirst(count)
  }
}

/// All bytes of standard input, up to its end.
///
/// - Throws: `.unsupported` above 64 MiB, `.system`.
package func readStandardInput() throws(GitError) -> [UInt8] {
  let copy = dup(0)
  guard copy >= 0 else { throw systemError("cannot read standard input", errno, function: "dup") }
  return try Descriptor(copy).readAll("standard input", limit: 64 << 20)
}

/// How many processors the process may use.
///
/// The C function is `sysconf`.
package func processorCount() -> Int {
  max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
}

/// The folder that a command runs in: `directory` when one was named, else the current one.
package func workingDirectory(_ directory: String?) -> FilePath {
  FilePath(directory ?? ".")
}
