/// The mode of a tree or index entry, as git stores it.
///
/// A structure over the number, so that an odd mode in a hostile tree is a value and not a crash.
package struct FileMode: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  package static let tree = FileMode(rawValue: 0o040000)
  package static let file = FileMode(rawValue: 0o100644)
  package static let executable = FileMode(rawValue: 0o100755)
  package static let symlink = FileMode(rawValue: 0o120000)
  package static let gitlink = FileMode(rawValue: 0o160000)

  /// Whether the entry is a plain file, executable or not.
  package var isPlainFile: Bool { self == .file || self == .executable }

  /// Whether the entry is a folder; git looks at the type only, not at the permissions.
  package var isTree: Bool { rawValue & 0o170000 == 0o040000 }

  /// The mode that git takes this one for: older versions wrote 100664, others write 040755.
  package var canonical: FileMode {
    switch rawValue & 0o170000 {
    case 0o100000: rawValue & 0o100 == 0 ? .file : .executable
    case 0o120000: .symlink
    case 0o040000: .tree
    default: .gitlink
    }
  }

  /// The six octal digits that `git ls-tree` prints.
  package var octal: String {
    let digits = String(rawValue, radix: 8)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }
}
