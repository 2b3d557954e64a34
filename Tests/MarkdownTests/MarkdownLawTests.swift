import Markdown
import Testing

/// What must hold for the structure of any text: md4c says what there is, the source where it stands.
struct MarkdownLawTests {
  @Test(arguments: 0..<400 as Range<UInt64>)
  func `every block and span stands where its markup is`(seed: UInt64) throws {
    for round in 0..<25 {
      var random = RandomMarkdown(seed: seed &* 1_000 &+ UInt64(round))
      let text = random.text()
      let check = StructureCheck(text, try MarkdownStructure(of: Array(text.utf8)))
      #expect(check.faults.isEmpty, "round \(round): \(text.debugDescription)")
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `offsets count from the start of the file`(seed: UInt64) throws {
    var random = RandomMarkdown(seed: seed)
    let text = random.text()
    let head = "---\nkey: value\n---\n"
    let alone = try MarkdownStructure(of: Array(text.utf8))
    let behind = try MarkdownStructure(of: Array((head + text).utf8), from: head.utf8.count)
    #expect(behind.blocks.map(\.kind) == alone.blocks.map(\.kind))
    let shift = head.utf8.count
    #expect(
      behind.blocks.map { $0.range.lowerBound - shift } == alone.blocks.map(\.range.lowerBound)
    )
    #expect(
      behind.spans.map { $0.range.upperBound - shift } == alone.spans.map(\.range.upperBound),
      "\(text.debugDescription)"
    )
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `every definition that is found is one to md4c too`(seed: UInt64) throws {
    var random = RandomMarkdown(seed: seed)
    let text = random.text()
    let bytes = Array(text.utf8)
    for definition in try MarkdownStructure(of: bytes).definitions {
      let label = String(decoding: bytes[definition.label], as: UTF8.self)
      // Two lines of a fence, so that no open block takes what follows.
      let use = "\n\n\n[\(label)]\n"
      let extended = try MarkdownStructure(of: Array((text + use).utf8))
      let start = bytes.count
      let isOpen = extended.blocks.contains { $0.range.upperBound > start && $0.kind != .paragraph }
      guard !isOpen else { continue }
      #expect(
        extended.spans.contains { $0.kind == .link && $0.range.lowerBound >= start },
        "\(text.debugDescription) [\(label)]"
      )
    }
  }
}

/// Collects what is wrong with a structure.
struct StructureCheck {
  private let bytes: [UInt8]
  private let structure: MarkdownStructure
  private(set) var faults: [String] = []

  init(_ text: String, _ structure: MarkdownStructure) {
    bytes = Array(text.utf8)
    self.structure = structure
    for index in structure.blocks.indices { check(block: index) }
    for index in structure.spans.indices { check(span: index) }
    checkOrder()
  }

  private func text(_ range: Range<Int>) -> String {
    guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return "OUTSIDE" }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  private mutating func check(block index: Int) {
    let block = structure.blocks[index]
    let text = text(block.range)
    if let parent = block.parent {
      let outer = structure.blocks[parent].range
      if outer.lowerBound > block.range.lowerBound || outer.upperBound < block.range.upperBound {
        faults.append("\(block) is not inside of \(structure.blocks[parent])")
      }
    }
    let isThere =
      switch block.kind {
      case .heading(let level): isHeading(text, level)
      case .paragraph: !text.isEmpty && !" \t\r\n".contains(text.first ?? " ")
      case .fencedCode: text.hasPrefix("```") || text.hasPrefix("~~~")
      case .indentedCode: !text.isEmpty
      case .html: text.hasPrefix("<")
      case .thematicBreak: isBreak(text)
      case .quote: text.hasPrefix(">")
      case .bulletList: "-+*".contains(text.first ?? "x")
      case .numberedList: text.first?.isNumber == true
      case .item, .task: "-+*0123456789".contains(text.first ?? "x")
      }
    if !isThere { faults.append("no \(block.kind) at \(text.debugDescription)") }
  }

  private func isHeading(_ text: String, _ level: Int) -> Bool {
    if text.hasPrefix(String(repeating: "#", count: level)),
      !text.hasPrefix("#\(String(repeating: "#", count: level))")
    {
      return true
    }
    let lines = text.split(whereSeparator: \.isNewline)
    guard lines.count >= 2, let last = lines.last else { return false }
    let underline = last.drop { " \t>".contains($0) }.filter { !$0.isWhitespace }
    return !underline.isEmpty && underline.allSatisfy { $0 == (level == 1 ? "=" : "-") }
  }

  private func isBreak(_ text: String) -> Bool {
    let marks = text.filter { !$0.isWhitespace }
    return marks.count >= 3 && Set(marks).count == 1 && "-*_".contains(marks.first ?? "x")
  }

  private mutating func check(span index: Int) {
    let span = structure.spans[index]
    let text = text(span.range)
    let isThere =
      switch span.kind {
      case .code: text.count > 2 && text.hasPrefix("`") && text.hasSuffix("`")
      case .link: text.hasPrefix("[") && (text.hasSuffix(")") || text.hasSuffix("]"))
      case .image: text.hasPrefix("![") && (text.hasSuffix(")") || text.hasSuffix("]"))
      case .autolink, .html: text.hasPrefix("<") && text.hasSuffix(">")
      case .strong: ["**", "__"].contains(text.prefix(2)) && text.prefix(2) == text.suffix(2)
      case .emphasis: "*_".contains(text.first ?? "x") && text.first == text.last
      }
    if !isThere { faults.append("no \(span.kind) at \(text.debugDescription)") }
    if !span.range.contains(span.content) { faults.append("the content of \(span) is outside") }
    if let target = span.target, !span.range.contains(target) {
      faults.append("the target of \(span)")
    }
    if !structure.blocks[span.block].range.contains(span.range) {
      faults.append(
        "\(text.debugDescription) is not inside of its block \(structure.blocks[span.block])"
      )
    }
  }

  /// Leaf blocks and texts go forward and never overlap; spans nest.
  private mutating func checkOrder() {
    var end = 0
    for block in structure.blocks where block.kind.isLeaf {
      if block.range.lowerBound < end { faults.append("\(block) begins before \(end)") }
      end = block.range.upperBound
    }
    end = 0
    for text in structure.texts where text.kind != .lineBreak {
      if text.range.lowerBound < end { faults.append("\(text) begins before \(end)") }
      end = text.range.upperBound
    }
    var open: [Range<Int>] = []
    for span in structure.spans {
      while let last = open.last, last.upperBound <= span.range.lowerBound { open.removeLast() }
      if let last = open.last, !last.contains(span.range) {
        faults.append("\(span) crosses \(last)")
      }
      open.append(span.range)
    }
  }
}

extension MarkdownStructure.Block.Kind {
  fileprivate var isLeaf: Bool {
    switch self {
    case .quote, .bulletList, .numberedList, .item, .task: false
    default: true
    }
  }
}
