import struct Git.ByteKey
import struct Git.RepoPath

/// Files that moved along with their folders.
extension RenameMatching {
  /// What is known of the folders: by files that have a partner, by files of one name that are much
  /// alike, and by folders whose names all stand elsewhere.
  func folderMoves(_ alike: AlikeFiles) -> FolderMoves {
    var moves = FolderMoves()
    for pair in pairs { moves.count(from: old.path(pair.old), to: new.path(pair.new)) }
    for pair in alike.guides { moves.count(from: old.path(pair.old), to: new.path(pair.new)) }
    countVanishedFolders(&moves)
    return moves
  }

  /// Pairs files with those of the same name below where their folder went.
  ///
  /// - Parameters:
  ///   - moves: where the folders went.
  ///   - alike: the pairs of like content.
  ///   - least: the score that a pair must have; the lower one leaves more to the folders alone.
  mutating func pairInMovedFolders(_ moves: FolderMoves, _ alike: AlikeFiles, least: Int) {
    var places: [ByteKey: Int] = [:]
    var foldedPlaces: [ByteKey: [Int]] = [:]
    for index in new.free {
      places[ByteKey(new.path(index).bytes[...])] = index
      foldedPlaces[new.path(index).bytes[...].folded, default: []].append(index)
    }
    var proposals: [FolderProposal] = []
    for index in old.free {
      let proposal = proposal(for: index, moves, alike) { path in
        if let exact = places[path] { return exact }
        let folded = foldedPlaces[path.bytes.folded] ?? []
        return folded.count == 1 ? folded[0] : nil
      }
      guard var proposal else { continue }
      proposal.score = score(proposal.old, proposal.new)
      if proposal.score >= least { proposals.append(proposal) }
    }
    proposals.sort { ($1.score, $0.old, $0.new) < ($0.score, $1.old, $1.new) }
    for proposal in proposals where !old.isTaken[proposal.old] && !new.isTaken[proposal.new] {
      let lead = proposal.score - alike.rival(of: proposal.old, proposal.new)
      // Content that says something else, and louder, is heard first; and of copies in several of a
      // folder's new places it is the one that can tell.
      let isDoubtful = lead < -Similarity.points(15) || proposal.isAmbiguous
      guard !isDoubtful || least == 0 else { continue }
      let isClear = !isDoubtful && (proposal.isMajority || lead >= Similarity.points(15))
      let isAlike = proposal.score >= Similarity.least
      take(
        proposal.old,
        proposal.new,
        .folder,
        score: proposal.score,
        isClear && isAlike ? .sure : isAlike || isClear && proposal.isMajority ? .likely : .possible
      )
    }
  }

  private func proposal(
    for index: Int,
    _ moves: FolderMoves,
    _ alike: AlikeFiles,
    _ find: (ByteKey) -> Int?
  ) -> FolderProposal? {
    let path = old.path(index)
    for (folder, places) in moves.destinations(of: path) {
      var found: [(new: Int, support: FolderMoves.Support)] = []
      for (place, target, support) in places {
        guard let other = find(place),
          new.files[other].mode.isPlainFile == old.files[index].mode.isPlainFile
        else { continue }
        var support = support
        // A file's own move is no proof of itself.
        let isGuide = alike.guideTargets[index] == other
        if isGuide, FolderMoves.says(path, new.path(other), folder, target) { support.files -= 1 }
        if support.files > 0 || support.names > 0 { found.append((other, support)) }
      }
      found.sort { ($1.support.files, $1.support.names) < ($0.support.files, $0.support.names) }
      guard let best = found.first else { continue }
      if found.count > 1, found[1].support == best.support { return nil }
      let size = fileCount(below: folder)
      return FolderProposal(
        old: index,
        new: best.new,
        isAmbiguous: found.count > 1,
        isMajority: best.support.files * 2 >= size || best.support.names > 2
      )
    }
    return nil
  }

  /// How many files below an old folder are gone or changed.
  private func fileCount(below folder: ByteKey) -> Int {
    guard let path = RepoPath(folder.bytes.dropLast()) else { return old.files.count }
    return old.plainFiles(below: path).count + old.modifiedFiles(below: path).count
  }

  // MARK: - Folders without a file that says where they went

  /// Counts folders that are gone, with two names or more, all of which one new folder has.
  private func countVanishedFolders(_ moves: inout FolderMoves) {
    let before = Dictionary(grouping: old.free) { old.path($0).folderKey }
    let after = Dictionary(grouping: new.free) { new.path($0).folderKey }
      .mapValues { Set($0.map { new.path($0).nameKey }) }
    var homes: [ByteKey: [ByteKey]] = [:]
    for (folder, names) in after {
      for name in names { homes[name, default: []].append(folder) }
    }
    var answers: [ByteKey: [(folder: ByteKey, names: Int)]] = [:]
    for (folder, files) in before
    where files.count > 1 && !folder.bytes.isEmpty && !moves.isKnown(folder) {
      let names = files.map { old.path($0).nameKey }
      let rarest = names.map { homes[$0] ?? [] }.min { $0.count < $1.count } ?? []
      // Names that stand everywhere name no place.
      guard rarest.count <= 64 else { continue }
      let targets = rarest.filter { target in
        target != folder && names.allSatisfy { after[target]?.contains($0) == true }
      }
      if targets.count == 1 { answers[targets[0], default: []].append((folder, names.count)) }
    }
    for (target, sources) in answers where sources.count == 1 {
      moves.count(names: sources[0].names, from: sources[0].folder, to: target)
    }
  }
}

/// A file and where it would be if it had moved along with its folder.
private struct FolderProposal {
  let old: Int
  let new: Int
  /// Whether the folder went to several places that have a file of this name.
  let isAmbiguous: Bool
  /// Whether at least half of what the folder lost went this way.
  let isMajority: Bool
  var score = 0
}

extension ArraySlice<UInt8> {
  /// Without the difference of ASCII's upper and lower case.
  fileprivate var folded: ByteKey {
    ByteKey(map { (65...90).contains($0) ? $0 + 32 : $0 }[...])
  }
}
