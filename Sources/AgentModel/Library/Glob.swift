package import struct Git.RepoPath

/// A pattern over whole paths: `*` and `?` within a name, `**` over folders, `[a-z]`, `{a,b}`.
///
/// A pattern starts at the repository's top and covers the whole path. A backslash takes the next
/// character literally. Matching costs at most the product of the two lengths for each alternative.
package struct Glob: Hashable, Sendable {
  package let pattern: String
  /// One list of name patterns for each way to choose among the braces.
  private let alternatives: [[Segment]]
  private let groupCount: Int
  /// How many names a path must have; nil where that is not settled.
  private let depth: Int?
  /// The name a path must begin with; empty where any may.
  private let firstName: [UInt8]
  /// For each alternative, bytes that a path must hold in a row.
  private let needles: [[UInt8]]

  enum Segment: Hashable, Sendable {
    case anyFolders(group: Int)
    /// A name without a wildcard, and the groups its bytes belong to where it stands in braces.
    case literal([UInt8], groups: [Int?])
    case name([GlobToken])
  }

  /// Nil for a pattern that can match nothing or too much work: empty, absolute, with an open bracket
  /// or brace, with `.` or `..` for a folder, longer than 1,024 bytes or with over 64 alternatives.
  package init?(_ pattern: String) {
    guard !pattern.isEmpty, pattern.utf8.count <= 1_024, !pattern.hasPrefix("/"),
      var parser = GlobParser(pattern), let tokens = parser.alternatives()
    else { return nil }
    var alternatives: [[Segment]] = []
    for list in tokens {
      guard let segments = Glob.segments(list) else { return nil }
      alternatives.append(segments)
    }
    self.pattern = pattern
    self.alternatives = alternatives
    groupCount = parser.groupCount
    needles = alternatives.map(Glob.longestRun)
    let depths = Set(alternatives.map(Glob.depth))
    depth = depths.count == 1 ? depths.first ?? nil : nil
    firstName = Array(
      (alternatives.count == 1 ? Glob.literalNames(alternatives[0]).first : nil)?.utf8 ?? "".utf8
    )
  }

  /// How many names a path must have; nil where that is not settled.
  private static func depth(of segments: [Segment]) -> Int? {
    let isOpen = segments.contains { if case .anyFolders = $0 { true } else { false } }
    return isOpen ? nil : segments.count
  }

  /// The longest row of bytes that every match holds.
  private static func longestRun(of segments: [Segment]) -> [UInt8] {
    var runs: [[UInt8]] = []
    for segment in segments {
      switch segment {
      case .anyFolders: continue
      case .literal(let bytes, _): runs.append(bytes)
      case .name(let tokens):
        runs.append([])
        for token in tokens {
          if case .byte(let byte, _) = token {
            runs[runs.count - 1].append(byte)
          } else {
            runs.append([])
          }
        }
      }
    }
    return runs.max { $0.count < $1.count } ?? []
  }

  private static func segments(_ tokens: [GlobToken]) -> [Segment]? {
    var names = tokens.split(separator: .slash, omittingEmptySubsequences: false)
    // A slash at the end says that a folder is meant, and changes nothing here.
    if names.count > 1, names.last?.isEmpty == true { names.removeLast() }
    var segments: [Segment] = []
    for name in names {
      guard let segment = segment(Array(name)) else { return nil }
      segments.append(segment)
    }
    return segments
  }

  private static func segment(_ tokens: [GlobToken]) -> Segment? {
    if tokens.count == 2, case .star(let group) = tokens[0], case .star = tokens[1] {
      return .anyFolders(group: group)
    }
    var bytes: [UInt8] = []
    var groups: [Int?] = []
    for token in tokens {
      guard case .byte(let byte, let group) = token else { return .name(tokens) }
      bytes.append(byte)
      groups.append(group)
    }
    let isName = !bytes.isEmpty && !bytes.elementsEqual(".".utf8) && !bytes.elementsEqual("..".utf8)
    return isName ? .literal(bytes, groups: groups) : nil
  }

  /// The names before the first one with a wildcard or a brace.
  package var staticPrefix: [String] {
    let prefixes = alternatives.map(Glob.literalNames)
    // What stands before the first brace is the same in each alternative.
    let shortest = prefixes.min { $0.count < $1.count } ?? []
    let shared = shortest.indices.prefix { index in
      prefixes.allSatisfy { $0[index] == shortest[index] }
    }
    return Array(shortest[shared])
  }

  private static func literalNames(_ segments: [Segment]) -> [String] {
    var names: [String] = []
    for segment in segments {
      guard case .literal(let bytes, _) = segment else { break }
      names.append(String(decoding: bytes, as: UTF8.self))
    }
    return names
  }

  /// Whether a look at the path's start and depth leaves a match possible.
  private func isPossible(_ path: RepoPath) -> Bool {
    guard path.bytes.starts(with: firstName) else { return false }
    guard let depth else { return true }
    return path.bytes.count { $0 == UInt8(ascii: "/") } == depth - 1
  }

  /// Whether the pattern covers the whole path.
  package func matches(_ path: RepoPath) -> Bool {
    guard isPossible(path) else { return false }
    let names = Glob.names(of: path)
    return alternatives.contains { GlobMatch($0, names[...]).starts != nil }
  }

  /// Whether the pattern covers the path or a folder above it.
  package func covers(_ path: RepoPath) -> Bool {
    // Nearly no path is, and every file of a library is asked for.
    guard path.bytes.starts(with: firstName), needles.contains(where: path.bytes.holds) else {
      return false
    }
    let names = Glob.names(of: path)
    return names.indices.contains { last in
      alternatives.contains { GlobMatch($0, names[...last]).starts != nil }
    }
  }

  /// What the wildcards and braces matched, first to last; nil where the path does not match.
  package func captures(_ path: RepoPath) -> [String]? {
    guard isPossible(path) else { return nil }
    let names = Glob.names(of: path)
    for segments in alternatives {
      guard let captures = GlobMatch(segments, names[...]).captures() else { continue }
      return (0..<groupCount).map { captures[$0] ?? "" }
    }
    return nil
  }

  private static func names(of path: RepoPath) -> [ArraySlice<UInt8>] {
    path.bytes.split(separator: UInt8(ascii: "/"))
  }
}

extension [UInt8] {
  /// Whether other bytes stand somewhere in these, in a row.
  fileprivate func holds(_ needle: [UInt8]) -> Bool {
    guard let first = needle.first else { return true }
    var start = 0
    while start + needle.count <= count {
      if self[start] == first, self[start..<(start + needle.count)] == needle[...] { return true }
      start += 1
    }
    return false
  }
}

/// A piece of a pattern; pieces with a group are remembered with what they matched.
enum GlobToken: Hashable, Sendable {
  case byte(UInt8, group: Int?)
  case star(group: Int)
  case any(group: Int)
  case set([ClosedRange<Unicode.Scalar>], isNegated: Bool, group: Int)
  case slash
}
