/// Reads an index file and keeps the entries that were asked for.
///
/// The checksum at the end is not verified, as git does not either.
package struct IndexParser: ~Copyable {
  package private(set) var entries: [IndexEntry] = []
  package private(set) var hasUnmerged = false
  package private(set) var trees = IndexTrees()

  private var cursor: IndexCursor
  private var selection: IndexSelection

  /// Reads the header.
  ///
  /// - Throws: `.corrupt`, `.unsupported` for another version, `.system`.
  package init(_ file: IndexFile, _ selection: IndexSelection) throws(GitError) {
    cursor = try IndexCursor(file)
    self.selection = selection
  }

  /// When the index file was written last.
  package var written: WorktreeFile.Time { cursor.bytes.file.written }
  /// How many entries there are, wanted or not.
  package var count: Int { cursor.count }

  /// Reads all entries, and the trees of the folders that the filter leads into.
  ///
  /// - Throws: `.corrupt`; `.unsupported` for a split or sparse index; `.system`.
  package mutating func run(_ filter: PathFilter) throws(GitError) {
    while try cursor.next() {
      if cursor.stage != 0 { hasUnmerged = true }
      if cursor.withName({ selection.takes($0) }) { keep() }
    }
    while let (name, range) = try cursor.nextExtension() {
      guard name == "TREE", filter.paths?.isEmpty != true else { continue }
      try cursor.load(range)
      trees = IndexTrees(parsing: cursor.bytes[range], filter)
    }
    if let flaw = cursor.flaw { throw flaw }
  }

  private mutating func keep() {
    guard let path = cursor.withName({ RepoPath($0) }), let id = cursor.id else {
      let name = cursor.withName { printable($0) }
      cursor.flaw = cursor.flaw ?? cursor.bytes.malformed("'\(name)' is no valid path")
      return
    }
    entries.append(
      IndexEntry(
        path: path,
        mode: FileMode(rawValue: cursor.number(at: 24)),
        id: id,
        stage: cursor.stage,
        isSkipWorktree: cursor.extended & 0x40 != 0,
        isAssumeUnchanged: cursor.flags & 0x8000 != 0,
        isIntentToAdd: cursor.isIntentToAdd,
        stat: IndexEntry.Stat(
          size: cursor.number(at: 36),
          modifiedSeconds: cursor.number(at: 8),
          modifiedNanoseconds: cursor.number(at: 12),
          inode: cursor.number(at: 20)
        )
      )
    )
  }
}
