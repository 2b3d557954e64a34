import AgentModel
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import AgentSync

/// Everything that a person can see of a repository: references, index, work tree, byte for byte.
///
/// Objects without a reference and the tool's own cache are nobody's business.
struct SeenState: Hashable {
  private let entries: [String: [UInt8]]

  init(of repository: TemporaryRepository) {
    self.init(of: repository.root)
  }

  init(of root: FilePath) {
    var entries: [String: [UInt8]] = [:]
    let manager = FileManager.default
    let names = (try? manager.subpathsOfDirectory(atPath: root.string)) ?? []
    for name in names where !SeenState.isPassedOver(name) {
      let path = root.pushing(FilePath(name)).string
      if let target = try? manager.destinationOfSymbolicLink(atPath: path) {
        entries[name] = Array("-> \(target)".utf8)
      } else {
        entries[name] = SeenState.bytes(at: path)
      }
    }
    self.entries = entries
  }

  private static func isPassedOver(_ name: String) -> Bool {
    let inGit = name.split(separator: "/").drop { $0 != ".git" }.dropFirst()
    let first = (inGit.isEmpty ? name.split(separator: "/")[...] : inGit).first
    return first == "objects" || first == "agentsync"
  }

  private static func bytes(at path: String) -> [UInt8] {
    let kind = (try? FileManager.default.attributesOfItem(atPath: path))?[.type]
    guard kind as? FileAttributeType == .typeRegular else { return [] }
    return FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? []
  }

  /// The names whose content differs.
  func difference(from other: SeenState) -> [String] {
    Set(entries.keys).union(other.entries.keys)
      .filter { entries[$0] != other.entries[$0] }.sorted()
  }
}

extension BadInputLibrary {
  /// Expects that a sync ends with a problem of this code, having written nothing.
  ///
  /// - Returns: The problem; nil where there was none.
  @discardableResult
  func expectAborted(
    _ code: Problem.Code,
    _ location: SourceLocation = #_sourceLocation,
    _ change: (inout SyncOptions) -> Void = { _ in }
  ) -> Problem? {
    expectUnchanged(of: repository, location) {
      let problem = #expect(throws: Problem.self, sourceLocation: location) {
        try team.sync(change)
      }
      #expect(problem?.code == code, "\(problem?.message ?? "")", sourceLocation: location)
      return problem
    }
  }

  /// Expects that a sync as well as a check end with a problem of this code, having written nothing.
  @discardableResult
  func expectNothingRuns(
    _ code: Problem.Code,
    _ location: SourceLocation = #_sourceLocation
  ) -> Problem? {
    expectUnchanged(of: repository, location) {
      let problem = #expect(throws: Problem.self, sourceLocation: location) { try team.check() }
      #expect(problem?.code == code, "\(problem?.message ?? "")", sourceLocation: location)
    }
    return expectAborted(code, location)
  }
}

/// Runs something and expects that a person sees no difference afterwards.
@discardableResult
func expectUnchanged<Value>(
  of repository: TemporaryRepository,
  _ location: SourceLocation = #_sourceLocation,
  _ body: () throws -> Value
) rethrows -> Value {
  let before = SeenState(of: repository)
  let value = try body()
  let changed = SeenState(of: repository).difference(from: before)
  #expect(changed.isEmpty, "written: \(changed)", sourceLocation: location)
  return value
}
