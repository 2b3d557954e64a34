package import AgentModel

import struct Git.FileMode

/// Finds which of the files that are gone went on as which of the new ones.
///
/// The signs are asked in the order of their weight: the same bytes, the same id, the registry, the
/// same name under a folder that moved, and content that is alike; each takes from the rest what it
/// answers. A file is read only where its blob did not answer for it. What is left and stands nearly
/// whole in another file was joined into it: only there several files become one.
///
/// A modified file is one that both sides have, and normally stays what it is. It takes part where its
/// bytes or its id are found under another path: files that changed places, or moved over one another.
///
/// - Parameters:
///   - removed: files that only the old side has.
///   - added: files that only the new side has.
///   - modified: files that both sides have, with another blob or mode.
///   - signs: what tells files apart beyond paths and blobs.
/// - Returns: the renames, sorted by old path, then new one; the order of the files does not matter.
/// - Throws: what reading a file throws.
package func matchRenames(
  removed: [FileVersion],
  added: [FileVersion],
  modified: [ModifiedFile],
  signs: RenameSigns
) throws(Problem) -> [Rename] {
  var matching = RenameMatching(removed: removed, added: added, modified: modified, signs: signs)
  return try matching.run()
}

/// The run through the signs.
struct RenameMatching {
  var old: RenameSide
  var new: RenameSide
  /// The modified files' places in `files` begin at each side's `plainCount`, in the same order.
  let modifiedCount: Int
  let signs: RenameSigns
  var ledger = ChunkLedger()
  /// The files' numbers in the ledger; nil where they have no content to compare.
  private var oldNumbers: [Int?]
  private var newNumbers: [Int?]
  private(set) var pairs: [(old: Int, new: Int)] = []
  private var renames: [Rename] = []

  init(
    removed: [FileVersion],
    added: [FileVersion],
    modified: [ModifiedFile],
    signs: RenameSigns
  ) {
    // Another mode alone says nothing, and a file that became a link is no version of it.
    let changed = modified.filter {
      $0.old.blobID != $0.new.blobID && $0.old.mode.isPlainFile && $0.new.mode.isPlainFile
    }
    .sorted { $0.old.path < $1.old.path }
    func comparable(_ files: [FileVersion]) -> [FileVersion] {
      files.filter { $0.mode.isPlainFile || $0.mode == .symlink }
    }
    old = RenameSide(plain: comparable(removed), modified: changed.map(\.old))
    new = RenameSide(plain: comparable(added), modified: changed.map(\.new))
    modifiedCount = changed.count
    oldNumbers = Array(repeating: nil, count: old.files.count)
    newNumbers = Array(repeating: nil, count: new.files.count)
    self.signs = signs
  }

  mutating func run() throws(Problem) -> [Rename] {
    try pairSameBlobs()
    if !old.free.isEmpty, !new.free.isEmpty {
      try load(old: old.free, new: new.free)
    }
    try pairSameIDs()
    if !old.free.isEmpty, !new.free.isEmpty {
      pairFormerPaths()
      pairDocumentsAndFolders(inHindsight: false)
      pairByFolderAndContent()
      pairDocumentsAndFolders(inHindsight: true)
    }
    try findJoins()
    return renames.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
  }

  // MARK: - What all signs need

  /// Notes an answer; neither file is asked for again.
  mutating func take(
    _ oldIndex: Int,
    _ newIndex: Int,
    _ evidence: Rename.Evidence,
    score: Int,
    _ confidence: Rename.Confidence
  ) {
    old.take(oldIndex)
    new.take(newIndex)
    pairs.append((oldIndex, newIndex))
    note(oldIndex, newIndex, evidence, score: score, confidence)
  }

  /// Notes an answer that leaves the new file to others as well.
  mutating func note(
    _ oldIndex: Int,
    _ newIndex: Int,
    _ evidence: Rename.Evidence,
    score: Int,
    _ confidence: Rename.Confidence
  ) {
    renames.append(
      Rename(
        from: old.path(oldIndex),
        to: new.path(newIndex),
        evidence: evidence,
        similarity: Similarity.percent(score),
        confidence: confidence
      )
    )
  }

  /// Reads files whole and takes their chunks into the ledger.
  mutating func load(old oldIndices: [Int], new newIndices: [Int]) throws(Problem) {
    try old.load(oldIndices, .whole, signs)
    try new.load(newIndices, .whole, signs)
    for index in oldIndices where oldNumbers[index] == nil {
      oldNumbers[index] = old.content(index).flatMap { $0.size > 0 ? ledger.add($0) : nil }
    }
    for index in newIndices where newNumbers[index] == nil {
      newNumbers[index] = new.content(index).flatMap { $0.size > 0 ? ledger.add($0) : nil }
    }
  }

  /// A file's number in the ledger; nil where it is empty, or was not or can't be read.
  func oldNumber(_ index: Int) -> Int? { oldNumbers[index] }
  func newNumber(_ index: Int) -> Int? { newNumbers[index] }

  /// How alike two files are that were loaded.
  mutating func score(_ oldIndex: Int, _ newIndex: Int) -> Int {
    if old.files[oldIndex].blobID == new.files[newIndex].blobID { return Similarity.most }
    guard let left = oldNumbers[oldIndex], let right = newNumbers[newIndex] else { return 0 }
    return ledger.score(left, right)
  }

  /// The new side of a modified file, or the old side of one.
  func otherSide(ofOld index: Int) -> Int { new.plainCount + index - old.plainCount }
  func otherSide(ofNew index: Int) -> Int { old.plainCount + index - new.plainCount }
}
