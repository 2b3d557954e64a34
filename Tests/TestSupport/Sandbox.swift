import Foundation
package import SystemPackage

/// Makes an empty folder for one test, symbolic links in its path resolved.
package func makeSandbox() throws -> FilePath {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("agentsync-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  return FilePath(folder.resolvingSymlinksInPath().path)
}

/// The variables of a command that sees nothing of the machine but the search path for programs.
///
/// - Parameters:
///   - sandbox: The folder for `HOME` and temporary files.
///   - time: The seconds since 1970 that author and committer date from.
/// - Returns: All variables; there are no others.
package func hermeticEnvironment(sandbox: FilePath, time: Int) -> [String: String] {
  var variables = [
    "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
    "HOME": sandbox.appending("home").string,
    "TMPDIR": sandbox.string,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_AUTHOR_NAME": "Ada Author",
    "GIT_AUTHOR_EMAIL": "ada@example.com",
    "GIT_AUTHOR_DATE": "\(time) +0000",
    "GIT_COMMITTER_NAME": "Carl Committer",
    "GIT_COMMITTER_EMAIL": "carl@example.com",
    "GIT_COMMITTER_DATE": "\(time) +0000",
    "TZ": "UTC",
    "LC_ALL": "C",
    "COLUMNS": "100",
  ]
  // What a run of the tests may set: what serves every repository, and what a sanitizer passes over.
  variables["AGENTSYNC_ENGINE"] = testedEngine
  for name in ["ASAN_OPTIONS", "LSAN_OPTIONS"] {
    variables[name] = ProcessInfo.processInfo.environment[name]
  }
  return variables
}

/// What serves the repositories of this run of the tests: `plumbing`, or nil for what each one needs.
package let testedEngine = ProcessInfo.processInfo.environment["AGENTSYNC_ENGINE"]
