import Clibgit2
import Glibc
package import SystemPackage

/// A folder of small scripts, as git's hooks are: each is whole, the old one or the new one.
package struct ScriptFolder: Hashable, Sendable {
  /// One script.
  package struct Script: Hashable, Sendable {
    package let bytes: [UInt8]
    package let isExecutable: Bool

    package init(bytes: [UInt8], isExecutable: Bool = true) {
      self.bytes = bytes
      self.isExecutable = isExecutable
    }
  }

  package let path: FilePath
  private let access: SharedAccess

  /// The folder at a path.
  ///
  /// - Parameters:
  ///   - path: Where it is.
  ///   - location: The repository below whose git directory it may be; who may use that may use the scripts.
  package init(_ path: FilePath, of location: RepositoryLocation) {
    self.path = path
    let isInside = path.starts(with: location.commonDirectory)
    access = isInside ? location.sharedAccess : .umask
  }

  /// A script; nil where there is none, or something that is no plain file.
  ///
  /// - Throws: `.system`, `.unsupported` above a megabyte.
  package func read(_ name: String) throws(GitError) -> Script? {
    let file = path.appending(name)
    let raw = file.withPlatformString { open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC) }
    guard raw >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw systemError("cannot read '\(file)'", errno, function: "open")
    }
    let descriptor = Descriptor(raw)
    let status = try descriptor.status(file.string)
    guard status.kind == .file else { return nil }
    let bytes = try descriptor.readAll(file.string, limit: 1 << 20)
    return Script(bytes: bytes, isExecutable: status.isExecutable)
  }

  /// Whether anything has this name, also a symbolic link that leads nowhere.
  package func holds(_ name: String) -> Bool {
    var status = stat()
    return path.appending(name).withPlatformString { lstat($0, &status) } == 0
  }

  /// Puts a script in the place of what is there; makes the folder where it is missing.
  ///
  /// - Throws: `.system`.
  package func write(_ name: String, _ script: Script) throws(GitError) {
    try make(path)
    let file = path.appending(name)
    let draft = path.appending(".\(name).\(getpid())")
    let mode: mode_t = script.isExecutable ? 0o777 : 0o666
    let raw = draft.withPlatformString {
      open($0, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, mode)
    }
    guard raw >= 0 else { throw systemError("cannot write '\(file)'", errno, function: "open") }
    do throws(GitError) {
      let descriptor = Descriptor(raw)
      access.adjust(descriptor)
      try descriptor.writeAll(script.bytes, file.string)
      try descriptor.synchronize(file.string)
      try descriptor.closeChecked(file.string)
      try move(draft, to: file)
    } catch {
      _ = draft.withPlatformString { unlink($0) }
      throw error
    }
  }

  /// Gives a script another name, which must be free.
  ///
  /// - Throws: `.exists`, `.system`.
  package func rename(_ name: String, to other: String) throws(GitError) {
    let (from, to) = (path.appending(name), path.appending(other))
    let result = from.withPlatformString { from in
      to.withPlatformString { agentsync_rename_exclusive(AT_FDCWD, from, $0) }
    }
    guard result != 0 else { return }
    let error = systemError("cannot rename '\(from)' to '\(other)'", errno, function: "renameat2")
    guard errno == EEXIST else { throw error }
    throw GitError(code: .exists, message: error.message, function: error.function)
  }

  /// Removes a script; none being there is fine.
  ///
  /// - Throws: `.system`.
  package func remove(_ name: String) throws(GitError) {
    let file = path.appending(name)
    guard file.withPlatformString({ unlink($0) }) == 0 || errno == ENOENT else {
      throw systemError("cannot remove '\(file)'", errno, function: "unlink")
    }
  }

  private func move(_ from: FilePath, to file: FilePath) throws(GitError) {
    let result = from.withPlatformString { from in
      file.withPlatformString { Glibc.rename(from, $0) }
    }
    guard result == 0 else {
      throw systemError("cannot write '\(file)'", errno, function: "rename")
    }
  }

  private func make(_ folder: FilePath) throws(GitError) {
    func isMade() -> Bool {
      guard folder.withPlatformString({ mkdir($0, 0o777) }) == 0 else { return false }
      access.adjust(folder)
      return true
    }
    if isMade() || errno == EEXIST { return }
    if errno == ENOENT, folder.lastComponent != nil {
      try make(folder.removingLastComponent())
      if isMade() { return }
    }
    throw systemError("cannot make the folder '\(folder)'", errno, function: "mkdir")
  }
}
