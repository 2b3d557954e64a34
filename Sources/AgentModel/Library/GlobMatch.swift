/// Matches one alternative of a pattern with the names of a path, from left to right.
///
/// After a mismatch only the last wildcard takes one more: what the ones before it matched need not
/// be tried again, so the work is at most the product of both lengths.
struct GlobMatch {
  private let segments: [Glob.Segment]
  private let names: ArraySlice<ArraySlice<UInt8>>
  /// The name that each segment begins at, and the end of all; nil where there is no match.
  private(set) var starts: [Int]?

  init(_ segments: [Glob.Segment], _ names: ArraySlice<ArraySlice<UInt8>>) {
    self.segments = segments
    self.names = names
    starts = find()
  }

  private func find() -> [Int]? {
    var segment = 0
    var name = names.startIndex
    var retry: (segment: Int, name: Int)?
    var starts = Array(repeating: names.endIndex, count: segments.count + 1)
    while name < names.endIndex || segment < segments.count {
      if segment < segments.count {
        starts[segment] = name
        if case .anyFolders = segments[segment] {
          retry = (segment, name)
          segment += 1
          continue
        }
        if name < names.endIndex, GlobMatch.matches(segments[segment], names[name]) {
          segment += 1
          name += 1
          continue
        }
      }
      guard let last = retry, last.name < names.endIndex else { return nil }
      retry = (last.segment, last.name + 1)
      segment = last.segment + 1
      name = last.name + 1
    }
    // `a/**` is what lies in `a`, not the folder itself.
    if case .anyFolders? = segments.last, starts[segments.count - 1] == names.endIndex {
      return nil
    }
    return starts
  }

  private static func matches(_ segment: Glob.Segment, _ name: ArraySlice<UInt8>) -> Bool {
    switch segment {
    case .anyFolders: true
    case .literal(let bytes, _): bytes[...] == name
    case .name(let tokens): starts(of: tokens, in: name) != nil
    }
  }

  /// The byte that each token of a name's pattern begins at, and the end of all; nil for no match.
  private static func starts(of tokens: [GlobToken], in name: ArraySlice<UInt8>) -> [Int]? {
    var token = 0
    var place = name.startIndex
    var retry: (token: Int, place: Int)?
    var starts = Array(repeating: name.endIndex, count: tokens.count + 1)
    while place < name.endIndex || token < tokens.count {
      if token < tokens.count {
        starts[token] = place
        if case .star = tokens[token] {
          retry = (token, place)
          token += 1
          continue
        }
        let length = tokens[token].length(in: name, at: place)
        if length > 0 {
          token += 1
          place += length
          continue
        }
      }
      guard let last = retry, last.place < name.endIndex else { return nil }
      retry = (last.token, last.place + 1)
      token = last.token + 1
      place = last.place + 1
    }
    return starts
  }

  /// What each group matched; nil where there is no match.
  func captures() -> [Int: String]? {
    guard let starts else { return nil }
    var captures: [Int: [UInt8]] = [:]
    for (index, segment) in segments.enumerated() {
      switch segment {
      case .anyFolders(let group):
        captures[group] = Array(names[starts[index]..<starts[index + 1]].joined(separator: [47]))
      case .literal(let bytes, let groups):
        for (byte, group) in zip(bytes, groups) {
          if let group { captures[group, default: []].append(byte) }
        }
      case .name(let tokens):
        let name = names[starts[index]]
        let places = GlobMatch.starts(of: tokens, in: name) ?? []
        for (place, token) in tokens.enumerated() {
          guard let group = token.group else { continue }
          captures[group, default: []] += name[places[place]..<places[place + 1]]
        }
      }
    }
    return captures.mapValues { String(decoding: $0, as: UTF8.self) }
  }
}

extension GlobToken {
  fileprivate var group: Int? {
    switch self {
    case .byte(_, let group): group
    case .star(let group), .any(let group), .set(_, _, let group): group
    case .slash: nil
    }
  }

  /// How many bytes at `place` this token stands for; 0 where it does not match.
  fileprivate func length(in name: ArraySlice<UInt8>, at place: Int) -> Int {
    guard place < name.endIndex else { return 0 }
    switch self {
    case .byte(let byte, _): return name[place] == byte ? 1 : 0
    case .any: return GlobToken.scalar(in: name, at: place)?.length ?? 0
    case .set(let ranges, let isNegated, _):
      guard let scalar = GlobToken.scalar(in: name, at: place) else { return 0 }
      return ranges.contains { $0.contains(scalar.value) } != isNegated ? scalar.length : 0
    case .star, .slash: return 0
    }
  }

  /// The scalar that begins at `place`; a byte that begins none stands for U+FFFD.
  private static func scalar(
    in name: ArraySlice<UInt8>,
    at place: Int
  ) -> (value: Unicode.Scalar, length: Int)? {
    let byte = name[place]
    if byte < 0x80 { return (Unicode.Scalar(byte), 1) }
    // The middle of a scalar is no place to begin.
    if byte & 0xC0 == 0x80 { return nil }
    let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
    let bytes = name[place..<min(place + length, name.endIndex)]
    let value = String(decoding: bytes, as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}"
    return (value, bytes.count)
  }
}
