package import struct Git.RepoPath

/// Where a reference is to lead.
package struct ReferenceTarget: Hashable, Sendable {
  package let path: RepoPath
  package let isFolder: Bool
  /// The section it is to name, as a slug; nil leaves what stands behind the `#` as it is written.
  package let anchor: String?

  package init(path: RepoPath, isFolder: Bool = false, anchor: String? = nil) {
    self.path = path
    self.isFolder = isFolder
    self.anchor = anchor
  }
}

/// Writes the target of a reference anew, in the way that a person wrote it.
///
/// What is relative stays relative, what starts at the root stays so; `./`, a slash at the end, brackets,
/// percent escapes and the anchor stay. The text around the target is not touched.
package struct ReferenceRewriting {
  private let reference: Reference
  private let document: RepoPath
  private let agent: AgentFile?
  private let root: RepoPath?
  /// The target as written.
  private let raw: ArraySlice<UInt8>

  /// Takes a reference apart.
  ///
  /// - Parameters:
  ///   - reference: The reference.
  ///   - bytes: The document that holds it.
  ///   - document: Where the document stands.
  ///   - agent: The agent whose document or part that is; nil for others.
  ///   - root: The library root that it lies in; nil for others.
  package init(
    _ reference: Reference,
    in bytes: [UInt8],
    of document: RepoPath,
    agent: AgentFile?,
    root: RepoPath?
  ) {
    self.reference = reference
    self.document = document
    self.agent = agent
    self.root = root
    raw = bytes[reference.targetRange]
  }

  /// Finds the bytes to put in the target's place.
  ///
  /// An at-path can be written against several folders, and which of them is right only the tree can tell.
  ///
  /// - Parameters:
  ///   - target: Where it is to lead.
  ///   - former: Where it led before; it is then written against the same folder, if that can be.
  /// - Returns: The texts to try, the likeliest first; none where the form can't say it.
  package func targets(to target: ReferenceTarget, former: RepoPath? = nil) -> [[UInt8]] {
    guard !raw.isEmpty else { return [] }
    return paths(to: target, former: former).map { path in bracketed(path + anchor(of: target)) }
  }

  /// The bytes for another agent's id or name, where the reference names one.
  ///
  /// - Parameters:
  ///   - name: The id or name.
  ///   - quote: The quote that stands around the range; nil where none does.
  /// - Returns: The name, quoted or escaped where it has to be.
  package static func agentName(_ name: String, isQuoted quote: UInt8?) -> [UInt8] {
    switch quote {
    case UInt8(ascii: "'"): return Array(name.replacing("'", with: "''").utf8)
    case UInt8(ascii: "\""): return Array(escaped(name).utf8)
    default:
      let isPlain =
        name.utf8.allSatisfy { byte in
          (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80
            || " _./-".utf8.contains(byte)
        } && name.unicodeScalars.first?.properties.isAlphabetic ?? false
      return Array((isPlain ? name : "\"\(escaped(name))\"").utf8)
    }
  }

  private static func escaped(_ name: String) -> String {
    name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }

  // MARK: - Paths

  private var isBracketed: Bool {
    raw.first == UInt8(ascii: "<") && raw.last == UInt8(ascii: ">") && isMarkdownLink
  }

  private var isMarkdownLink: Bool {
    switch reference.form {
    case .link, .image, .definition: true
    default: false
    }
  }

  /// The path as written, without brackets and anchor.
  private var written: ArraySlice<UInt8> {
    let inner = isBracketed ? raw.dropFirst().dropLast() : raw
    return inner.prefix { $0 != UInt8(ascii: "#") }
  }

  private func bracketed(_ bytes: [UInt8]) -> [UInt8] {
    isBracketed ? [UInt8(ascii: "<")] + bytes + [UInt8(ascii: ">")] : bytes
  }

  private func anchor(of target: ReferenceTarget) -> [UInt8] {
    let inner = isBracketed ? raw.dropFirst().dropLast() : raw
    guard let anchor = target.anchor else {
      return Array(inner.drop { $0 != UInt8(ascii: "#") })
    }
    guard !anchor.isEmpty else { return [] }
    let bytes = Array(anchor.utf8)
    let isEncoded = reference.anchor != nil && inner.contains(UInt8(ascii: "%"))
    return [UInt8(ascii: "#")]
      + (isMarkdownLink ? percentEncoded(bytes, encodesNonASCII: isEncoded) : bytes)
  }

  private func paths(to target: ReferenceTarget, former: RepoPath?) -> [[UInt8]] {
    // A section of the document itself.
    if written.isEmpty, target.path == document { return [[]] }
    var paths: [[UInt8]]
    switch reference.form {
    case .link, .image, .definition, .file:
      let path = relativePath(from: document.parent, to: target.path)
      paths = [restyled(path)]
    case .rootPath: paths = [[UInt8(ascii: "/")] + target.path.bytes]
    case .atPath, .headerPath:
      if written.first == UInt8(ascii: "/") {
        paths = [[UInt8(ascii: "/")] + target.path.bytes]
      } else {
        paths = folders(former: former).map { relativePath(from: $0, to: target.path) }
          .filter { !$0.starts(with: "../".utf8) || isClimbing }
          .map(withDot)
        // Where all of them would lead elsewhere, only the root is left to say it from.
        paths.append([UInt8(ascii: "/")] + target.path.bytes)
      }
    case .tool, .agentName: return []
    }
    if target.isFolder, written.last == UInt8(ascii: "/") {
      paths = paths.map { $0 + [UInt8(ascii: "/")] }
    }
    return paths
  }

  /// The folders that an at-path may be resolved against, in their order, but its own before all.
  private func folders(former: RepoPath?) -> [RepoPath?] {
    let folders = [agent?.folder ?? document.parent, root, nil]
    let own = folders.filter { folder in
      former.map { withDot(relativePath(from: folder, to: $0)).elementsEqual(written) } ?? false
    }
    return own + folders.filter { !own.contains($0) }
  }

  private var isClimbing: Bool { written.starts(with: "../".utf8) }

  private func withDot(_ path: [UInt8]) -> [UInt8] {
    let hadDot = written.starts(with: "./".utf8)
    return hadDot && path.first != UInt8(ascii: ".") ? Array("./".utf8) + path : path
  }

  /// A component as it may stand between angle brackets: blanks and parentheses need no escapes there.
  private static func bracketEncoded(_ component: ArraySlice<UInt8>) -> [UInt8] {
    let plain = " ()".utf8
    var result: [UInt8] = []
    var rest = component
    while !rest.isEmpty {
      let word = rest.prefix { !plain.contains($0) }
      result += percentEncoded(Array(word), encodesNonASCII: false)
      rest = rest.dropFirst(word.count)
      if let byte = rest.popFirst() { result.append(byte) }
    }
    return result
  }

  /// A relative path, its components written as they were where they stood in the old one too.
  private func restyled(_ path: [UInt8]) -> [UInt8] {
    let path = withDot(path)
    guard isMarkdownLink else { return path }
    let slash = UInt8(ascii: "/")
    var spellings: [[UInt8]: ArraySlice<UInt8>] = [:]
    for component in written.split(separator: slash) {
      spellings[Array(LinkTarget(component).path.utf8)] = component
    }
    let isEncoded = written.contains(UInt8(ascii: "%"))
    let hasEncodedLetters = isEncoded && !written.contains { $0 >= 0x80 }
    var result: [UInt8] = []
    for (index, component) in path.split(separator: slash).enumerated() {
      if index > 0 { result.append(slash) }
      if let spelling = spellings[Array(component)] {
        result += spelling
      } else if isBracketed, !isEncoded {
        result += ReferenceRewriting.bracketEncoded(component)
      } else {
        result += percentEncoded(Array(component), encodesNonASCII: hasEncodedLetters)
      }
    }
    return result
  }
}
