import Glibc
package import SystemPackage

/// Locks that a killed run of this tool may have left.
package enum StaleLock {
  /// Removes a lock of the index that is provably of that run: both its names are one file.
  ///
  /// - Returns: Whether the proof held; where it doesn't, nothing is removed.
  package static func remove(_ lock: FilePath, draft: FilePath) -> Bool {
    guard let held = LockFile.identity(of: lock), let ours = LockFile.identity(of: draft),
      held == ours
    else { return false }
    return lock.withPlatformString { unlink($0) } == 0
  }

  /// Removes a lock that a run could not mark, if all that is known of it fits that run.
  ///
  /// It is younger than the run's journal, its process has ended, its content is nothing or what the
  /// run would have written, and it stays as it is for a second, in which any git would end its work.
  ///
  /// - Parameters:
  ///   - lock: The lock file.
  ///   - journal: The run's journal; the lock must be younger.
  ///   - isOurs: Whether content that is not empty could be the run's.
  /// - Returns: Whether a lock was removed.
  package static func remove(
    _ lock: FilePath,
    youngerThan journal: FilePath,
    isOurs: ([UInt8]) -> Bool
  ) -> Bool {
    guard let first = look(at: lock), let begun = look(at: journal) else { return false }
    guard first.file.changed >= begun.file.modified else { return false }
    guard first.bytes.isEmpty || isOurs(first.bytes) else { return false }
    usleep(1_000_000)
    guard let second = look(at: lock), second.file == first.file, second.bytes == first.bytes else {
      return false
    }
    return lock.withPlatformString { unlink($0) } == 0
  }

  private static func look(at path: FilePath) -> (file: WorktreeFile, bytes: [UInt8])? {
    let raw = path.withPlatformString { open($0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
    guard raw >= 0 else { return nil }
    let descriptor = Descriptor(raw)
    guard let file = try? descriptor.status(path.string), file.kind == .file,
      let bytes = try? descriptor.readAll(path.string, limit: 64 << 20)
    else { return nil }
    return (file, bytes)
  }
}

extension StaleLock {
  /// Removes the first name of a lock; none being there is fine.
  package static func removeDraft(_ draft: FilePath) throws(GitError) {
    guard draft.withPlatformString({ unlink($0) }) == 0 || errno == ENOENT else {
      throw systemError("cannot remove '\(draft)'", errno, function: "unlink")
    }
  }
}
