import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import AgentSync

/// A case of `fixtures/merge`: three versions, what git makes of them, and what this merge makes of them.
///
/// A file has five parts, each below a line `═══ name`; its name is the sentence that it shows.
struct MergeFixture: CustomTestStringConvertible, Sendable {
  let path: FilePath
  let base: [UInt8]
  let ours: [UInt8]
  let theirs: [UInt8]
  /// As recorded; the first line says whether it is clean.
  let git: String
  let merged: String

  var testDescription: String {
    (path.stem ?? "").replacing("-", with: " ")
  }

  static let all: [MergeFixture] = {
    let folder = Fixture.root.appending("merge")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []
    return names.sorted().filter { $0.hasSuffix(".txt") }.map { MergeFixture(folder.appending($0)) }
  }()

  private init(_ path: FilePath) {
    self.path = path
    let text = (try? String(contentsOfFile: path.string, encoding: .utf8)) ?? ""
    var parts: [String: String] = [:]
    var name = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("═══ ") {
        name = String(line.dropFirst(4).prefix { $0 != ":" })
        if name == "git" || name == "merged" { parts[name] = line.dropFirst(4) + "\n" }
      } else {
        parts[name, default: ""] += line + "\n"
      }
    }
    // The last part's text is followed by the file's own last newline.
    func part(_ name: String) -> String { parts[name] ?? "" }
    (base, ours, theirs) = (
      Array(part("base").utf8), Array(part("ours").utf8), Array(part("theirs").utf8)
    )
    git = part("git")
    merged = String(part("merged").dropLast())
  }

  /// The case as its file has it, with results that were made now.
  func text(git: String, merged: String) -> String {
    func part(_ name: String, _ bytes: [UInt8]) -> String {
      "═══ \(name)\n" + String(decoding: bytes, as: UTF8.self)
    }
    return part("base", base) + part("ours", ours) + part("theirs", theirs)
      + "═══ " + git + "═══ " + merged
  }
}

struct MergeFixtureTests {
  @Test(arguments: MergeFixture.all)
  func `a case comes to what is recorded`(_ fixture: MergeFixture) throws {
    let byGit = try gitMergeFile(base: fixture.base, ours: fixture.ours, theirs: fixture.theirs)
    let byUs = DocumentMerge.merge(base: fixture.base, ours: fixture.ours, theirs: fixture.theirs)
    func result(_ name: String, _ conflicts: Int, _ bytes: [UInt8]) -> String {
      let count = conflicts == 0 ? "clean" : "\(conflicts) conflict\(conflicts == 1 ? "" : "s")"
      return "\(name): \(count)\n" + String(decoding: bytes, as: UTF8.self)
    }
    let written = byUs.written(with: MarkerStyle(ours: "ours", base: "base", theirs: "theirs"))
    let git = result("git", byGit.conflicts, byGit.bytes)
    let merged = result("merged", byUs.conflicts.count, written)
    let isRecording = ProcessInfo.processInfo.environment["AGENTSYNC_RECORD"] == "1"
    if isRecording, git != fixture.git || merged != fixture.merged {
      try fixture.text(git: git, merged: merged)
        .write(toFile: fixture.path.string, atomically: true, encoding: .utf8)
      Issue.record("recorded")
      return
    }
    #expect(git == fixture.git)
    #expect(merged == fixture.merged)
    #expect(
      MergeAudit.holds(byUs, base: fixture.base, ours: fixture.ours, theirs: fixture.theirs)
    )
    let back = DocumentMerge.merge(base: fixture.base, ours: fixture.theirs, theirs: fixture.ours)
    #expect(back.isClean == byUs.isClean)
  }

  @Test func `there are many cases, and many in which git does worse`() {
    let worse = MergeFixture.all.filter {
      !$0.git.hasPrefix("git: clean") && $0.merged.hasPrefix("merged: clean")
    }
    let broken = MergeFixture.all.filter {
      $0.git.hasPrefix("git: clean") && $0.git.dropFirst(3) != $0.merged.dropFirst(6)
    }
    #expect(MergeFixture.all.count >= 150)
    #expect(worse.count + broken.count >= 40)
  }
}
