import AgentModel

import struct Git.RepoPath

/// Merges three front matters key by key; what nobody touched keeps its bytes.
struct FrontMatterMerge {
  /// The lines of the three versions, between the fences.
  private let lines:
    (base: [ArraySlice<UInt8>], ours: [ArraySlice<UInt8>], theirs: [ArraySlice<UInt8>])

  /// Merges the YAML of three headers; nil where one is not valid, or the result would not be.
  static func merge(base: [UInt8], ours: [UInt8], theirs: [UInt8]) -> MergedText? {
    guard let before = pairs(of: base), let left = pairs(of: ours), let right = pairs(of: theirs)
    else { return nil }
    let merge = FrontMatterMerge(
      lines: (TextLines.split(base[...]), TextLines.split(ours[...]), TextLines.split(theirs[...]))
    )
    func all(_ lines: [ArraySlice<UInt8>]) -> Range<Int> { 1..<(lines.count + 1) }
    guard let bases = YAMLEntries(before, merge.lines.base, in: all(merge.lines.base)),
      let lefts = YAMLEntries(left, merge.lines.ours, in: all(merge.lines.ours)),
      let rights = YAMLEntries(right, merge.lines.theirs, in: all(merge.lines.theirs))
    else { return nil }
    let merged = merge.merge(bases, lefts, rights, path: [])
    guard let merged, merged.text.map({ pairs(of: $0) != nil }) ?? true else { return nil }
    return merged
  }

  /// The pairs of a header's YAML; nil where it is not valid.
  static func pairs(of yaml: [UInt8]) -> [YAMLPair]? {
    guard let path = RepoPath("front-matter") else { return nil }
    return try? YAMLReader.parse(yaml[...], at: path, firstLine: 1)
  }

  // MARK: - Mappings

  private func merge(
    _ base: YAMLEntries?,
    _ ours: YAMLEntries,
    _ theirs: YAMLEntries,
    path: [String]
  ) -> MergedText? {
    let keys = SequenceMerge(
      base: base?.entries ?? [],
      ours: ours.entries,
      theirs: theirs.entries,
      place: .frontMatter(path),
      standardGap: [],
      isOrdered: false
    )
    // Keys that one side indented anew are no keys beside the others.
    let columns = Set([base?.column, ours.column, theirs.column].compactMap { $0 })
    guard columns.count < 2,
      var merged = keys.merged({ merge($0, $1, $2, path: path + [$1.pair.key]) })
    else {
      return nil
    }
    merged.add(
      MergedText(lines: base?.tail ?? [], ours.tail, theirs.tail, .lines, .frontMatter(path))
    )
    return merged
  }

  private func merge(
    _ base: YAMLEntries.Entry?,
    _ ours: YAMLEntries.Entry,
    _ theirs: YAMLEntries.Entry,
    path: [String]
  ) -> MergedText {
    var merged = MergedText(
      lines: base?.lead ?? [],
      ours.lead,
      theirs.lead,
      .lines,
      .frontMatter(path)
    )
    merged.add(
      mergeBody(base, ours, theirs, path: path)
        ?? MergedText(
          MergeConflict(
            kind: .value,
            place: .frontMatter(path),
            base: base?.body ?? [],
            ours: ours.body,
            theirs: theirs.body
          )
        )
    )
    return merged
  }

  /// Merges a key with its value; nil where the sides disagree about it as a whole.
  private func mergeBody(
    _ base: YAMLEntries.Entry?,
    _ ours: YAMLEntries.Entry,
    _ theirs: YAMLEntries.Entry,
    path: [String]
  ) -> MergedText? {
    if ours.body == theirs.body || base?.body == theirs.body { return MergedText(ours.body) }
    if base?.body == ours.body { return MergedText(theirs.body) }
    let (left, right) = (ours.pair.item.value, theirs.pair.item.value)
    let isOneKey = ours.pair.key == theirs.pair.key
    if isOneKey, left.says(right) {
      return respelt(ours, base, ours, theirs) ?? respelt(theirs, base, ours, theirs)
    }
    guard let base else { return nil }
    let before = base.pair.item.value
    let merged: MergedText?
    switch (before, left, right) {
    case (.mapping(let before), .mapping(let left), .mapping(let right)):
      merged = mergeMappings(before, left, right, base, ours, theirs, path)
    case (.sequence, .sequence, .sequence):
      merged =
        PlainListMerge.merge(
          version(base, \.base),
          version(ours, \.ours),
          version(theirs, \.theirs)
        )
        ?? mergeMapLists(base, ours, theirs, path)
    case (.scalar, .scalar, .scalar): merged = mergeBlockScalars(base, ours, theirs, path)
    default: merged = nil
    }
    if let merged, merged.isClean { return merged }
    // Where only the spelling is in the way, the value counts.
    if isOneKey, right.says(before) { return respelt(ours, base, ours, theirs) ?? merged }
    if isOneKey, left.says(before) { return respelt(theirs, base, ours, theirs) ?? merged }
    return merged
  }

  /// One side's spelling of a value that the other spelt anew as well; nil where a comment would be lost.
  private func respelt(
    _ chosen: YAMLEntries.Entry,
    _ base: YAMLEntries.Entry?,
    _ ours: YAMLEntries.Entry,
    _ theirs: YAMLEntries.Entry
  ) -> MergedText? {
    func comments(_ text: [UInt8]) -> Int { text.count { $0 == 35 } }
    let known = max(comments(chosen.body), comments(base?.body ?? []))
    guard comments(ours.body) <= known, comments(theirs.body) <= known else { return nil }
    var merged = MergedText()
    merged.add(
      chosen.body,
      rewording: base?.body ?? [],
      ours.body,
      theirs.body,
      isSpelling: true
    )
    return merged
  }

