import Clibgit2
import Glibc

extension Worktree {
  /// Removes the temporary file of a change that stands; folders that a removal emptied go too.
  package func finish(_ path: RepoPath, temporary name: String, isRemoval: Bool) throws(GitError) {
    guard let folder = try openFolder(path.parent) else { return }
    guard unlinkat(folder.raw, name, 0) == 0 || errno == ENOENT else {
      throw systemError("cannot remove '\(name)' beside '\(path)'", errno, function: "unlinkat")
    }
    changedFolders.insert(path.parent)
    if isRemoval { try prune(path.parent) }
  }

  /// What a file is on the disk, before any conversion.
  package struct Content: Hashable, Sendable {
    /// The blob that the bytes would be as they are.
    package let id: ObjectID
    package let isExecutable: Bool

    package init(id: ObjectID, isExecutable: Bool) {
      self.id = id
      self.isExecutable = isExecutable
    }
  }

  /// What a change looked like that is to be taken back.
  package struct Trace: Hashable, Sendable {
    package let path: RepoPath
    /// One component, beside `path`.
    package let temporary: String
    /// The file that was there; nil for none.
    package let old: Content?
    /// The file that came; nil for a removal.
    package let new: Content?

    package init(path: RepoPath, temporary: String, old: Content?, new: Content?) {
      self.path = path
      self.temporary = temporary
      self.old = old
      self.new = new
    }
  }

  /// Takes a change back, wherever it stopped; the old file returns with all the system knew of it.
  ///
  /// It judges by what is on the disk, so it serves after an error as well as after a kill.
  ///
  /// - Returns: False where somebody else has changed the path since: then his file stays.
  /// - Throws: `.system`, `.notPlainFile`.
  package func restore(_ trace: Trace) throws(GitError) -> Bool {
    guard let folder = try openFolder(trace.path.parent) else { return true }
    changedFolders.insert(trace.path.parent)
    let path = trace.path.systemName
    let temporary = trace.temporary.utf8CString.map { $0 }
    let found = try content(path, in: folder, trace.path)
    let kept = try content(temporary, in: folder, trace.path)
    if found == trace.old {
      // Never put, or taken back before: what stands beside is the new file, whole or torn.
      guard kept != nil else { return true }
      return try remove(temporary, in: folder, trace)
    }
    guard found == trace.new else {
      // Of what stands beside, only our own two texts may go.
      if let kept, kept == trace.old || kept == trace.new {
        return try !remove(temporary, in: folder, trace)
      }
      return false
    }
    guard trace.old != nil else { return try remove(path, in: folder, trace) }
    guard kept != nil else { return false }
    // Also where it is not the old text: then somebody saved in the last moment, and it is his.
    let result =
      found == nil
      ? agentsync_rename_exclusive(folder.raw, temporary, path)
      : renameat(folder.raw, temporary, folder.raw, path)
    guard result == 0 else {
      throw systemError("cannot restore '\(trace.path)'", errno, function: "renameat")
    }
    return true
  }

  /// What stands at `path` on the disk; nil where there is nothing.
  ///
  /// - Throws: `.notPlainFile`, `.system`.
  package func content(of path: RepoPath) throws(GitError) -> Content? {
    guard let folder = try openFolder(path.parent) else { return nil }
    return try content(path.systemName, in: folder, path)
  }

  /// Removes the temporary file of a change that somebody else has overtaken, if it is one of ours.
  ///
  /// - Returns: False where it holds what nobody knows; then it stays.
  package func discard(_ trace: Trace) throws(GitError) -> Bool {
    guard let folder = try openFolder(trace.path.parent) else { return true }
    let temporary = trace.temporary.utf8CString.map { $0 }
    guard let kept = try content(temporary, in: folder, trace.path) else { return true }
    guard kept == trace.old || kept == trace.new else { return false }
    return try remove(temporary, in: folder, trace)
  }

  /// Removes folders that are empty, innermost first; others stay.
  package func removeFolders(_ folders: [RepoPath]) {
    for folder in folders.sorted().reversed() {
      guard let parent = try? openFolder(folder.parent) else { continue }
      if unlinkat(parent.raw, folder.systemName, AT_REMOVEDIR) == 0 {
        changedFolders.remove(folder)
        changedFolders.insert(folder.parent)
      }
    }
  }

  private func remove(
    _ name: SystemName,
    in folder: borrowing Descriptor,
    _ trace: Trace
  ) throws(GitError) -> Bool {
    guard unlinkat(folder.raw, name, 0) == 0 || errno == ENOENT else {
      throw systemError("cannot restore '\(trace.path)'", errno, function: "unlinkat")
    }
    return true
  }

  private func content(
    _ name: SystemName,
    in folder: borrowing Descriptor,
    _ path: RepoPath
  ) throws(GitError) -> Content? {
    guard let found = try read(name, in: folder, path) else { return nil }
    return Content(id: try hashBlob(found.bytes), isExecutable: found.file.isExecutable)
  }
}
