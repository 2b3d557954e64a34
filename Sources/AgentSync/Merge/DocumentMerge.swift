import AgentModel

import struct Git.ByteKey
import struct Git.RepoPath

/// Merges three versions of a document: front matter key by key, body section by section.
///
/// Pure: bytes in, bytes out. What git merges cleanly keeps git's bytes unless they repeat a key, heading,
/// row or item, or bring back what a side removed; only what git can't merge, or merges badly, is taken
/// apart. Whatever comes of that is held against the three texts before it counts.
package enum DocumentMerge {
  /// Merges what changed from `base` to `theirs` into `ours`; all are LF texts ended by a newline.
  package static func merge(base: [UInt8], ours: [UInt8], theirs: [UInt8]) -> MergedText {
    // The laws that need no merge: identical sides and one-sided changes are byte-exact.
    if ours == theirs || base == theirs { return MergedText(ours) }
    if base == ours { return MergedText(theirs) }
    let lines = MergedText(lines: base, ours, theirs, .lines, .section(""))
    if lines.conflicts.first?.kind == .tooBig { return lines }
    let audit = MergeAudit(base: base, ours: ours, theirs: theirs)
    // A merge that is merged again stays as it is, even where git would add the same text twice.
    let whole = Containment.whole(base: base, ours, theirs)
    let merged = whole.map { MergedText($0.text) }
    let isWhole = merged.map(audit.holds) ?? false
    if let merged, let whole, isWhole, !whole.isMutual { return merged }
    if let text = lines.text, isSound(text, base, ours, theirs), audit.holds(lines) { return lines }
    if let merged, isWhole { return merged }
    let areLinesSure = !lines.isClean && audit.holds(lines)
    if let merged = structured(base, ours, theirs), audit.holds(merged),
      !(areLinesSure && isTorn(merged, ours, theirs))
    {
      return merged
    }
    if areLinesSure { return lines }
    // Git merges it, and badly, and nothing here does better.
    return MergedText(
      MergeConflict(kind: .lines, place: .section(""), base: base, ours: ours, theirs: theirs)
    )
  }

  /// Whether what a side is said to have removed is still there, in another section or list.
  private static func isTorn(_ merged: MergedText, _ ours: [UInt8], _ theirs: [UInt8]) -> Bool {
    func lines(_ text: [UInt8]) -> Set<ByteKey> {
      Set(
        TextLines.split(text[...]).map(TextLines.trimmed).filter { !$0.isEmpty }.map(ByteKey.init)
      )
    }
    let removed = merged.conflicts.filter { $0.kind == .removed }
    guard !removed.isEmpty else { return false }
    let (left, right) = (lines(ours), lines(theirs))
    return removed.contains { conflict in
      lines(conflict.base).isSubset(of: conflict.ours.isEmpty ? left : right)
    }
  }

  private static func isSound(
    _ text: [UInt8],
    _ base: [UInt8],
    _ ours: [UInt8],
    _ theirs: [UInt8]
  ) -> Bool {
    Soundness.isSound(text, base: base, ours: ours, theirs: theirs)
      && isValid(MergedText(text), ours, theirs)
  }

  /// Whether the front matter can be read, where both sides' can.
  private static func isValid(_ merged: MergedText, _ ours: [UInt8], _ theirs: [UInt8]) -> Bool {
    guard let text = merged.text, let left = Parts(ours), let right = Parts(theirs) else {
      return true
    }
    guard let parts = Parts(text) else { return !(isReadable(left) && isReadable(right)) }
    // What a side has as well is as readable as that side.
    if parts.yaml == left.yaml || parts.yaml == right.yaml { return true }
    return isReadable(parts) || !(isReadable(left) && isReadable(right))
  }

  /// Whether the front matter of a text can be read, or there is none.
  static func isReadable(_ text: [UInt8]) -> Bool {
    Parts(text).map(isReadable) ?? false
  }

  private static func isReadable(_ parts: Parts) -> Bool {
    parts.yaml.map { FrontMatterMerge.pairs(of: $0) != nil } ?? true
  }

  private static func structured(
    _ base: [UInt8],
    _ ours: [UInt8],
    _ theirs: [UInt8]
  ) -> MergedText? {
    guard let before = Parts(base), let left = Parts(ours), let right = Parts(theirs) else {
      return nil
    }
    var merged: MergedText
    if let yaml = left.yaml, let other = right.yaml {
      let first = left.opening == before.opening ? right.opening : left.opening
      let last = left.closing == before.closing ? right.closing : left.closing
      merged = MergedText(first)
      merged.add(
        FrontMatterMerge.merge(base: before.yaml ?? [], ours: yaml, theirs: other)
          ?? MergedText(lines: before.yaml ?? [], yaml, other, .lines, .frontMatter([]))
      )
      merged.add(last)
    } else {
      merged = MergedText(lines: before.header, left.header, right.header, .lines, .frontMatter([]))
    }
    let body = BodyMerge.merge(base: before.body, ours: left.body, theirs: right.body)
    merged.add(body ?? MergedText(lines: before.body, left.body, right.body, .lines, .section("")))
    return merged
  }
}

/// A document cut at the fences of its front matter.
private struct Parts {
  /// The two fences' lines; empty where there is no front matter.
  var opening: [UInt8] = []
  var closing: [UInt8] = []
  /// What stands between the fences; nil where there are none.
  var yaml: [UInt8]?
  var body: [UInt8]

  var header: [UInt8] { opening + (yaml ?? []) + closing }

  /// Cuts a document; nil where its front matter has no end, or is too big.
  init?(_ text: [UInt8]) {
    guard let path = RepoPath("document") else { return nil }
    do throws(Problem) {
      guard let fence = try FrontMatterFence(in: text, from: 0, at: path) else {
        body = text
        return
      }
      opening = Array(text[..<fence.yaml.lowerBound])
      yaml = Array(text[fence.yaml])
      closing = Array(text[fence.yaml.upperBound..<fence.bodyStart])
      body = Array(text[fence.bodyStart...])
    } catch {
      return nil
    }
  }
}
