package import AgentModel
import Git
package import SystemPackage

/// Merges three files into the second one, as git asks of a merge driver.
///
/// While it works the file holds the whole conflict: git takes a driver that crashes for one that found
/// a conflict, and what a person then adds must not be one side alone.
///
/// - Returns: whether it is free of conflicts.
/// - Throws: `Problem` with `command.io` where a file can't be read or written; then ours is as it was.
package func mergeFiles(
  _ base: FilePath,
  _ ours: FilePath,
  _ theirs: FilePath,
  markers: MarkerStyle
) throws(Problem) -> Bool {
  var texts: [[UInt8]] = []
  for path in [base, ours, theirs] { texts.append(try read(path)) }
  let conflict = MergeDriver.conflict(
    base: texts[0],
    ours: texts[1],
    theirs: texts[2],
    markers: markers
  )
  try overwrite(ours, with: conflict)
  let merged = MergeDriver.merge(
    base: texts[0],
    ours: texts[1],
    theirs: texts[2],
    markers: markers
  )
  try overwrite(ours, with: merged.bytes)
  return merged.isClean
}

private func read(_ path: FilePath) throws(Problem) -> [UInt8] {
  do throws(GitError) {
    return try readNamedFile(path)
  } catch {
    throw .cannotMerge(path, error)
  }
}

private func overwrite(_ path: FilePath, with bytes: [UInt8]) throws(Problem) {
  do throws(GitError) {
    try overwriteNamedFile(path, with: bytes)
  } catch {
    throw .cannotMerge(path, error)
  }
}

extension Problem {
  fileprivate static func cannotMerge(_ path: FilePath, _ error: GitError) -> Problem {
    Problem(
      .ioFailure,
      "cannot merge '\(path.string)': \(error.message)",
      hint: "see that the file is there and may be written, and that the disk is not full"
    )
  }
}
