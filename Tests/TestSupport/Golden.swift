import Foundation
package import SystemPackage
package import Testing

/// Files with the output that is expected.
///
/// With `AGENTSYNC_RECORD=1` they are written anew and the test fails, so that nobody records by
/// accident and takes it for a success.
package enum Golden {
  /// Expects the text to be that of the file.
  ///
  /// - Parameters:
  ///   - actual: What the code under test made; paths of the machine must have been replaced.
  ///   - path: The golden file.
  ///   - sourceLocation: Where a difference is reported.
  /// - Throws: When the file cannot be written.
  package static func expect(
    _ actual: String,
    equals path: FilePath,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    if ProcessInfo.processInfo.environment["AGENTSYNC_RECORD"] == "1" {
      try FileManager.default.createDirectory(
        atPath: path.removingLastComponent().string,
        withIntermediateDirectories: true
      )
      try Data(actual.utf8).write(to: URL(fileURLWithPath: path.string))
      Issue.record("recorded '\(path.string)'", sourceLocation: sourceLocation)
      return
    }
    guard let data = FileManager.default.contents(atPath: path.string) else {
      Issue.record(
        "no golden file '\(path.string)'; record it with AGENTSYNC_RECORD=1",
        sourceLocation: sourceLocation
      )
      return
    }
    let expected = String(decoding: data, as: UTF8.self)
    guard !expected.utf8.elementsEqual(actual.utf8) else { return }
    Issue.record(
      "'\(path.string)' differs \(firstDifference(expected, actual))",
      sourceLocation: sourceLocation
    )
  }

  private static func firstDifference(_ expected: String, _ actual: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let same = zip(old, new).prefix { $0.0.utf8.elementsEqual($0.1.utf8) }.count
    let wanted = same < old.count ? "\(String(old[same]).debugDescription)" : "the end"
    let found = same < new.count ? "\(String(new[same]).debugDescription)" : "the end"
    return "in line \(same + 1): expected \(wanted), found \(found)"
  }
}
