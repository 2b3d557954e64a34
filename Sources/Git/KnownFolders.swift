import Glibc

/// How many names some folders of a work tree hold, remembered from one run to the next.
///
/// To list a folder costs four calls of the system, to ask for its times one. A folder whose times did
/// not change holds as many names as before, and where the index tracks as many there, nothing else
/// can be among them. Nothing depends on where the folder lies; losing the memory costs time.
package struct KnownFolders: Sendable {
  /// A folder as the system tells it from all others, and from itself after a change.
  fileprivate struct Sight: Hashable {
    let device: UInt64
    let inode: UInt64
    let modified: WorktreeFile.Time
    let changed: WorktreeFile.Time
    let nameCount: Int64

    // An inode and a moment are as good as all of it, and cost less.
    func hash(into hasher: inout Hasher) {
      hasher.combine(inode)
      hasher.combine(modified.nanoseconds)
    }
  }

  private let known: Set<Sight>
  // What was of use: folders that are gone shall not pile up.
  private var seen: Set<Sight> = []
  private let file: CacheFile?
  /// A folder that changed later than this may change again without a trace.
  private let limit: Int64

  /// Nothing is known, and nothing will be remembered.
  package init() {
    known = []
    file = nil
    limit = .min
  }

  /// What an earlier run remembered of a repository's work tree.
  ///
  /// - Parameters:
  ///   - repository: Whose work tree it is.
  ///   - now: The time in seconds since 1970; another one is for tests.
  package init(of repository: Repository, now: Int64 = Int64(time(nil))) {
    // A name that comes or goes within the same tick of the clock leaves no trace in the times; so a
    // folder has to be older than the coarsest clock of a file system, which are FAT's two seconds.
    limit = now - 3
    let file = CacheFile("folders", in: repository)
    self.file = file
    known = file.read().map { KnownFolders.decoded($0) } ?? []
    seen.reserveCapacity(known.count)
  }

  /// Whether the folder is known to hold exactly so many names.
  mutating func holds(_ folder: WorktreeFile, nameCount: Int) -> Bool {
    let sight = Sight(folder, nameCount)
    guard known.contains(sight) else { return false }
    seen.insert(sight)
    return true
  }

  /// Notes how many names a folder held when it was listed.
  ///
  /// - Parameters:
  ///   - folder: What the system said before it was listed.
  ///   - nameCount: How many names there were.
  mutating func note(_ folder: WorktreeFile, nameCount: Int) {
    guard folder.modified.seconds < limit, folder.changed.seconds < limit else { return }
    seen.insert(Sight(folder, nameCount))
  }

  /// Remembers what was seen, where that is not what was known.
  package func save() {
    guard let file, seen != known else { return }
    file.replace(with: encoded)
  }

  // MARK: - The file

  // Each record stands for itself, so a file that lost its end is as good as a shorter one.
  private static let header = Array("agentsync-folders 1\n".utf8)

  private var encoded: [UInt8] {
    var words: [Int64] = []
    words.reserveCapacity(seen.count * Sight.wordCount)
    for sight in seen { words += sight.words }
    return KnownFolders.header + words.withUnsafeBytes { Array($0) }
  }

  private static func decoded(_ bytes: [UInt8]) -> Set<Sight> {
    guard bytes.starts(with: header) else { return [] }
    return bytes.withUnsafeBytes { bytes in
      let size = Sight.wordCount * 8
      var found = Set<Sight>(minimumCapacity: bytes.count / size)
      for start in stride(from: header.count, through: bytes.count - size, by: size) {
        found.insert(
          Sight { bytes.loadUnaligned(fromByteOffset: start + $0 * 8, as: Int64.self) }
        )
      }
      return found
    }
  }
}

extension KnownFolders.Sight {
  fileprivate static let wordCount = 7

  fileprivate init(_ folder: WorktreeFile, _ nameCount: Int) {
    device = folder.device
    inode = folder.inode
    modified = folder.modified
    changed = folder.changed
    self.nameCount = Int64(nameCount)
  }

  fileprivate init(_ word: (Int) -> Int64) {
    device = UInt64(bitPattern: word(0))
    inode = UInt64(bitPattern: word(1))
    modified = WorktreeFile.Time(
      seconds: word(2),
      nanoseconds: Int32(truncatingIfNeeded: word(3))
    )
    changed = WorktreeFile.Time(seconds: word(4), nanoseconds: Int32(truncatingIfNeeded: word(5)))
    nameCount = word(6)
  }

  fileprivate var words: [Int64] {
    [
      Int64(bitPattern: device), Int64(bitPattern: inode),
      modified.seconds, Int64(modified.nanoseconds),
      changed.seconds, Int64(changed.nanoseconds), nameCount,
    ]
  }
}
