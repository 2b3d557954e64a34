import AgentModel
import ArgumentParser
import Foundation
import Git
import SystemPackage

/// A form in which `check` answers, and where to: `sarif`, `sarif=FILE`.
struct ReportRequest: ExpressibleByArgument {
  enum Format: String, CaseIterable {
    case text
    case json
    case sarif
    case github
    case gitlab
    case markdown
  }

  let format: Format
  /// nil is standard output.
  let file: String?

  init(_ format: Format, file: String? = nil) {
    self.format = format
    self.file = file
  }

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let format = Format(rawValue: String(parts[0])), parts.last != "" else { return nil }
    self.init(format, file: parts.count > 1 ? String(parts[1]) : nil)
  }

  static var allValueStrings: [String] { Format.allCases.map(\.rawValue) }
}

/// Writes a report whole: it comes beside the file's place first, and takes it at once.
///
/// - Throws: `Problem` with `command.io` where it can't be written; the file is as it was then.
func writeReport(_ text: String, to file: String, in folder: String?) throws(Problem) {
  let place = workingDirectory(folder).pushing(FilePath(file))
  do {
    try Data(text.utf8).write(to: URL(fileURLWithPath: place.string), options: .atomic)
  } catch {
    let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error ?? error
    throw Problem(
      .ioFailure,
      "cannot write the report '\(file)': \((cause as NSError).localizedDescription)",
      hint: "name a file in a folder that is there and may be written to"
    )
  }
}

/// Adds a text to the end of a file that may hold up to `limit` bytes.
///
/// - Throws: `Problem` with `command.io` where it can't be written, or doesn't fit.
func appendReport(_ text: String, to file: String, limit: Int) throws(Problem) {
  let hint = "GITHUB_STEP_SUMMARY names the file that the summary of a step goes to"
  do {
    let descriptor = try FileDescriptor.open(
      FilePath(file),
      .writeOnly,
      options: [.append, .create],
      permissions: [.ownerReadWrite, .groupReadWrite, .otherReadWrite]
    )
    let isWritten = try descriptor.closeAfter {
      let size = try descriptor.seek(offset: 0, from: .end)
      guard size + Int64(text.utf8.count) <= Int64(limit) else { return false }
      try descriptor.writeAll(Array(text.utf8))
      return true
    }
    if isWritten { return }
  } catch {
    throw Problem(.ioFailure, "cannot add to '\(file)': \(error)", hint: hint)
  }
  throw Problem(.ioFailure, "'\(file)' has no room left for the summary", hint: hint)
}
