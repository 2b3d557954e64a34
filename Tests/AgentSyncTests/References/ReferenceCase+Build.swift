import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import AgentSync

extension ReferenceCase {
  /// A repository in which everything was done.
  func build() throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    for section in sections {
      let words = section.title.split(separator: " ", maxSplits: 1).map(String.init)
      let name = words.count > 1 ? words[1] : ""
      switch words.first {
      case "branch": try repository.git("switch", "--quiet", "--create", name)
      case "switch": try repository.git("switch", "--quiet", name)
      // A conflict is settled by the section's commands.
      case "merge": _ = try? repository.git("merge", "--quiet", "--no-commit", "--no-ff", name)
      case "shallow":
        return try ReferenceCase.shallowClone(of: repository, section.commands)
      default: break
      }
      for command in section.commands { try ReferenceCase.run(command, in: repository) }
      switch words.first {
      case "commit", "merge": try repository.commit(section.title)
      case "index": try repository.git("add", "--all")
      case "sync":
        let outcome = try synchronize(try repository.open(), SyncOptions())
        #expect(outcome.plan.syncVerdict < .conflict)
      case "branch", "switch", "work": break
      default: throw Mistake(line: section.title)
      }
    }
    return repository
  }

  static func run(_ command: Command, in repository: TemporaryRepository) throws {
    switch command {
    case .write(let path, let bytes): try repository.write(path, bytes: bytes)
    case .move(let from, let to): try move(from, to, in: repository)
    case .swap(let one, let other):
      try move(one, "aside", in: repository)
      try move(other, one, in: repository)
      try move("aside", other, in: repository)
    case .copy(let from, let to):
      try repository.write(to, bytes: try repository.readBytes(from))
    case .remove(let path): try repository.remove(path)
    case .replace(let path, let old, let new):
      let text = try repository.read(path)
      try #require(text.contains(old), "'\(path)' lacks '\(old)'")
      try repository.write(path, text.replacing(old, with: new))
    case .append(let path, let text):
      try repository.write(path, try repository.read(path) + text + "\n")
    case .link(let path, let target): try repository.link(path, to: target)
    case .submodule(let path):
      try repository.write(path + "/.git", "")
      try repository.remove(path + "/.git")
      let id = try repository.id("HEAD")
      try repository.git("update-index", "--add", "--cacheinfo", "160000,\(id.hex),\(path)")
    case .binary(let path): try repository.write(path, bytes: [0, 159, 146, 150, 0, 1, 2, 3])
    }
  }

  /// Moves a file or a folder, and leaves no empty folder behind.
  private static func move(_ from: String, _ to: String, in repository: TemporaryRepository) throws
  {
    let files = FileManager.default
    let target = repository.root.pushing(FilePath(to))
    // A file may become a folder of its own name.
    let aside = repository.root.appending("on-the-way")
    try files.moveItem(
      atPath: repository.root.pushing(FilePath(from)).string,
      toPath: aside.string
    )
    try files.createDirectory(
      atPath: target.removingLastComponent().string,
      withIntermediateDirectories: true
    )
    try files.moveItem(atPath: aside.string, toPath: target.string)
    var folder = FilePath(from).removingLastComponent()
    while !folder.isEmpty {
      let place = repository.root.pushing(folder).string
      guard try files.contentsOfDirectory(atPath: place).isEmpty else { return }
      try files.removeItem(atPath: place)
      folder = folder.removingLastComponent()
    }
  }

  private static func shallowClone(
    of repository: TemporaryRepository,
    _ commands: [Command]
  ) throws -> TemporaryRepository {
    let clone = try TemporaryRepository()
    try clone.git("fetch", "--quiet", "--depth=1", "file://\(repository.root)", "HEAD")
    try clone.git("reset", "--quiet", "--hard", "FETCH_HEAD")
    for command in commands { try run(command, in: clone) }
    return clone
  }
}
