import Glibc
package import SystemPackage

package import struct GitIndex.FileMode

/// A new index in the making: what the index file held, and changes of single entries.
///
/// Nothing happens to the index file itself; the caller holds its lock and lets the draft write
/// there. Entries that are not named keep all their bits. It is spliced and not built: the file goes
/// through a small piece of memory from the old place to the new one, however large it is. One that was
/// split or sparse becomes a plain file; git writes it in its own form again when it writes it next.
package final class IndexDraft {
  /// An entry as it stands in the index.
  package struct Entry: Hashable, Sendable {
    package let mode: FileMode
    package let id: ObjectID
    /// The file is outside the sparse checkout and not in the work tree.
    package let isSkipWorktree: Bool
    /// The person told git not to look at the file.
    package let isAssumeUnchanged: Bool
    /// `git add --intent-to-add`: the path is known, the content is not staged.
    package let isIntentToAdd: Bool

    /// What a scan of the index saw.
    package init(_ entry: IndexEntry) {
      self.init(
        mode: entry.mode,
        id: entry.id,
        isSkipWorktree: entry.isSkipWorktree,
        isAssumeUnchanged: entry.isAssumeUnchanged,
        isIntentToAdd: entry.isIntentToAdd
      )
    }

    init(
      mode: FileMode,
      id: ObjectID,
      isSkipWorktree: Bool,
      isAssumeUnchanged: Bool = false,
      isIntentToAdd: Bool = false
    ) {
      self.mode = mode
      self.id = id
      self.isSkipWorktree = isSkipWorktree
      self.isAssumeUnchanged = isAssumeUnchanged
      self.isIntentToAdd = isIntentToAdd
    }
  }

  /// What becomes of a path: the entries of its stages; none removes it.
  struct Edit {
    let entries: [(stage: Int, entry: Entry)]
    let file: WorktreeFile?

    /// The entry of a path that is not unmerged.
    var merged: Entry? { entries.first { $0.stage == 0 }?.entry }
  }

  /// Whether a merge has left several versions of some path.
  package let hasConflicts: Bool

  private let file: IndexFile?
  private let worktree: Worktree?
  /// Where the draft may be asked and changed.
  private let places: Set<RepoPath>
  /// How many entries the file has.
  private let count: Int
  /// What stands in the file at the places, below and above them.
  private let known: [RepoPath: [IndexEntry]]
  private var edits: [RepoPath: Edit] = [:]
  /// How many of the present entries lie below a folder.
  private var folders: [RepoPath: Int] = [:]

  /// Reads the index file as it is now; a missing one is an empty index.
  ///
  /// - Parameters:
  ///   - indexFile: The index.
  ///   - paths: All paths that will be asked for or changed.
  ///   - worktree: The files that the entries speak of.
  /// - Throws: `.unsupported` for an index that git can't read either, `.corrupt` also where the
  ///   checksum is wrong, `.system`.
  package init(
    of indexFile: FilePath,
    changing paths: some Sequence<RepoPath>,
    worktree: Worktree?
  ) throws(GitError) {
    self.worktree = worktree
    let places = Set(paths)
    self.places = places
    guard let present = try IndexFile.open(indexFile) else {
      (file, count, known, hasConflicts) = (nil, 0, [:], false)
      return
    }
    try present.verifyChecksum()
    func read(_ file: IndexFile) throws(GitError) -> (IndexFile, Contents) {
      var parser = try IndexParser(file, IndexSelection(around: places))
      try parser.run(PathFilter([]))
      return (file, Contents(parser))
    }
    let contents: Contents
    if let worktree {
      (file, contents) = try worktree.repository.index.plainly(present, read)
    } else {
      (file, contents) = try read(present)
    }
    count = contents.count
    hasConflicts = contents.hasConflicts
    known = Dictionary(grouping: contents.entries, by: \.path)
    for path in known.keys { count(path, 1) }
  }

  /// What was read of the file.
  private struct Contents {
    let count: Int
    let hasConflicts: Bool
    let entries: [IndexEntry]

    init(_ parser: borrowing IndexParser) {
      count = parser.count
      hasConflicts = parser.hasUnmerged
      entries = parser.entries
    }
  }

  private func count(_ path: RepoPath, _ change: Int) {
    var parent = path.parent
    while let folder = parent {
      folders[folder, default: 0] += change
      parent = folder.parent
    }
  }

  /// The entry at `path`; nil where there is none or it is unmerged.
  package func entry(at path: RepoPath) -> Entry? {
    precondition(places.contains(path), "BUG: a path that the draft was not made for")
    return present(path)
  }

  private func present(_ path: RepoPath) -> Entry? {
    if let edit = edits[path] { return edit.merged }
    return known[path]?.first { $0.stage == 0 }.map { Entry($0) }
  }

  /// Adds or replaces an entry.
  ///
  /// The file is what the system says of one with exactly this content; nil makes git look into it the
  /// next time.
  ///
  /// - Throws: `.exists` where the path is a folder of other entries or below one.
  package func put(
    _ path: RepoPath,
    _ mode: FileMode,
    _ id: ObjectID,
    _ file: WorktreeFile?,
    isSkipWorktree: Bool = false
  ) throws(GitError) {
    let old = entry(at: path)
    if old == nil, let other = clash(at: path) {
      throw GitError(
        code: .exists,
        message: "'\(path)' cannot be staged: the index holds '\(other)'",
        function: "IndexDraft"
      )
    }
    let isSkipped = isSkipWorktree || old?.isSkipWorktree == true
    let entry = Entry(mode: mode, id: id, isSkipWorktree: isSkipped)
    set(path, Edit(entries: [(0, entry)], file: file))
  }

  /// Makes a path unmerged: versions 1 (base), 2 (ours) and 3 (theirs) in the place of what is there.
  ///
  /// A version that is not there is left out; one at least is.
  package func putUnmerged(_ path: RepoPath, _ versions: [Int: (mode: FileMode, id: ObjectID)]) {
    precondition(places.contains(path), "BUG: a path that the draft was not made for")
    let entries = versions.sorted { $0.key < $1.key }.map { stage, version in
      (stage, Entry(mode: version.mode, id: version.id, isSkipWorktree: false))
    }
    set(path, Edit(entries: entries, file: nil))
  }

  /// Removes an entry; none being there is fine.
  package func remove(_ path: RepoPath) throws(GitError) {
    precondition(places.contains(path), "BUG: a path that the draft was not made for")
    guard known[path] != nil || edits[path] != nil else { return }
    set(path, Edit(entries: [], file: nil))
  }

  private func set(_ path: RepoPath, _ edit: Edit) {
    let wasThere = edits[path].map { !$0.entries.isEmpty } ?? (known[path] != nil)
    edits[path] = edit
    let isThere = !edit.entries.isEmpty
    if wasThere != isThere { count(path, isThere ? 1 : -1) }
  }

  /// An entry that `path` as a file would push out: one of its parents, or something below it.
  package func clash(at path: RepoPath) -> RepoPath? {
    var parent = path.parent
    while let folder = parent {
      if present(folder) != nil { return folder }
      parent = folder.parent
    }
    guard folders[path, default: 0] > 0 else { return nil }
    let all = Set(known.keys).union(edits.keys)
    return all.filter { $0 != path && $0.isWithin(path) && present($0) != nil }.min()
  }

  /// Makes sure that the disk has room for the new file in its lock, before anything else is changed.
  ///
  /// - Throws: `.system`.
  package func reserve(in lock: LockFile) throws(GitError) {
    // An entry has at most 64 bytes before its name and 8 behind it; those that go are not counted.
    let new = edits.reduce(0) { $0 + ($1.key.bytes.count + 72) * $1.value.entries.count }
    try lock.reserve((file?.size ?? 32) + new)
  }

  /// Writes the index file with all changes into its lock, in the version that it had.
  ///
  /// - Throws: `.corrupt`, `.system`.
  package func write(to lock: LockFile) throws(GitError) {
    let replaced = edits.keys.reduce(0) { $0 + (known[$1]?.count ?? 0) }
    let added = edits.values.reduce(0) { $0 + $1.entries.count }
    var splice = IndexSplice(
      edits: edits.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
      count: count - replaced + added,
      touched: touchedFolders,
      written: file?.written.seconds,
      worktree: worktree
    )
    try lock.rewrite { output throws(GitError) in try splice.write(file, to: output) }
  }

  /// The folders whose tree is another one now, the top being nil.
  private var touchedFolders: Set<RepoPath?> {
    var touched: Set<RepoPath?> = []
    for (path, edit) in edits {
      if let old = known[path], old.count == 1, old[0].stage == 0, !old[0].isIntentToAdd,
        let new = edit.merged, new.mode == old[0].mode, new.id == old[0].id
      {
        continue
      }
      var folder = path.parent
      while touched.insert(folder).inserted, let next = folder { folder = next.parent }
    }
    return touched
  }
}
