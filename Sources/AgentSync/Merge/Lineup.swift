import struct Git.ByteKey

/// Three sequences of elements brought into one order, each element of a version named by its part in it.
struct Lineup {
  /// An element of the merged sequence: where it stands in each version.
  struct Part: Hashable {
    var base: Int?
    var ours: Int?
    var theirs: Int?
  }

  /// Every element that any version has, in the merged order; removed ones keep their place.
  private(set) var parts: [Part] = []

  /// Brings three sequences into one order; nil where both sides reordered, each in its own way.
  init?(base: [Mark], ours: [Mark], theirs: [Mark]) {
    let (oursInBase, theirsInBase) = Matching.both(ours, theirs, in: base)
    var parts = base.indices.map { Part(base: $0) }
    let ourIDs = Lineup.number(ours, oursInBase, &parts) { $0.ours = $1 }
    var theirsInNew = theirsInBase
    Lineup.pair(theirs, &theirsInNew, with: parts[base.count...], of: ours, from: base.count)
    let theirIDs = Lineup.number(theirs, theirsInNew, &parts) { $0.theirs = $1 }
    guard let order = Lineup.order(parts, ourIDs, theirIDs) else { return nil }
    self.parts = order.map { parts[$0] }
  }

  /// Sorts the parts, where every version is sorted by the keys and has enough of them to tell.
  mutating func sort(
    base: [[UInt8]],
    ours: [[UInt8]],
    theirs: [[UInt8]]
  ) {
    guard base.count > 1 else { return }
    for fold in [false, true] {
      func key(_ bytes: [UInt8]) -> [UInt8] {
        fold ? bytes.map { (65...90).contains($0) ? $0 + 32 : $0 } : bytes
      }
      let sequences = [base, ours, theirs].map { $0.map(key) }
      let areSorted = sequences.allSatisfy { keys in
        zip(keys, keys.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) }
      }
      guard areSorted else { continue }
      func key(of part: Part) -> [UInt8] {
        if let index = part.ours { return sequences[1][index] }
        if let index = part.theirs { return sequences[2][index] }
        return part.base.map { sequences[0][$0] } ?? []
      }
      parts = parts.map { (key(of: $0), $0) }
        .enumerated()
        .sorted { left, right in
          if left.element.0 == right.element.0 { return left.offset < right.offset }
          return left.element.0.lexicographicallyPrecedes(right.element.0)
        }
        .map(\.element.1)
      return
    }
  }

  /// Gives each element of a side its part, a new one where no version had it.
  private static func number(
    _ marks: [Mark],
    _ known: [Int?],
    _ parts: inout [Part],
    set: (inout Part, Int) -> Void
  ) -> [Int] {
    marks.indices.map { index in
      let id = known[index] ?? parts.count
      if id == parts.count { parts.append(Part()) }
      set(&parts[id], index)
      return id
    }
  }

  /// Finds elements that both sides added: of the same text, or of the same name.
  private static func pair(
    _ theirs: [Mark],
    _ known: inout [Int?],
    with added: ArraySlice<Part>,
    of ours: [Mark],
    from first: Int
  ) {
    let ourNew = added.indices.compactMap { index in added[index].ours.map { (index, $0) } }
    let theirNew = known.indices.filter { known[$0] == nil }
    guard !ourNew.isEmpty, !theirNew.isEmpty else { return }
    var taken: Set<Int> = []
    for (left, right) in Alignment(
      ourNew.map { ours[$0.1].key },
      theirNew.map { theirs[$0].key }
    ).pairs {
      known[theirNew[right]] = ourNew[left].0
      taken.insert(ourNew[left].0)
    }
    var byName: [ByteKey: [Int]] = [:]
    for (id, index) in ourNew where !taken.contains(id) {
      if let name = ours[index].name { byName[ByteKey(name[...]), default: []].append(id) }
    }
    for index in theirNew where known[index] == nil {
      guard let name = theirs[index].name.map({ ByteKey($0[...]) }), let ids = byName[name],
        ids.count == 1
      else { continue }
      known[index] = ids[0]
      byName[name] = nil
    }
  }

  /// The merged order of parts: one side's, with what the other added behind its neighbour there.
  private static func order(_ parts: [Part], _ ours: [Int], _ theirs: [Int]) -> [Int]? {
    func common(_ ids: [Int]) -> [Int] {
      ids.filter { parts[$0].base != nil && parts[$0].ours != nil && parts[$0].theirs != nil }
    }
    let (ourOrder, theirOrder) = (common(ours), common(theirs))
    let kept = ourOrder.sorted()
    if ourOrder == kept {
      return insert(ours, into: insertRemoved(parts, into: theirs), parts, isOurs: true)
    }
    if theirOrder == kept || ourOrder == theirOrder {
      return insert(theirs, into: insertRemoved(parts, into: ours), parts, isOurs: false)
    }
    return nil
  }

  /// Adds what the skeleton's side removed behind its neighbour of the base, so that it can anchor others.
  private static func insertRemoved(_ parts: [Part], into skeleton: [Int]) -> [Int] {
    let present = Set(skeleton)
    var following: [Int: [Int]] = [:]
    var anchor = -1
    for id in parts.indices where parts[id].base != nil {
      if present.contains(id) {
        anchor = id
      } else {
        following[anchor, default: []].append(id)
      }
    }
    return (following[-1] ?? []) + skeleton.flatMap { [$0] + (following[$0] ?? []) }
  }

  private static func insert(
    _ ids: [Int],
    into skeleton: [Int],
    _ parts: [Part],
    isOurs: Bool
  ) -> [Int] {
    let present = Set(skeleton)
    var following: [Int: [Int]] = [:]
    var anchor = -1
    for id in ids {
      if present.contains(id) {
        anchor = id
      } else {
        following[anchor, default: []].append(id)
      }
    }
    var order: [Int] = []
    var pending: [Int] = following[-1] ?? []
    func isNew(_ id: Int) -> Bool { parts[id].base == nil && parts[id].theirs == nil }
    for id in skeleton {
      // At one place, ours come first: theirs wait for what the skeleton has there.
      if isOurs || !isNew(id) {
        order += pending
        pending = []
      }
      order.append(id)
      pending += following[id] ?? []
    }
    return order + pending
  }
}
