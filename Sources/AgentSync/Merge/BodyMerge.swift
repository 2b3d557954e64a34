import struct Git.ByteKey

/// Merges three bodies: section by section, block by block, each kind of block in its own way.
enum BodyMerge {
  /// Merges three bodies; nil where one can't be read, or both sides reordered sections in their own ways.
  static func merge(base: [UInt8], ours: [UInt8], theirs: [UInt8]) -> MergedText? {
    guard let before = Body(base), let left = Body(ours), let right = Body(theirs) else {
      return nil
    }
    // Two new texts in the place of an old one are no two contributions.
    let lines = [base, ours, theirs].map { text in
      Set(TextLines.split(text[...]).filter { !TextLines.isBlank($0) }.map(ByteKey.init))
    }
    if !lines[0].isEmpty, lines[0].isDisjoint(with: lines[1]), lines[0].isDisjoint(with: lines[2]),
      lines[1].isDisjoint(with: lines[2]), !areAlike(base, ours), !areAlike(base, theirs)
    {
      return nil
    }
    var merged = MergedText()
    merged.add(left.lead == before.lead ? right.lead : left.lead)
    let sections = SequenceMerge(
      base: before.sections,
      ours: left.sections,
      theirs: right.sections,
      place: .section(""),
      standardGap: [10],
      isOrdered: false
    )
    guard let text = sections.merged(merge) else { return nil }
    merged.add(text)
    merged.add(left.tail == before.tail ? right.tail : left.tail)
    return merged
  }

  private static func merge(
    _ base: Body.Section?,
    _ ours: Body.Section,
    _ theirs: Body.Section
  ) -> MergedText {
    let place = MergeConflict.Place.section(ours.title)
    let before = base?.text ?? []
    if let lines = LineMerge.merge(base: before, ours: ours.text, theirs: theirs.text),
      Soundness.isSound(lines, base: before, ours: ours.text, theirs: theirs.text)
    {
      return MergedText(lines)
    }
    var merged = MergedText()
    if let left = ours.heading, let right = theirs.heading {
      let heading = base?.heading
      merged.add(
        MergedText(prose: heading?.text ?? [], left.text, right.text, .heading, place)
      )
      if !(ours.blocks.isEmpty && theirs.blocks.isEmpty) {
        let gap = left.gap == heading?.gap || ours.blocks.isEmpty ? right.gap : left.gap
        merged.add(gap)
      }
    }
    let blocks = SequenceMerge(
      base: base?.blocks ?? [],
      ours: ours.blocks,
      theirs: theirs.blocks,
      place: place,
      standardGap: [10]
    )
    guard let text = blocks.merged({ merge($0, $1, $2, place) }) else {
      return MergedText(lines: before, ours.text, theirs.text, .lines, place)
    }
    // Paragraphs that were split or joined are still the same words.
    if !text.isClean, let base, isProse(base), isProse(ours), isProse(theirs),
      let woven = Words.weave(
        base: base.prose,
        ours: ours.prose,
        theirs: theirs.prose
      )
    {
      merged.add(woven, rewording: base.prose, ours.prose, theirs.prose)
      return merged
    }
    merged.add(text)
    return merged
  }

  private static func areAlike(_ text: [UInt8], _ other: [UInt8]) -> Bool {
    Words.Bag(text[...]).likeness(to: Words.Bag(other[...])) >= 0.5
  }

  private static func isProse(_ section: Body.Section) -> Bool {
    section.blocks.allSatisfy { $0.kind == .paragraph }
  }

  private static func merge(
    _ base: Body.Block?,
    _ ours: Body.Block,
    _ theirs: Body.Block,
    _ place: MergeConflict.Place
  ) -> MergedText {
    let before = base?.text ?? []
    guard ours.kind == theirs.kind, base.map({ $0.kind == ours.kind }) ?? true else {
      return MergedText(lines: before, ours.text, theirs.text, .lines, place)
    }
    if let lines = LineMerge.merge(base: before, ours: ours.text, theirs: theirs.text),
      Soundness.isSound(lines, base: before, ours: ours.text, theirs: theirs.text)
    {
      return MergedText(lines)
    }
    let merged: MergedText?
    switch ours.kind {
    case .bullets, .numbers:
      merged = ItemList.merge(base: before, ours: ours.text, theirs: theirs.text, place)
    case .table: merged = Table.merge(base: before, ours: ours.text, theirs: theirs.text, place)
    case .labels, .definitions:
      merged = KeyedLine.merge(base: before, ours: ours.text, theirs: theirs.text, place)
    case .paragraph, .heading:
      merged = MergedText(prose: before, ours.text, theirs.text, .paragraph, place)
    case .code: merged = MergedText(lines: before, ours.text, theirs.text, .code, place)
    case .other: merged = MergedText(prose: before, ours.text, theirs.text, .lines, place)
    }
    return merged ?? MergedText(lines: before, ours.text, theirs.text, .lines, place)
  }
}
