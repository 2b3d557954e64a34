import Clibgit2
import Glibc
package import SystemPackage

/// The tool's own folder in a git directory: small files that are whole or not there.
package struct StateFolder: Hashable, Sendable {
  /// `<git dir>/agentsync`; of a linked work tree, that work tree's own.
  package let path: FilePath
  /// Who may use what is in it.
  package let access: SharedAccess

  package init(of location: RepositoryLocation) {
    path = location.gitDirectory.appending("agentsync")
    access = location.sharedAccess
  }

  /// The folder that all work trees of a repository share.
  package init(sharedBy location: RepositoryLocation) {
    path = location.commonDirectory.appending("agentsync")
    access = location.sharedAccess
  }

  /// Makes the folder, and one in it, where they are missing.
  ///
  /// - Throws: `.system`.
  package func create(_ folder: String? = nil) throws(GitError) {
    try make(path)
    if let folder { try make(path.appending(folder)) }
  }

  private func make(_ folder: FilePath) throws(GitError) {
    if folder.withPlatformString({ mkdir($0, 0o777) }) == 0 {
      access.adjust(folder)
      return try synchronizeFolder(folder.removingLastComponent())
    }
    guard errno == EEXIST else {
      throw systemError("cannot make the folder '\(folder)'", errno, function: "mkdir")
    }
  }

  /// The place of a file.
  package func file(_ name: String) -> FilePath { path.pushing(FilePath(name)) }

  /// The bytes of a file; nil where there is none.
  ///
  /// - Throws: `.system`, `.limit` above 64 MiB.
  package func read(_ name: String) throws(GitError) -> [UInt8]? {
    let file = self.file(name)
    let raw = file.withPlatformString { open($0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
    guard raw >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw systemError("cannot read '\(file)'", errno, function: "open")
    }
    return try Descriptor(raw).readAll(file.string, limit: 64 << 20)
  }

  /// Writes a file so that any moment finds it whole, old or new; waits until it is on the disk.
  ///
  /// Where it has to be new, it is an error that the file is there.
  ///
  /// - Throws: `.exists`, `.system`.
  package func write(_ name: String, _ bytes: [UInt8], isNew: Bool = false) throws(GitError) {
    let file = self.file(name)
    let draft = FilePath("\(file).\(getpid())-\(UInt32.random(in: 0 ... .max))")
    let raw = draft.withPlatformString {
      open($0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    }
    guard raw >= 0 else { throw systemError("cannot write '\(file)'", errno, function: "open") }
    do throws(GitError) {
      let descriptor = Descriptor(raw)
      access.adjust(descriptor)
      try descriptor.writeAll(bytes, file.string)
      try descriptor.synchronize(file.string)
      try descriptor.closeChecked(file.string)
      try StateFolder.move(draft, to: file, isNew: isNew)
    } catch {
      _ = draft.withPlatformString { unlink($0) }
      throw error
    }
  }

  /// Renames a file.
  package func rename(_ name: String, to other: String) throws(GitError) {
    try StateFolder.move(file(name), to: file(other), isNew: false)
  }

  private static func move(
    _ from: FilePath,
    to file: FilePath,
    isNew: Bool
  ) throws(GitError) {
    let result = from.withPlatformString { from in
      file.withPlatformString { to in
        let isExclusive = isNew && agentsync_rename_exclusive(AT_FDCWD, from, to) == 0
        if isExclusive { return Int32(0) }
        if isNew, errno == EEXIST { return -1 }
        return Glibc.rename(from, to)
      }
    }
    guard result == 0 else {
      let code: GitError.Code = errno == EEXIST ? .exists : .system
      let error = systemError("cannot write '\(file)'", errno, function: "rename")
      throw GitError(code: code, message: error.message, function: error.function)
    }
    try synchronizeFolder(file.removingLastComponent())
  }

  /// Removes a file; none being there is fine.
  package func remove(_ name: String) throws(GitError) {
    let file = self.file(name)
    guard file.withPlatformString({ unlink($0) }) == 0 || errno == ENOENT else {
      throw systemError("cannot remove '\(file)'", errno, function: "unlink")
    }
  }

  /// The names in the folder or one in it, in no order; none where it is missing.
  package func names(in folder: String? = nil) throws(GitError) -> [String] {
    let place = folder.map(file) ?? path
    guard let stream = place.withPlatformString({ opendir($0) }) else {
      if errno == ENOENT { return [] }
      throw systemError("cannot read '\(place)'", errno, function: "opendir")
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      let text = String(decoding: name, as: UTF8.self)
      if text != ".", text != ".." { names.append(text) }
    }
    return names
  }
}
