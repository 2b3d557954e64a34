import AgentModel

import struct Git.RepoPath

/// What VS Code makes of a link's or a `#file:`'s target.
enum BodyTarget {
  /// No file of the repository: an address with a scheme, a place in the page, someone's home.
  case elsewhere
  /// From the root of the disk.
  case rooted
  /// A path of the repository, taken letter by letter; nil where it leads out of it.
  case path(RepoPath?)
  /// The folder of the repository itself.
  case root

  init(_ target: String, from folder: RepoPath?) {
    if target.hasPrefix("/") {
      self = .rooted
    } else if target.hasPrefix("#") || target.hasPrefix("~/") || Self.hasScheme(target) {
      self = .elsewhere
    } else {
      self = Self.resolved(target, from: folder)
    }
  }

  private static func hasScheme(_ target: String) -> Bool {
    guard let colon = target.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let name = target.utf8[..<colon]
    return name.count >= 2
      && name.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
          || (0x30...0x39).contains(byte)
          || [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains(byte)
      }
  }

  private static func resolved(_ target: String, from folder: RepoPath?) -> BodyTarget {
    var parts = folder?.components ?? []
    for part in target.split(separator: "/") {
      switch part {
      case ".": break
      case "..":
        guard parts.popLast() != nil else { return .path(nil) }
      default: parts.append(String(part))
      }
    }
    return parts.isEmpty ? .root : .path(RepoPath(parts.joined(separator: "/")))
  }

  /// The target as Markdown means it, where VS Code doesn't: without title, angle brackets, anchor and
  /// percent escapes; nil where that is the target itself.
  static func meant(_ target: String) -> String? {
    var text = target.trimmingBlanks()
    if text.hasPrefix("<"), let close = text.firstIndex(of: ">") {
      text = String(text[text.index(after: text.startIndex)..<close])
    } else if let blank = text.firstIndex(where: \.isWhitespace),
      let title = String(text[blank...]).trimmingBlanks().first, "\"'(".contains(title)
    {
      text = String(text[..<blank])
    }
    if let hash = text.firstIndex(of: "#") { text = String(text[..<hash]) }
    if text.contains("%") { text = percentDecoded(text) }
    return text.isEmpty || text == target ? nil : text
  }

  private static func percentDecoded(_ text: String) -> String {
    let source = Array(text.utf8)
    var bytes: [UInt8] = []
    var at = 0
    while at < source.count {
      if source[at] == UInt8(ascii: "%"), at + 2 < source.count,
        let byte = UInt8(String(decoding: source[(at + 1)...(at + 2)], as: UTF8.self), radix: 16)
      {
        bytes.append(byte)
        at += 3
      } else {
        bytes.append(source[at])
        at += 1
      }
    }
    return String(validating: bytes, as: UTF8.self) ?? text
  }
}

extension String {
  fileprivate func trimmingBlanks() -> String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

extension RuleFile {
  /// Links and `#file:` of a body that VS Code checks; it checks no `AGENTS.md` and no `CLAUDE.md`.
  var fileTargets: [BodyPointer] {
    isChecked ? pointers.filter { $0.form != .tool } : []
  }

  /// `#tool:` of a body that VS Code checks.
  var toolTargets: [BodyPointer] {
    isChecked ? pointers.filter { $0.form == .tool } : []
  }

  private var isChecked: Bool {
    kind.isMarkdown && (kind != .guide || isCopilotInstructions)
  }

  /// `.github/copilot-instructions.md`, which is a file of instructions for VS Code.
  var isCopilotInstructions: Bool {
    kind == .guide && path.name.lowercased() == "copilot-instructions.md"
  }
}

extension RuleContext {
  /// Whether something stands where a target of a file points to; a target elsewhere counts as there.
  func hasTarget(_ target: String, of file: RuleFile) -> Bool {
    switch BodyTarget(target, from: file.path.parent) {
    case .elsewhere, .root: true
    case .rooted: false
    case .path(let path): path.map(exists) ?? false
    }
  }
}
