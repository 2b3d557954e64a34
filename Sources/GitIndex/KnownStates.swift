/// The last states of the library, its outputs and records in which a sync had nothing to do.
///
/// A hook asks them before anything else: an index in one of these states concerns nobody. It is a cache
/// that may be lost at any moment; deleting it costs time and nothing else.
package struct KnownStates: Hashable, Sendable {
  /// Folders and files that decide, sorted; whatever else a repository holds has no say.
  package let places: [RepoPath]
  /// Whether the configuration there has a commit after the person's own take up what that one reaches.
  package let commitsAfter: Bool
  /// The newest first.
  private var states: [FolderState]

  /// The name of the file below `<git dir>/agentsync/cache`.
  package static let fileName = "in-step"

  /// More than these are not kept.
  private static let limit = 16

  package init(places: [RepoPath], commitsAfter: Bool) {
    self.places = places
    self.commitsAfter = commitsAfter
    states = []
  }

  package func contains(_ state: FolderState) -> Bool { states.contains(state) }

  /// Adds a state; the oldest one goes where there are too many.
  package mutating func add(_ state: FolderState) {
    states.removeAll { $0 == state }
    states.insert(state, at: 0)
    states.removeLast(max(0, states.count - KnownStates.limit))
  }

  // MARK: - As bytes

  /// The bytes of the file.
  ///
  /// - Parameter version: The version of the program; another one may generate other texts.
  /// - Returns: A header, the places and the states.
  package func encoded(by version: String) -> [UInt8] {
    var bytes = KnownStates.header(version)
    bytes +=
      Array((commitsAfter ? "after" : "with").utf8) + [0] + Array("\(places.count)".utf8) + [0]
    for place in places { bytes += place.bytes + [0] }
    for state in states { bytes += KnownStates.bytes(state.high) + KnownStates.bytes(state.low) }
    return bytes
  }

  /// Reads the bytes back; nil where they are damaged or another version's.
  package init?(_ bytes: [UInt8], by version: String) {
    let header = KnownStates.header(version)
    guard bytes.starts(with: header) else { return nil }
    var rest = bytes[header.count...]
    func field() -> ArraySlice<UInt8>? {
      guard let end = rest.firstIndex(of: 0) else { return nil }
      defer { rest = rest[(end + 1)...] }
      return rest[..<end]
    }
    guard let mode = field().map({ String(decoding: $0, as: UTF8.self) }),
      ["after", "with"].contains(mode),
      let count = field().flatMap({ Int(String(decoding: $0, as: UTF8.self)) }),
      (0...bytes.count).contains(count)
    else { return nil }
    var places: [RepoPath] = []
    for _ in 0..<count {
      guard let place = field().flatMap({ RepoPath($0) }) else { return nil }
      places.append(place)
    }
    guard rest.count.isMultiple(of: 16) else { return nil }
    self.init(places: places, commitsAfter: mode == "after")
    for start in stride(from: rest.startIndex, to: rest.endIndex, by: 16) {
      states.append(
        FolderState(
          high: KnownStates.number(rest[start..<(start + 8)]),
          low: KnownStates.number(rest[(start + 8)..<(start + 16)])
        )
      )
    }
  }

  private static func bytes(_ number: UInt64) -> [UInt8] {
    stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> UInt64($0)) }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static func header(_ version: String) -> [UInt8] {
    Array("agentsync-states 2 \(version)\n".utf8)
  }
}
