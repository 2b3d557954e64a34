/// A model of how VS Code finds references in a body, written from a description of its patterns.
enum VSCodeLinks {
  /// The targets of `\[(.*?)\]\((.+?)\)` line by line, images left out; fences and inline code are skipped.
  static func targets(in body: String) -> [String] {
    var targets: [String] = []
    var fence: String?
    for line in body.split(separator: "\n", omittingEmptySubsequences: false) {
      let mark = line.drop { $0 == " " }.prefix { $0 == "`" || $0 == "~" }
      if mark.count >= 3 {
        if fence == nil { fence = String(mark) } else if mark.hasPrefix(fence ?? "") { fence = nil }
        continue
      }
      if fence == nil { targets += self.targets(inLine: Array(line.unicodeScalars)) }
    }
    return targets
  }

  private static func targets(inLine line: [Unicode.Scalar]) -> [String] {
    let code = codeRanges(in: line)
    var targets: [String] = []
    var index = 0
    while index < line.count {
      guard line[index] == "[", let match = match(at: index, in: line) else {
        index += 1
        continue
      }
      let isImage = index > 0 && line[index - 1] == "!"
      if !isImage, !code.contains(where: { $0.contains(index) }) { targets.append(match.target) }
      index = match.end
    }
    return targets
  }

  private static func match(
    at start: Int,
    in line: [Unicode.Scalar]
  ) -> (target: String, end: Int)? {
    var middle = start + 1
    while middle + 1 < line.count {
      if line[middle] == "]", line[middle + 1] == "(" {
        let rest = line[(middle + 2)...]
        // One scalar at least, then up to the first closing parenthesis.
        if let close = rest.dropFirst().firstIndex(of: ")") {
          var target = String.UnicodeScalarView()
          target.append(contentsOf: rest[..<close])
          return (String(target), close + 1)
        }
      }
      middle += 1
    }
    return nil
  }

  private static func codeRanges(in line: [Unicode.Scalar]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var index = 0
    while let start = line[index...].firstIndex(of: "`") {
      let end = line[start...].firstIndex { $0 != "`" } ?? line.count
      var close = end
      while let next = line[close...].firstIndex(of: "`") {
        let after = line[next...].firstIndex { $0 != "`" } ?? line.count
        if after - next == end - start {
          ranges.append(start..<after)
          close = after
          break
        }
        close = after
      }
      index = max(end, ranges.last?.upperBound ?? end)
    }
    return ranges
  }
}
