import Foundation
import Git
package import SystemPackage

/// A file that both sides of a merge changed, and what people committed: from the history of any repository.
package struct MergeCase: Sendable {
  /// The merge commit and the path, as git writes it: `1a2b3c4:agents/ada.md`.
  package let name: String
  package let base: [UInt8]
  package let ours: [UInt8]
  package let theirs: [UInt8]
  /// What stands in the merge commit; empty where it has no such file.
  package let committed: [UInt8]

  /// Collects the cases of all merges of two parents and one merge base that HEAD can reach.
  ///
  /// Renamed files are left out: both parents and the base must have the path.
  ///
  /// - Parameters:
  ///   - folder: Where the repository is.
  ///   - ending: How the paths end.
  /// - Returns: the cases, newest merge first, sorted by path within one.
  /// - Throws: `CommandFailure` when git refuses.
  package static func extract(from folder: FilePath, ending: String = ".md") throws -> [MergeCase] {
    func git(_ arguments: String...) throws -> [UInt8] {
      let result = try runGit(arguments, in: folder, input: nil, environment: nil)
      guard result.status == 0 else { throw CommandFailure(words: arguments, result: result) }
      return result.output
    }
    func lines(_ bytes: [UInt8], by separator: UInt8) -> [String] {
      bytes.split(separator: separator).map { String(decoding: $0, as: UTF8.self) }
    }
    var cases: [MergeCase] = []
    for line in lines(try git("rev-list", "--merges", "--parents", "HEAD"), by: 10) {
      let commits = line.split(separator: " ").map(String.init)
      guard commits.count == 3 else { continue }
      let bases = lines(try git("merge-base", "--all", commits[1], commits[2]), by: 10)
      guard bases.count == 1 else { continue }
      func changed(_ side: String) throws -> Set<String> {
        let names = try git(
          "diff-tree",
          "-r",
          "-z",
          "--name-only",
          "--diff-filter=M",
          bases[0],
          side
        )
        return Set(lines(names, by: 0).filter { $0.hasSuffix(ending) })
      }
      for path in try changed(commits[1]).intersection(changed(commits[2])).sorted() {
        func blob(_ commit: String) throws -> [UInt8] {
          try git("cat-file", "blob", "\(commit):\(path)")
        }
        let sides = (try blob(bases[0]), try blob(commits[1]), try blob(commits[2]))
        guard sides.1 != sides.2 else { continue }
        cases.append(
          MergeCase(
            name: "\(commits[0].prefix(7)):\(path)",
            base: sides.0,
            ours: sides.1,
            theirs: sides.2,
            committed: (try? blob(commits[0])) ?? []
          )
        )
      }
    }
    return cases
  }
}

/// What `git merge-file` makes of three texts: the bytes, and the number of conflicts.
package func gitMergeFile(
  base: [UInt8],
  ours: [UInt8],
  theirs: [UInt8]
) throws -> (bytes: [UInt8], conflicts: Int) {
  let folder = try makeSandbox()
  defer { try? FileManager.default.removeItem(atPath: folder.string) }
  for (name, bytes) in [("base", base), ("ours", ours), ("theirs", theirs)] {
    try Data(bytes).write(to: URL(filePath: folder.appending(name).string))
  }
  let result = try runGit(
    ["merge-file", "-p", "--quiet", "ours", "base", "theirs"],
    in: folder,
    input: nil,
    environment: hermeticEnvironment(sandbox: folder, time: 1_700_000_000)
  )
  guard result.status < 128 else { throw UnexpectedOutput(text: result.complaint) }
  return (result.output, Int(result.status))
}
