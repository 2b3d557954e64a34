package import SystemPackage

/// What some folders of an index or a tree hold, as one number: the same where every file is.
///
/// The number has 128 bits and is no cryptographic hash. Whoever can find two libraries with the same one
/// keeps a hook from noticing a change, and nothing else: what is let in is judged by `check`.
package struct FolderState: Hashable, Sendable {
  let high: UInt64
  let low: UInt64

  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The number as text, for a file.
  package var digits: String { "\(high) \(low)" }

  /// Reads `digits` back; nil where the text is something else.
  package init?(digits: String) {
    let halves = digits.split(separator: " ").compactMap { UInt64($0) }
    guard halves.count == 2 else { return nil }
    self.init(high: halves[0], low: halves[1])
  }

  /// The state of places that hold these files.
  ///
  /// - Parameters:
  ///   - places: The folders and files that were looked at, sorted.
  ///   - files: All files there, sorted by path.
  package init(
    of places: [RepoPath],
    holding files: some Sequence<(path: RepoPath, mode: FileMode, id: ObjectID)>
  ) {
    var mixer = FolderMixer(places)
    for file in files {
      file.path.bytes.withUnsafeBytes { path in
        file.id.raw.withUnsafeBytes { mixer.add(path, mode: file.mode.rawValue, id: $0) }
      }
    }
    self = mixer.state
  }

  /// The state of the places in an index file; nil where anything is unmerged.
  ///
  /// What is only meant to be added counts as absent, since no commit holds it. A missing file is an empty
  /// index.
  ///
  /// - Parameters:
  ///   - places: The folders and files to look at, sorted.
  ///   - path: The index file.
  /// - Throws: `.unsupported` for a split or sparse index or an unknown version, `.corrupt`, `.system`.
  package init?(of places: [RepoPath], inIndex path: FilePath) throws(GitError) {
    var mixer = FolderMixer(places)
    if let file = try IndexFile.open(path) {
      guard try mixer.add(file, places) else { return nil }
    }
    self = mixer.state
  }
}

/// Puts one file after the other into the number.
private struct FolderMixer {
  private var high: UInt64 = 0x243F_6A88_85A3_08D3
  private var low: UInt64 = 0x1319_8A2E_0370_7344

  init(_ places: [RepoPath]) {
    for place in places { place.bytes.withUnsafeBytes { add($0) } }
  }

  var state: FolderState { FolderState(high: high, low: low) }

  /// Adds all entries of an index at some places; false where it is unmerged.
  mutating func add(_ file: IndexFile, _ places: [RepoPath]) throws(GitError) -> Bool {
    var selection = IndexSelection(PathFilter(places))
    var cursor = try IndexCursor(file)
    while try cursor.next() {
      guard cursor.stage == 0 else { return false }
      guard cursor.withName({ selection.takes($0) }), !cursor.isIntentToAdd else { continue }
      let mode = cursor.number(at: 24)
      cursor.withName { name in cursor.withID { add(name, mode: mode, id: $0) } }
    }
    while try cursor.nextExtension() != nil {}
    if let flaw = cursor.flaw { throw flaw }
    return true
  }

  mutating func add(_ path: UnsafeRawBufferPointer, mode: UInt32, id: UnsafeRawBufferPointer) {
    add(path)
    add(UInt64(mode))
    add(id)
  }

  private mutating func add(_ bytes: UnsafeRawBufferPointer) {
    add(UInt64(bytes.count))
    var start = 0
    while start + 8 <= bytes.count {
      add(bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self).littleEndian)
      start += 8
    }
    guard start < bytes.count else { return }
    var rest: UInt64 = 0
    for byte in bytes[start...] { rest = rest << 8 | UInt64(byte) }
    add(rest)
  }

  // A multiplication to twice the width, its halves folded together, mixes every bit into every other.
  private mutating func add(_ word: UInt64) {
    let one = (high ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    let two = (low &+ word).multipliedFullWidth(by: 0xD1B5_4A32_D192_ED03)
    high = one.high ^ one.low
    low = two.high ^ two.low ^ (low << 23 | low >> 41)
  }
}
