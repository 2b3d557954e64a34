import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

/// Two sets of files in memory, and the renames between them.
struct TwoTrees {
  var old: [String: String] = [:]
  var new: [String: String] = [:]
  var formerPaths: [String: [String]] = [:]
  var oldLinks: Set<String> = []
  var newLinks: Set<String> = []

  /// The renames, and how many files were read.
  func run(shuffledBy random: SeededRandom? = nil) throws -> (renames: [Rename], reads: Int) {
    var blobs: [ObjectID: [UInt8]] = [:]
    func version(_ path: String, _ text: String, isLink: Bool) throws -> FileVersion {
      let id = try hashBlob(Array(text.utf8))
      blobs[id] = Array(text.utf8)
      return FileVersion(
        path: try #require(RepoPath(path)),
        blobID: id,
        mode: isLink ? .symlink : .file
      )
    }
    var removed: [FileVersion] = []
    var added: [FileVersion] = []
    var modified: [ModifiedFile] = []
    for (path, text) in old {
      let before = try version(path, text, isLink: oldLinks.contains(path))
      guard let now = new[path] else {
        removed.append(before)
        continue
      }
      guard now != text else { continue }
      let after = try version(path, now, isLink: newLinks.contains(path))
      modified.append(ModifiedFile(old: before, new: after))
    }
    for (path, text) in new where old[path] == nil {
      added.append(try version(path, text, isLink: newLinks.contains(path)))
    }
    if var random {
      removed.shuffle(using: &random)
      added.shuffle(using: &random)
      modified.shuffle(using: &random)
    }
    var former: [RepoPath: [RepoPath]] = [:]
    for (path, paths) in formerPaths {
      former[try #require(RepoPath(path))] = paths.compactMap { RepoPath($0) }
    }
    let known = blobs
    var reads = 0
    let signs = RenameSigns(formerPaths: former) { (id) throws(Problem) in
      reads += 1
      return known[id]
    }
    let renames = try matchRenames(
      removed: removed,
      added: added,
      modified: modified,
      signs: signs
    )
    return (renames, reads)
  }

  /// Each rename as a line: `a.md -> b.md same-blob 100 sure`.
  func lines() throws -> [String] { try run().renames.map(\.line) }
}

extension Rename {
  var line: String { "\(from) -> \(to) \(evidence.rawValue) \(similarity) \(confidence.rawValue)" }

  /// Without the share of the content.
  var verdict: String { "\(from) -> \(to) \(evidence.rawValue) \(confidence.rawValue)" }
}

/// A document of lines that no other document has; equal words give equal texts.
func prose(_ word: String, lines: Int = 20) -> String {
  (0..<lines).map { "The \(word) of line \($0) says what \(word) number \($0) is for.\n" }.joined()
}

extension String {
  /// With the first lines, so many, written anew.
  func rewritten(_ count: Int, _ word: String = "other") -> String {
    let lines = split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated()
      .map { $0 < count ? "Line \($0) is about the \(word) now, and nothing else." : String($1) }
      .joined(separator: "\n")
  }
}
