import AgentModel

import struct Git.RepoPath

/// Writes a body with parts put in the place of the at-paths that stand alone on a line.
///
/// A part goes below what stays of the line, as a section of the one it is named in: its highest heading
/// becomes one level deeper than the heading above. With `#section` only that section is put there. Each
/// part, and each section, comes once; later mentions are links, as are those that would close a circle.
struct InlineWriter {
  /// Parts within parts.
  static let maximumDepth = 8
  /// Parts in one output.
  static let maximumCount = 256

  private(set) var body: BodyWriter
  /// What may be written in all, in bytes.
  private let budget: Int
  private var seen: Set<Part> = []
  /// The documents that are being written, outermost first.
  private var chain: [RepoPath] = []
  /// The level of the last heading written; 0 before the first.
  private var level = 0

  /// What is put in once: a document, or a section of one.
  private struct Part: Hashable {
    let path: RepoPath
    let slug: String?
  }

  /// A part with the text to write.
  private struct Passage {
    let path: RepoPath
    let document: Document
    let range: Range<Int>
  }

  init(_ body: BodyWriter, budget: Int) {
    self.body = body
    self.budget = budget
  }

  /// Writes a range of a document with its parts; headings become `shift` levels deeper.
  mutating func write(
    _ range: Range<Int>,
    of document: Document,
    at path: RepoPath,
    shiftedBy shift: Int = 0
  ) {
    chain.append(path)
    defer { chain.removeLast() }
    var edits = headingEdits(in: range, of: document, shiftedBy: shift)[...]
    var position = range.lowerBound
    for reference in references(in: range, of: document)
    where reference.range.lowerBound >= position {
      let place = InlinePlace(of: reference, in: document.bytes)
      if let place, let passage = passage(for: reference, at: path) {
        copy(position..<max(position, place.line.lowerBound), of: document, applying: &edits)
        if let label = place.label {
          body.copy(document.bytes[max(position, label.lowerBound)..<label.upperBound])
        }
        put(passage)
        let rest = min(place.line.upperBound, range.upperBound)..<range.upperBound
        position = afterBlankLines(rest, of: document.bytes)
      } else {
        copy(position..<reference.range.lowerBound, of: document, applying: &edits)
        body.write(reference, of: document, at: path)
        position = reference.range.upperBound
      }
    }
    copy(position..<range.upperBound, of: document, applying: &edits)
  }

  private mutating func put(_ passage: Passage) {
    body.startBlock()
    let outer = level
    let levels = passage.document.headings.lazy
      .filter { passage.range.contains($0.range.lowerBound) }.map(\.level)
    let shift = levels.min().map { outer + 1 - $0 } ?? 0
    write(passage.range, of: passage.document, at: passage.path, shiftedBy: shift)
    body.startBlock()
    level = outer
  }

  /// Copies text between two references, with the headings in it at their new level.
  private mutating func copy(
    _ range: Range<Int>,
    of document: Document,
    applying edits: inout ArraySlice<HeadingEdit>
  ) {
    var position = range.lowerBound
    while let edit = edits.first, edit.range.lowerBound < range.upperBound {
      edits.removeFirst()
      guard edit.range.lowerBound >= position else { continue }
      body.copy(document.bytes[position..<edit.range.lowerBound])
      body.bytes += edit.replacement
      level = edit.level ?? level
      position = edit.range.upperBound
    }
    if position < range.upperBound { body.copy(document.bytes[position..<range.upperBound]) }
  }

