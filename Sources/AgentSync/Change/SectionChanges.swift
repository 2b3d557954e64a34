import AgentModel

/// Compares the bodies of two versions of a document, section by section.
///
/// - Returns: in the order of the new document; what is gone stands after what it followed.
func sectionChanges(from old: Document, to new: Document) -> [SectionChange] {
  let matching = SectionMatching(SectionTree(old), SectionTree(new))
  let comparison = SectionComparison(matching)
  var changes: [(place: Place, change: SectionChange)] = []
  var lastKept = 0
  for (index, partner) in matching.newIndex.enumerated() {
    if let partner {
      lastKept = partner
    } else if let change = comparison.removal(of: index) {
      changes.append((Place(index: lastKept, isGone: true, oldIndex: index), change))
    }
  }
  for index in matching.oldIndex.indices {
    if let change = comparison.change(of: index) {
      changes.append((Place(index: index, isGone: false, oldIndex: 0), change))
    }
  }
  return changes.sorted { $0.place < $1.place }.map(\.change)
}

/// Where a change stands in the list.
private struct Place: Comparable {
  let index: Int
  let isGone: Bool
  let oldIndex: Int

  static func < (left: Place, right: Place) -> Bool {
    if left.index != right.index { return left.index < right.index }
    if left.isGone != right.isGone { return !left.isGone }
    return left.oldIndex < right.oldIndex
  }
}

private struct SectionComparison {
  private let matching: SectionMatching
  /// New sections that stand elsewhere among neighbours that stayed.
  private let movedAmongNeighbours: Set<Int>

  init(_ matching: SectionMatching) {
    self.matching = matching
    movedAmongNeighbours = SectionComparison.movedAmongNeighbours(matching)
  }

  private var old: SectionTree { matching.old }
  private var new: SectionTree { matching.new }

  /// A section that is gone, with all in it that is gone too; nil where it goes with the one it lies in.
  func removal(of index: Int) -> SectionChange? {
    let parent = old.sections[index].parent
    if let parent, parent > 0, matching.newIndex[parent] == nil { return nil }
    let (lines, inner) = weight(of: index, in: old, isLeftOver: { matching.newIndex[$0] == nil })
    return SectionChange(
      kind: .removed,
      path: old.path(of: index),
      formerPath: nil,
      isRenamed: false,
      isMoved: false,
      addedLines: 0,
      removedLines: lines,
      subsections: inner
    )
  }

  /// What happened to a new document's section; nil where nothing did.
  func change(of index: Int) -> SectionChange? {
    guard let before = matching.oldIndex[index] else { return addition(of: index) }
    let section = new.sections[index]
    let former = old.sections[before]
    let isRenamed = section.title != former.title
    let isElsewhere = section.parent.map { matching.oldIndex[$0] != former.parent } ?? false
    let isMoved = isElsewhere || movedAmongNeighbours.contains(index)
    var count = LineCount(from: former.body, to: section.body)
    // The heading's own line: another wording is a renaming, and another level goes with a move.
    if !isRenamed, !isElsewhere, section.heading != former.heading {
      let heading = LineCount(from: former.heading, to: section.heading)
      count.added += heading.added
      count.removed += heading.removed
    }
    guard isRenamed || isMoved || count != LineCount() else { return nil }
    let path = new.path(of: index)
    let formerPath = old.path(of: before)
    return SectionChange(
      kind: .changed,
      path: path,
      formerPath: path == formerPath ? nil : formerPath,
      isRenamed: isRenamed,
      isMoved: isMoved,
      addedLines: count.added,
      removedLines: count.removed,
      subsections: 0
    )
  }

  private func addition(of index: Int) -> SectionChange? {
    let parent = new.sections[index].parent
    if let parent, parent > 0, matching.oldIndex[parent] == nil { return nil }
    let (lines, inner) = weight(of: index, in: new, isLeftOver: { matching.oldIndex[$0] == nil })
    return SectionChange(
      kind: .added,
      path: new.path(of: index),
      formerPath: nil,
      isRenamed: false,
      isMoved: false,
      addedLines: lines,
      removedLines: 0,
      subsections: inner
    )
  }

  /// The lines of a section and of all in it that came or went with it, and how many those are.
  private func weight(
    of index: Int,
    in tree: SectionTree,
    isLeftOver: (Int) -> Bool
  ) -> (lines: Int, subsections: Int) {
    var lines = 0
    var count = 0
    var next = index
    while next < tree.sections[index].end {
      guard isLeftOver(next) else {
        // It moved; what is left over inside it is listed on its own.
        next = tree.sections[next].end
        continue
      }
      lines += tree.sections[next].heading.count + tree.sections[next].body.count
      count += 1
      next += 1
    }
    return (lines, count - 1)
  }

  private static func movedAmongNeighbours(_ matching: SectionMatching) -> Set<Int> {
    var moved: Set<Int> = []
    for (index, section) in matching.new.sections.enumerated() {
      let stayed = section.children.filter { child in
        guard let before = matching.oldIndex[child] else { return false }
        return matching.old.sections[before].parent == matching.oldIndex[index]
      }
      let places = stayed.map { matching.oldIndex[$0] ?? 0 }
      let kept = longestIncreasing(places)
      moved.formUnion(zip(stayed, places).filter { !kept.contains($0.1) }.map(\.0))
    }
    return moved
  }
}

/// The numbers of a longest increasing subsequence; all numbers are different.
private func longestIncreasing(_ numbers: [Int]) -> Set<Int> {
  // For each length the index of the smallest number that ends such a run.
  var ends: [Int] = []
  var previous: [Int?] = []
  for (index, number) in numbers.enumerated() {
    let length = ends.partitioningIndex { numbers[$0] >= number }
    previous.append(length > 0 ? ends[length - 1] : nil)
    if length == ends.count { ends.append(index) } else { ends[length] = index }
  }
  var longest: Set<Int> = []
  var next = ends.last
  while let index = next {
    longest.insert(numbers[index])
    next = previous[index]
  }
  return longest
}
