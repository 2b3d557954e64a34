import enum Git.FileMerge

/// What git's merge driver makes of three files; pure, and no more than the three texts is asked.
package enum MergeDriver {
  /// A merged file, or one with conflict markers.
  package struct Result: Hashable, Sendable {
    package let bytes: [UInt8]
    package let isClean: Bool
  }

  /// Merges three versions of a file, in the line endings, byte order mark and final newline of ours.
  ///
  /// What is not text of UTF-8 gets what git makes of it.
  package static func merge(
    base: [UInt8],
    ours: [UInt8],
    theirs: [UInt8],
    markers: MarkerStyle
  ) -> Result {
    let sides = [base, ours, theirs]
    guard sides.allSatisfy({ !$0.contains(0) && String(validating: $0, as: UTF8.self) != nil })
    else { return byGit(base: base, ours: ours, theirs: theirs, markers) }
    let texts = sides.map { OutputText($0) }
    let merged = DocumentMerge.merge(
      base: texts[0].content,
      ours: texts[1].content,
      theirs: texts[2].content
    )
    return Result(
      bytes: OutputText.bytes(of: merged.written(with: markers), in: texts[1].shape),
      isClean: merged.isClean
    )
  }

  /// The whole of ours and theirs as one conflict: what stands in the file until a merge is done.
  package static func conflict(
    base: [UInt8],
    ours: [UInt8],
    theirs: [UInt8],
    markers: MarkerStyle
  ) -> [UInt8] {
    func lines(_ text: [UInt8]) -> [UInt8] { text.last ?? 10 == 10 ? text : text + [10] }
    let conflict = MergeConflict(
      kind: .lines,
      place: .section(""),
      base: lines(base),
      ours: lines(ours),
      theirs: lines(theirs)
    )
    return MergedText(conflict).written(with: markers)
  }

  private static func byGit(
    base: [UInt8],
    ours: [UInt8],
    theirs: [UInt8],
    _ markers: MarkerStyle
  ) -> Result {
    let merged = try? FileMerge.merge(
      base: base,
      ours: ours,
      theirs: theirs,
      labels: FileMerge.Labels(base: markers.base, ours: markers.ours, theirs: markers.theirs),
      style: .merge,
      markerSize: markers.size
    )
    guard let merged else {
      let bytes = conflict(base: base, ours: ours, theirs: theirs, markers: markers)
      return Result(bytes: bytes, isClean: false)
    }
    return Result(bytes: merged.bytes, isClean: merged.isClean)
  }
}
