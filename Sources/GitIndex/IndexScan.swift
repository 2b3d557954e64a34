/// What the index holds below some folders, read in one go.
package struct IndexScan: Hashable, Sendable {
  /// The entries, sorted bytewise by path and then by stage.
  package let entries: [IndexEntry]
  /// Whether any path of the whole index is unmerged, also outside the folders that were asked for.
  package let hasUnmerged: Bool
  /// Whether there is an index file; without one the index is empty.
  package let exists: Bool
  /// The folders and files that were asked for.
  package let filter: PathFilter
  /// When the index file was written last; nil where there is none.
  package let written: WorktreeFile.Time?
  /// What trees the folders above and below the paths are, as far as the index knows.
  package let trees: IndexTrees

  package init(
    entries: [IndexEntry],
    hasUnmerged: Bool,
    exists: Bool,
    filter: PathFilter,
    written: WorktreeFile.Time?,
    trees: IndexTrees
  ) {
    self.entries = entries
    self.hasUnmerged = hasUnmerged
    self.exists = exists
    self.filter = filter
    self.written = written
    self.trees = trees
  }
}

extension IndexScan {
  /// The folders and files that were asked for; nil is everything.
  package var paths: [RepoPath]? { filter.paths }

  /// Whether the index proves that a file of the work tree holds what is staged.
  ///
  /// A file as young as the index itself proves nothing: it may have changed since without its time
  /// telling (git calls such entries racy).
  package func proves(_ file: WorktreeFile, holds entry: IndexEntry) -> Bool {
    guard let written, file.modified < written else { return false }
    return entry.stat.size == UInt32(truncatingIfNeeded: file.size)
      && entry.stat.modifiedSeconds == UInt32(truncatingIfNeeded: file.modified.seconds)
      && entry.stat.modifiedNanoseconds == UInt32(truncatingIfNeeded: file.modified.nanoseconds)
      && entry.stat.inode == UInt32(truncatingIfNeeded: file.inode)
      && file.isExecutable == (entry.mode == .executable)
  }
}

extension IndexScan {
  /// Where the first entry stands that does not sort before these bytes.
  package func position(of bytes: [UInt8]) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      let order = entries[middle].path.bytes.withUnsafeBytes { path in
        bytes.withUnsafeBytes { compareBytes(path, $0) }
      }
      if order < 0 {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}

/// One line of the index, with what the system said of the file when git looked last.
package struct IndexEntry: Hashable, Sendable {
  package let path: RepoPath
  package let mode: FileMode
  package let id: ObjectID
  /// 0; of an unmerged path 1 (base), 2 (ours) and 3 (theirs).
  package let stage: Int
  /// The file is outside the sparse checkout and need not be in the work tree.
  package let isSkipWorktree: Bool
  /// The person told git not to look at the file.
  package let isAssumeUnchanged: Bool
  /// `git add --intent-to-add`: the path is known, the content is not staged.
  package let isIntentToAdd: Bool
  /// Size, time and inode of the file, to tell whether it can have changed.
  package let stat: Stat

  /// What the system said of a file, cut to 32 bits as the index has it; all 0 when git must look.
  package struct Stat: Hashable, Sendable {
    package let size: UInt32
    package let modifiedSeconds: UInt32
    package let modifiedNanoseconds: UInt32
    package let inode: UInt32
  }
}
