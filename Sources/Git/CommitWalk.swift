/// What a walk needs to know of a commit; a whole history of it must fit into memory.
struct CommitLink {
  let id: ObjectID
  let treeID: ObjectID
  let parentIDs: [ObjectID]
  /// The committer's, in seconds.
  let date: Int64
}

/// A walk over commits, newest first and no commit before one of its children.
///
/// The order is by committer date. Clocks go wrong, and rebased commits share one second; so the
/// walk looks ahead, always a day further back than what it gives out, and holds a commit back as
/// long as one of its children that it has seen is still to come.
struct CommitWalk {
  private struct Node {
    let link: CommitLink
    let order: Int
    /// How many children were seen and not yet given out.
    var openChildren = 0
    var isGivenOut = false
  }

  private static let day: Int64 = 86_400

  private var nodes: [ObjectID: Node] = [:]
  /// Seen, but their parents not yet.
  private var unexplored = CommitQueue()
  /// Without open children, as far as is known.
  private var ready = CommitQueue()

  /// A commit that was seen.
  subscript(id: ObjectID) -> CommitLink? { nodes[id]?.link }

  mutating func begin(at link: CommitLink) {
    see(link)
    ready.push(link.id, date: link.date, order: 0)
  }

  /// The next commit; nil at the end.
  mutating func next(
    _ read: (ObjectID) throws(GitError) -> CommitLink
  ) throws(GitError) -> CommitLink? {
    while let candidate = ready.first {
      try explore(downTo: candidate.date - CommitWalk.day, read)
      // A child of it may have come to light; then it is made ready anew after that one.
      guard let next = ready.pop(), let node = nodes[next.id] else { return nil }
      guard node.openChildren == 0, !node.isGivenOut else { continue }
      nodes[next.id]?.isGivenOut = true
      for parentID in node.link.parentIDs {
        release(parentID)
      }
      return node.link
    }
    return nil
  }

  private mutating func see(_ link: CommitLink) {
    let order = nodes.count
    nodes[link.id] = Node(link: link, order: order)
    unexplored.push(link.id, date: link.date, order: order)
  }

  private mutating func explore(
    downTo date: Int64,
    _ read: (ObjectID) throws(GitError) -> CommitLink
  ) throws(GitError) {
    while let first = unexplored.first, first.date >= date, let child = nodes[first.id]?.link {
      unexplored.pop()
      for parentID in child.parentIDs {
        if nodes[parentID] == nil { see(try read(parentID)) }
        nodes[parentID]?.openChildren += 1
      }
    }
  }

  private mutating func release(_ id: ObjectID) {
    nodes[id]?.openChildren -= 1
    guard let node = nodes[id], node.openChildren == 0 else { return }
    ready.push(id, date: node.link.date, order: node.order)
  }
}

/// Commits by date, newest first; of one date, those that were seen first.
struct CommitQueue {
  struct Item {
    let id: ObjectID
    let date: Int64
    let order: Int

    func precedes(_ other: Item) -> Bool {
      date != other.date ? date > other.date : order < other.order
    }
  }

  private var heap: [Item] = []

  var first: Item? { heap.first }

  mutating func push(_ id: ObjectID, date: Int64, order: Int) {
    heap.append(Item(id: id, date: date, order: order))
    var child = heap.count - 1
    while child > 0, heap[child].precedes(heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  @discardableResult
  mutating func pop() -> Item? {
    guard let last = heap.popLast() else { return nil }
    guard let top = heap.first else { return last }
    heap[0] = last
    var parent = 0
    while true {
      var best = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && heap[child].precedes(heap[best]) {
        best = child
      }
      if best == parent { return top }
      heap.swapAt(parent, best)
      parent = best
    }
  }
}
