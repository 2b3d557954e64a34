import AgentModel

import struct Git.RepoPath

/// What documents and the registry say of themselves.
extension RenameMatching {
  /// Pairs documents that give themselves the same id, where nobody else on their side does.
  mutating func pairSameIDs() throws(Problem) {
    let lost = old.free.filter { signs.isDocument(old.path($0)) }
    let found = new.free.filter { signs.isDocument(new.path($0)) }
    let modified = old.freeModified.filter {
      signs.isDocument(old.path($0)) && !new.isTaken[otherSide(ofOld: $0)]
    }
    // A modified file has no one to exchange its id with where it is alone.
    guard modified.count + lost.count > 0, modified.count + found.count > 0,
      lost.count + found.count > 0 || modified.count > 1
    else { return }
    try old.load(lost + modified, .id, signs)
    try new.load(found + modified.map { otherSide(ofOld: $0) }, .id, signs)
    var before: [String: [Int]] = [:]
    var after: [String: [Int]] = [:]
    for index in lost {
      if let id = old.content(index)?.id { before[id, default: []].append(index) }
    }
    for index in found {
      if let id = new.content(index)?.id { after[id, default: []].append(index) }
    }
    for index in modified {
      let other = otherSide(ofOld: index)
      let (formerID, id) = (old.content(index)?.id, new.content(other)?.id)
      guard formerID != id else { continue }
      if let formerID { before[formerID, default: []].append(index) }
      if let id { after[id, default: []].append(other) }
    }
    let answers = before.compactMap { id, lost -> (old: Int, new: Int)? in
      guard let found = after[id], lost.count == 1, found.count == 1 else { return nil }
      return (lost[0], found[0])
    }
    try load(old: answers.map(\.old), new: answers.map(\.new))
    for answer in answers {
      take(answer.old, answer.new, .id, score: score(answer.old, answer.new), .sure)
    }
  }

  /// Pairs new documents with the paths where the registry says that they stood.
  ///
  /// Only a path that is gone and one that is new count: the registry does not say when, and a path
  /// that both sides have may have had another document in between.
  mutating func pairFormerPaths() {
    guard !signs.formerPaths.isEmpty else { return }
    let places = Dictionary(uniqueKeysWithValues: old.free.map { (old.path($0), $0) })
    var claims: [(old: Int, new: Int, score: Int)] = []
    for index in new.free {
      for path in Set(signs.formerPaths[new.path(index)] ?? []) {
        guard let former = places[path] else { continue }
        claims.append((former, index, score(former, index)))
      }
    }
    let oldClaims = Dictionary(grouping: claims, by: \.old).mapValues(\.count)
    let newClaims = Dictionary(grouping: claims, by: \.new).mapValues(\.count)
    claims.sort { ($1.score, $0.old, $0.new) < ($0.score, $1.old, $1.new) }
    for claim in claims where !old.isTaken[claim.old] && !new.isTaken[claim.new] {
      let isOnly = oldClaims[claim.old] == 1 && newClaims[claim.new] == 1
      take(claim.old, claim.new, .registry, score: claim.score, isOnly ? .sure : .likely)
    }
  }

  // MARK: - Documents that became folders

  /// Pairs `x.md` with the document of a folder `x` that is new beside it, and the other way round.
  ///
  /// - Parameter inHindsight: whether also without common content, after everything else was asked.
  mutating func pairDocumentsAndFolders(inHindsight: Bool) {
    let places = Dictionary(uniqueKeysWithValues: new.free.map { (new.path($0), $0) })
    let formerPlaces = Dictionary(uniqueKeysWithValues: old.free.map { (old.path($0), $0) })
    for index in old.free where signs.isDocument(old.path(index)) {
      guard let (folder, names) = old.path(index).documentsOfOwnFolder else { continue }
      let main = names.lazy.compactMap { places[$0] }.first { !new.isTaken[$0] }
      guard let main else { continue }
      let parts = new.plainFiles(below: folder).compactMap { newNumber($0) }
      settle(index, main, OneOfMany(oldNumber(index), parts, &ledger), inHindsight)
    }
    for index in new.free where signs.isDocument(new.path(index)) {
      guard let (folder, names) = new.path(index).documentsOfOwnFolder else { continue }
      let main = names.lazy.compactMap { formerPlaces[$0] }.first { !old.isTaken[$0] }
      guard let main else { continue }
      let parts = old.plainFiles(below: folder).compactMap { oldNumber($0) }
      settle(main, index, OneOfMany(newNumber(index), parts, &ledger), inHindsight)
    }
  }

  private mutating func settle(
    _ before: Int,
    _ now: Int,
    _ text: OneOfMany,
    _ inHindsight: Bool
  ) {
    let isKept = text.share >= Similarity.least
    guard isKept || inHindsight else { return }
    let score = score(before, now)
    // A part that is more like the document may be what it became: a copy that was kept aside.
    let isOutdone = text.best >= Similarity.least && text.best > score
    take(before, now, .folder, score: score, isKept && !isOutdone ? .sure : .likely)
  }
}

/// How much of one document the files of a folder hold.
private struct OneOfMany {
  /// The share of the document that stands in any of them, from 0 to `Similarity.most`.
  var share = 0
  /// The score of the file that is most like it.
  var best = 0

  init(_ document: Int?, _ parts: [Int], _ ledger: inout ChunkLedger) {
    guard let document else { return }
    share = ledger.covered(document, by: parts) * Similarity.most / ledger.size(of: document)
    for part in parts { best = max(best, ledger.score(document, part)) }
  }
}

extension RepoPath {
  /// The folder that a document would have for its own, and what its document there could be called.
  fileprivate var documentsOfOwnFolder: (folder: RepoPath, documents: [RepoPath])? {
    guard name.hasSuffix(".md") else { return nil }
    var stem = String(name.dropLast(3))
    for ending in [".agent", ".prompt", ".chatmode"] where stem.hasSuffix(ending) {
      stem.removeLast(ending.count)
      break
    }
    guard let folder = parent.map({ $0.appending(stem) }) ?? RepoPath(stem) else { return nil }
    let names = [
      name, "\(stem).md", "\(stem).prompt.md", "\(stem).agent.md", "AGENT.md", "index.md",
    ]
    return (folder, names.compactMap { folder.appending($0) })
  }
}
