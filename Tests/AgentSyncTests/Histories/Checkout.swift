import Foundation
import Git
import SystemPackage
import TestSupport

/// A work tree of a test's repository: its first one, or a linked one beside it.
struct Checkout {
  let keeper: TemporaryRepository
  let folder: FilePath

  func open() throws -> Repository {
    try RepositoryLocation.discover(from: folder, environment: keeper.environment).open()
  }

  /// Runs git here; its output without the newlines at its end.
  @discardableResult
  func git(_ arguments: String...) throws -> String {
    try keeper.run(arguments, in: folder).text
  }

  /// Runs git here, whatever it exits with.
  func attempt(_ arguments: String...) throws -> GitProcess.Result {
    try runGit(arguments, in: folder, input: nil, environment: keeper.environment)
  }

  /// Stages everything and commits it.
  func commit(_ message: String) throws {
    try git("add", "--all")
    try git("commit", "--quiet", "--allow-empty", "-m", message)
  }

  /// The id of HEAD's commit.
  func head() throws -> String { try git("rev-parse", "HEAD") }

  // MARK: - Files

  /// The files below a folder, sorted.
  func files(below name: String) -> [String] {
    let place = folder.appending(name).string
    return (FileManager.default.subpaths(atPath: place) ?? []).map { "\(name)/\($0)" }
      .filter { path in
        var isFolder: ObjCBool = false
        let full = folder.pushing(FilePath(path)).string
        return FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
          && !isFolder.boolValue
      }
      .sorted()
  }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.pushing(FilePath(path)).string)
  }

  func read(_ path: String) throws -> String {
    let data = try Data(contentsOf: URL(fileURLWithPath: folder.pushing(FilePath(path)).string))
    return String(decoding: data, as: UTF8.self)
  }

  func write(_ path: String, _ text: String) throws {
    let place = folder.pushing(FilePath(path))
    try FileManager.default.createDirectory(
      atPath: place.removingLastComponent().string,
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: URL(fileURLWithPath: place.string))
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: folder.pushing(FilePath(path)).string)
  }

  // MARK: - The library

  /// The documents of agents, sorted.
  func documents() -> [String] {
    files(below: "agents").filter { !$0.contains("/modules/") }
  }

  func parts() -> [String] { files(below: "agents").filter { $0.contains("/modules/") } }

  /// The words of a file; none where it is not there.
  func words(_ path: String) throws -> Set<String> {
    exists(path) ? try read(path).words : []
  }

  /// What stands where outputs do, with its text; a file that is not ours included.
  func outputs() throws -> [String: String] {
    var texts: [String: String] = [:]
    for path in files(below: ".github") { texts[path] = try read(path) }
    return texts
  }
}
