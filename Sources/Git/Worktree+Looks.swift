import Dispatch
import Glibc
import Synchronization

extension Worktree {
  /// What one look at a tracked file tells.
  enum Look: Sendable {
    /// It is what is staged.
    case proved
    /// A file or link stands there, and the index does not vouch for it.
    case doubtful
    /// There is nothing, or nothing that could be tracked.
    case absent
  }

  /// Looks at the file of each entry of the index, on several threads.
  ///
  /// Links on the way to a file are followed; that the folders are none is for the caller to see.
  ///
  /// - Parameters:
  ///   - index: The entries.
  ///   - workers: How many threads to use.
  /// - Returns: A look an entry, in their order.
  /// - Throws: `.system`.
  func looks(at index: IndexScan, workers: Int) throws(GitError) -> [Look] {
    let entries = index.entries
    // Below some hundred files a thread costs more than it does.
    let share = max(256, (entries.count + workers - 1) / max(workers, 1))
    let shares = (entries.count + share - 1) / share
    let done = Mutex<[Int: Result<[Look], GitError>]>([:])
    let root = root.raw
    let work = { @Sendable (number: Int) in
      let range = (number * share)..<min((number + 1) * share, entries.count)
      let result = Worktree.looks(at: entries[range], of: index, below: root)
      done.withLock { $0[number] = result }
    }
    if shares == 1 {
      work(0)
    } else {
      DispatchQueue.concurrentPerform(iterations: shares, execute: work)
    }
    var looks: [Look] = []
    looks.reserveCapacity(entries.count)
    for number in 0..<shares {
      guard let result = done.withLock({ $0[number] }) else {
        preconditionFailure("BUG: a share was not worked on")
      }
      looks += try result.get()
    }
    return looks
  }

  private static func looks(
    at entries: ArraySlice<IndexEntry>,
    of index: IndexScan,
    below root: Int32
  ) -> Result<[Look], GitError> {
    var looks: [Look] = []
    looks.reserveCapacity(entries.count)
    do throws(GitError) {
      for entry in entries {
        guard let file = try glance(at: entry.path, below: root) else {
          looks.append(.absent)
          continue
        }
        let isFile = file.kind == .file || file.kind == .symlink
        looks.append(!isFile ? .absent : index.proves(file, holds: entry) ? .proved : .doubtful)
      }
      return .success(looks)
    } catch {
      return .failure(error)
    }
  }

  /// What seems to stand at a path, by one call of the system; nil where there is nothing.
  ///
  /// - Throws: `.system`.
  static func glance(at path: RepoPath, below root: Int32) throws(GitError) -> WorktreeFile? {
    var buffer = stat()
    let result = path.withSystemPath { fstatat(root, $0, &buffer, AT_SYMLINK_NOFOLLOW) }
    guard result == 0 else {
      if errno == ENOENT || errno == ENOTDIR || errno == ELOOP { return nil }
      throw systemError("cannot read '\(path)'", errno, function: "fstatat")
    }
    return WorktreeFile(buffer)
  }
}
