import Glibc
package import SystemPackage

/// An open index file, which stays the same one whatever is put in its place.
package final class IndexFile {
  let path: FilePath
  /// In bytes.
  package let size: Int
  /// When the file was written last.
  package let written: WorktreeFile.Time

  private let descriptor: Descriptor
  private let device: UInt64
  private let inode: UInt64

  /// Opens an index file; nil when there is none.
  ///
  /// - Throws: `.notPlainFile`, `.limit` above two gigabytes, `.system`.
  package static func open(_ path: FilePath) throws(GitError) -> IndexFile? {
    let raw = path.withPlatformString { Glibc.open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard raw >= 0 else {
      if errno == ENOENT { return nil }
      throw systemError("cannot read the index '\(path.string)'", errno, function: "open")
    }
    return try IndexFile(Descriptor(raw), path)
  }

  /// Opens a file that says in another form what this one says.
  ///
  /// It passes for this one: it has its name in messages, and its age.
  ///
  /// - Throws: As `open`.
  package func replaced(by path: FilePath) throws(GitError) -> IndexFile {
    let raw = path.withPlatformString { Glibc.open($0, O_RDONLY | O_CLOEXEC) }
    guard raw >= 0 else {
      throw systemError("cannot read the index '\(path.string)'", errno, function: "open")
    }
    return try IndexFile(Descriptor(raw), self.path, written: written)
  }

  /// Whether both are one file that nobody has written to in between.
  package func isSame(as other: IndexFile) -> Bool {
    inode == other.inode && device == other.device && size == other.size
      && written == other.written
  }

  /// Copies all bytes.
  ///
  /// - Throws: `.system`; `.corrupt` where the file became shorter.
  package func copy(to output: borrowing Descriptor, _ name: String) throws(GitError) {
    var done = 0
    while done < size {
      var bytes = [UInt8](repeating: 0, count: min(1 << 20, size - done))
      var failure: GitError?
      bytes.withUnsafeMutableBytes { buffer in
        do throws(GitError) { try read(buffer, from: done) } catch { failure = error }
      }
      if let failure { throw failure }
      try output.writeAll(bytes, name)
      done += bytes.count
    }
  }

  private init(
    _ descriptor: consuming Descriptor,
    _ path: FilePath,
    written: WorktreeFile.Time? = nil
  ) throws(GitError) {
    let file = try descriptor.status(path.string)
    guard file.kind == .file else {
      throw GitError(
        code: .notPlainFile,
        message: "the index '\(path.string)' is not a plain file",
        function: "fstat"
      )
    }
    guard file.size <= 2 << 30 else {
      throw GitError(
        code: .limit,
        message: "the index '\(path.string)' is too large",
        function: "fstat"
      )
    }
    size = Int(file.size)
    self.written = written ?? file.modified
    device = file.device
    inode = file.inode
    self.path = path
    self.descriptor = descriptor
  }

  /// Fills `buffer` with what stands from `start` on.
  ///
  /// - Throws: `.system`; `.corrupt` where the file became shorter.
  func read(_ buffer: UnsafeMutableRawBufferPointer, from start: Int) throws(GitError) {
    var done = 0
    while done < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let got = pread(descriptor.raw, rest.baseAddress, rest.count, start + done)
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else {
        throw systemError("cannot read the index '\(path.string)'", errno, function: "pread")
      }
      guard got > 0 else { throw malformed("it became shorter while it was read") }
      done += got
    }
  }

  /// Refuses a file whose checksum is not that of its bytes; none at all (`index.skipHash`) is fine.
  ///
  /// Whoever is about to write the index anew must not give damage a good checksum.
  ///
  /// - Throws: `.corrupt`, `.system`.
  package func verifyChecksum() throws(GitError) {
    guard size > 20 else { throw malformed("it is cut off") }
    var sum = SHA1()
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 8)
    defer { chunk.deallocate() }
    var done = 0
    while done < size - 20 {
      let count = min(chunk.count, size - 20 - done)
      let part = UnsafeMutableRawBufferPointer(rebasing: chunk[..<count])
      try read(part, from: done)
      sum.update(UnsafeRawBufferPointer(part))
      done += count
    }
    let stored = UnsafeMutableRawBufferPointer(rebasing: chunk[..<20])
    try read(stored, from: done)
    let isRight = stored.elementsEqual(sum.finish()) || stored.allSatisfy { $0 == 0 }
    guard isRight else { throw malformed("its checksum is wrong") }
  }

  /// The error for bytes that are no index.
  func malformed(_ reason: String) -> GitError {
    GitError(
      code: .corrupt,
      message: "the index '\(path.string)' is malformed: \(reason)",
      function: "index",
      hint: "move it away, then build it anew from the last commit with: git reset"
    )
  }
}