  private func version(
    _ entry: YAMLEntries.Entry,
    _ lines: KeyPath<
      (base: [ArraySlice<UInt8>], ours: [ArraySlice<UInt8>], theirs: [ArraySlice<UInt8>]),
      [ArraySlice<UInt8>]
    >
  ) -> PlainListMerge.Version {
    PlainListMerge.Version(entry: entry, lines: self.lines[keyPath: lines])
  }

  // MARK: - Values

  private func mergeMappings(
    _ before: [YAMLPair],
    _ left: [YAMLPair],
    _ right: [YAMLPair],
    _ base: YAMLEntries.Entry,
    _ ours: YAMLEntries.Entry,
    _ theirs: YAMLEntries.Entry,
    _ path: [String]
  ) -> MergedText? {
    func inner(_ entry: YAMLEntries.Entry) -> Range<Int> {
      (entry.lines.lowerBound + 1)..<entry.lines.upperBound
    }
    guard let bases = YAMLEntries(before, lines.base, in: inner(base)),
      let lefts = YAMLEntries(left, lines.ours, in: inner(ours)),
      let rights = YAMLEntries(right, lines.theirs, in: inner(theirs)),
      let heading = heading(base, ours, theirs)
    else { return nil }
    var merged = MergedText(heading)
    guard let entries = merge(bases, lefts, rights, path: path) else { return nil }
    merged.add(entries)
    return merged
  }

  /// The line with the key, where at most one side changed it.
  private func heading(
    _ base: YAMLEntries.Entry,
    _ ours: YAMLEntries.Entry,
    _ theirs: YAMLEntries.Entry
  ) -> [UInt8]? {
    let before = lines.base[base.lines.lowerBound - 1]
    let left = lines.ours[ours.lines.lowerBound - 1]
    let right = lines.theirs[theirs.lines.lowerBound - 1]
    if left == right || before == right { return Array(left) }
    return before == left ? Array(right) : nil
  }

  /// Merges lists of mappings, such as handoffs, by what identifies each.
  private func mergeMapLists(
    _ base: YAMLEntries.Entry,
    _ ours: YAMLEntries.Entry,
    _ theirs: YAMLEntries.Entry,
    _ path: [String]
  ) -> MergedText? {
    guard let heading = heading(base, ours, theirs),
      let before = MapItem.items(of: base, lines.base),
      let left = MapItem.items(of: ours, lines.ours),
      let right = MapItem.items(of: theirs, lines.theirs)
    else { return nil }
    let items = SequenceMerge(
      base: before,
      ours: left,
      theirs: right,
      place: .frontMatter(path),
      standardGap: [],
      isOrdered: false
    )
    let merged = items.merged { before, left, right in
      merge(before?.entries, left.entries, right.entries, path: path + [left.name])
        ?? MergedText(lines: before?.text ?? [], left.text, right.text, .value, .frontMatter(path))
    }
    return merged.map { items in
      var merged = MergedText(heading)
      merged.add(items)
      return merged
    }
  }

  /// Merges texts in block style (`|`, `>`) whose heads are the same, as prose.
  private func mergeBlockScalars(
    _ base: YAMLEntries.Entry,
    _ ours: YAMLEntries.Entry,
    _ theirs: YAMLEntries.Entry,
    _ path: [String]
  ) -> MergedText? {
    guard let heading = heading(base, ours, theirs),
      let last = TextLines.trimmed(heading[...]).last, last == 124 || last == 62 || last == 45,
      [base, ours, theirs].allSatisfy({ $0.lines.count > 1 })
    else { return nil }
    func rest(_ entry: YAMLEntries.Entry) -> [UInt8] {
      Array(entry.body.drop { $0 != 10 }.dropFirst())
    }
    var merged = MergedText(heading)
    merged.add(
      MergedText(prose: rest(base), rest(ours), rest(theirs), .value, .frontMatter(path))
    )
    return merged
  }
}

/// A mapping in a list, with its own keys.
private struct MapItem: MergeElement {
  let entries: YAMLEntries
  let name: String
  let text: [UInt8]
  let gap: [UInt8] = []

  var mark: Mark { Mark(text: text, name: name.isEmpty ? nil : Array(name.utf8)) }

  /// The items of a list in block style; nil where one is no mapping in lines of its own.
  static func items(of entry: YAMLEntries.Entry, _ lines: [ArraySlice<UInt8>]) -> [MapItem]? {
    guard let found = entry.pair.item.value.items else { return nil }
    var items: [MapItem] = []
    var start = entry.lines.lowerBound + 1
    for (index, item) in found.enumerated() {
      guard let pairs = item.value.pairs, !pairs.isEmpty else { return nil }
      let next = index + 1 < found.count ? found[index + 1].line : entry.lines.upperBound
      guard item.line >= start, next > item.line,
        let entries = YAMLEntries(pairs, lines, in: start..<next)
      else { return nil }
      let name =
        ["label", "name", "id", "agent"].lazy
        .compactMap { key in item.value[key]?.value.text }.first ?? ""
      let text = Array(lines[(start - 1)..<(next - 1)].joined())
      items.append(MapItem(entries: entries, name: name, text: text))
      start = next
    }
    return items
  }
}