  /// The text to put in the place of a reference; nil where it is to stay a link.
  private mutating func passage(for reference: Reference, at path: RepoPath) -> Passage? {
    guard case .file(let target, let item) = body.resolution(of: reference, at: path),
      item.mode.isPlainFile
    else { return nil }
    let place = Problem.Place(reference, in: path)
    if let start = chain.firstIndex(of: target) {
      body.findings.append(.circle(chain[start...] + [target], at: place))
      return nil
    }
    let whole = Part(path: target, slug: nil)
    guard !seen.contains(whole) else { return nil }
    guard isMarkdown(target), let document = body.tree.document(at: target), !isPointer(document)
    else {
      body.findings.append(.notText(target, at: place))
      return nil
    }
    var range = document.bodyStart..<document.bytes.count
    var part = whole
    if let anchor = reference.anchor, !anchor.isEmpty {
      guard let section = section(anchor.lowercased(), of: document) else { return nil }
      part = Part(path: target, slug: anchor.lowercased())
      range = section
    }
    guard !seen.contains(part), isWithinLimits(range.count, at: place) else { return nil }
    seen.insert(part)
    return Passage(path: target, document: document, range: trimmed(range, of: document.bytes))
  }

  private mutating func isWithinLimits(_ size: Int, at place: Problem.Place) -> Bool {
    if chain.count > Self.maximumDepth {
      body.findings.append(.tooDeep(of: body.agent, at: place))
    } else if seen.count == Self.maximumCount {
      body.findings.append(.tooMany(of: body.agent, at: place))
    } else if body.bytes.count + size > budget {
      body.findings.append(.tooBig(of: body.agent, budget: budget, at: place))
    } else {
      return true
    }
    return false
  }
}

extension BodyWriter {
  /// Ends what stands before with one blank line.
  mutating func startBlock() {
    while let last = bytes.last, last == 0x20 || last == 0x09 || last == 0x0A { bytes.removeLast() }
    if !bytes.isEmpty { bytes += "\n\n".utf8 }
  }
}

/// From the heading of a slug to the next one of its level or above; nil where there is no such heading.
private func section(_ slug: String, of document: Document) -> Range<Int>? {
  guard let index = document.headings.firstIndex(where: { $0.slug == slug }) else { return nil }
  let heading = document.headings[index]
  let next = document.headings[(index + 1)...].first { $0.level <= heading.level }
  return heading.range.lowerBound..<(next?.range.lowerBound ?? document.bytes.count)
}

private func isMarkdown(_ path: RepoPath) -> Bool {
  let name = path.name.lowercased()
  return name.hasSuffix(".md") || name.hasSuffix(".markdown")
}

/// Whether a file only says where Git LFS keeps the real one.
private func isPointer(_ document: Document) -> Bool {
  document.bytes.starts(with: "version https://git-lfs.github.com/spec/".utf8)
}

extension Problem {
  fileprivate static func circle(_ chain: some Sequence<RepoPath>, at place: Place) -> Problem {
    let paths = chain.map { printable($0.string) }.joined(separator: " -> ")
    return Problem(
      .referenceCycle,
      severity: .warning,
      at: place,
      "cannot put a document into itself: \(paths)",
      hint: "the last step is a link instead; take one of the references away"
    )
  }

  fileprivate static func notText(_ path: RepoPath, at place: Place) -> Problem {
    Problem(
      .uninlinableReference,
      severity: .warning,
      at: place,
      "cannot put '\(printable(path.string))' in place: it is no Markdown file",
      hint: "it is a link instead"
    )
  }

  fileprivate static func tooDeep(of agent: Agent, at place: Place) -> Problem {
    Problem(
      .referenceLimit,
      at: place,
      "agent '\(agent.id)' has parts more than \(InlineWriter.maximumDepth) levels deep",
      hint: "name the innermost part in the agent itself, or use 'body: link'"
    )
  }

  fileprivate static func tooMany(of agent: Agent, at place: Place) -> Problem {
    Problem(
      .referenceLimit,
      at: place,
      "agent '\(agent.id)' has more than \(InlineWriter.maximumCount) parts",
      hint: "join some of them, or use 'body: link'"
    )
  }

  /// An output that outgrew its budget.
  static func tooBig(of agent: Agent, budget: Int, at place: Place) -> Problem {
    Problem(
      .outputTooBig,
      at: place,
      "an output of agent '\(agent.id)' would be bigger than \(budget) bytes",
      hint: "take parts away, or use 'body: link'"
    )
  }
}
