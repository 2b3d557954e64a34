package import Glibc

/// What the system says of a file: all that git keeps in the index to know it again.
package struct WorktreeFile: Hashable, Sendable {
  /// The kind of a file, no link followed.
  package enum Kind: Hashable, Sendable {
    case file
    case symlink
    case directory
    /// A FIFO, a socket or a device.
    case other
  }

  /// A moment, as the file system keeps it.
  package struct Time: Hashable, Comparable, Sendable {
    /// Seconds since 1970, UTC.
    package let seconds: Int64
    package let nanoseconds: Int32

    package init(seconds: Int64, nanoseconds: Int32) {
      self.seconds = seconds
      self.nanoseconds = nanoseconds
    }

    package static func < (left: Time, right: Time) -> Bool {
      (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
  }

  package let kind: Kind
  /// The twelve low bits of the mode.
  package let permissions: UInt32
  /// In bytes.
  package let size: Int64
  /// When the content changed last.
  package let modified: Time
  /// When content, mode or links changed last.
  package let changed: Time
  package let device: UInt64
  package let inode: UInt64
  package let user: UInt32
  package let group: UInt32
  /// How many names the file has.
  package let linkCount: UInt64

  /// Whether the owner may run the file; all that git keeps of its mode.
  package var isExecutable: Bool { permissions & 0o100 != 0 }

  package init(_ buffer: stat) {
    switch buffer.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFLNK: kind = .symlink
    case S_IFDIR: kind = .directory
    default: kind = .other
    }
    permissions = UInt32(buffer.st_mode & 0o7777)
    size = Int64(buffer.st_size)
    modified = Time(buffer.st_mtim)
    changed = Time(buffer.st_ctim)
    device = UInt64(truncatingIfNeeded: buffer.st_dev)
    inode = UInt64(buffer.st_ino)
    user = buffer.st_uid
    group = buffer.st_gid
    linkCount = UInt64(buffer.st_nlink)
  }

  /// Whether this is the same file with the same content, as far as the system can tell.
  ///
  /// The time of the last change is left out: a rename sets it on some file systems.
  package func isSameContent(as other: WorktreeFile) -> Bool {
    device == other.device && inode == other.inode && kind == other.kind && size == other.size
      && modified == other.modified
  }
}

extension WorktreeFile.Time {
  fileprivate init(_ time: timespec) {
    self.init(seconds: Int64(time.tv_sec), nanoseconds: Int32(truncatingIfNeeded: time.tv_nsec))
  }
}
