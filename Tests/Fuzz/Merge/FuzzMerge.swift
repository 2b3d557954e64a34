import FuzzInput

import struct Git.ByteKey

@testable import AgentSync

/// What libFuzzer calls with one input: three versions of a document.
@_cdecl("LLVMFuzzerTestOneInput")
package func fuzzMerge(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let texts = FuzzInput(start, count).texts
  let markers = MarkerStyle(ours: "ours", base: "base", theirs: "theirs")
  let driven = MergeDriver.merge(
    base: texts[0],
    ours: texts[1],
    theirs: texts[2],
    markers: markers
  )
  guard texts.allSatisfy({ !$0.contains(0) && String(validating: $0, as: UTF8.self) != nil })
  else { return 0 }
  let versions = texts.map { OutputText($0).content }
  let laws = MergeLaws(base: versions[0], ours: versions[1], theirs: versions[2])
  law(driven.isClean == laws.merged.isClean, "the driver and the merge differ")
  laws.checkSides()
  laws.checkLines()
  laws.checkWords()
  return 0
}

/// A merge of three versions, held against what is true of every merge.
private struct MergeLaws {
  let base: [UInt8]
  let ours: [UInt8]
  let theirs: [UInt8]
  let merged: MergedText

  init(base: [UInt8], ours: [UInt8], theirs: [UInt8]) {
    (self.base, self.ours, self.theirs) = (base, ours, theirs)
    merged = DocumentMerge.merge(base: base, ours: ours, theirs: theirs)
  }

  func checkSides() {
    let isOurs = DocumentMerge.merge(base: base, ours: ours, theirs: base).text == ours
    law(isOurs, "what ours alone changed is not as it is there")
    let isTheirs = DocumentMerge.merge(base: base, ours: base, theirs: theirs).text == theirs
    law(isTheirs, "what theirs alone changed is not as it is there")
    let isBoth = DocumentMerge.merge(base: base, ours: ours, theirs: ours).text == ours
    law(isBoth, "what both have is not as it is there")
  }

  func checkLines() {
    guard ours != theirs, ours != base, theirs != base else { return }
    law(
      MergeAudit.holds(merged, base: base, ours: ours, theirs: theirs),
      "a line is lost, or one that is gone came back"
    )
  }

  /// A second opinion that knows nothing of lines: a new word is somewhere, one that both sides removed nowhere.
  func checkWords() {
    let before = Words.bare(of: base)
    let (left, right) = (Words.bare(of: ours), Words.bare(of: theirs))
    let held = Words.bare(of: merged.pieces.flatMap(MergeLaws.bytes))
    // A value that is quoted in another way has other escapes.
    let respelt = merged.rewordings.filter(\.isSpelling)
      .reduce(into: Set()) { $0.formUnion(Words.bare(of: $1.ours + [10] + $1.theirs).keys) }
    for word in Set(left.keys).union(right.keys) where before[word] == nil && held[word] == nil {
      // The numbers of a list are made anew.
      let isNumber = word.bytes.allSatisfy { (48...57).contains($0) }
      law(
        isNumber || respelt.contains(word),
        "'\(String(decoding: word.bytes, as: UTF8.self))' is lost"
      )
    }
    guard let text = merged.text else { return }
    let result = Words.bare(of: text)
    for word in before.keys where left[word] == nil && right[word] == nil {
      let isNumber = word.bytes.allSatisfy { (48...57).contains($0) }
      let isGone = isNumber || result[word] == nil
      law(isGone, "'\(String(decoding: word.bytes, as: UTF8.self))' came back")
    }
  }

  private static func bytes(of piece: MergedText.Piece) -> [UInt8] {
    switch piece {
    case .text(let text): text
    case .conflict(let conflict): conflict.base + conflict.ours + conflict.theirs
    }
  }
}
