/// What becomes of a tool's name in an output.
package enum ToolMapping: Hashable {
  /// The names to write today, the written one included where nothing changed.
  case names([String])
  /// A name nobody here knows: kept, for an extension or a server may bring it.
  case unknown(String)
  /// A tool of Claude's that VS Code has no counterpart for.
  case dropped
  /// A tool of Claude's, limited to some arguments; VS Code can't limit it, so giving it would widen.
  case restricted

  /// Maps a name as written.
  package init(_ written: String) {
    if let today = ToolNames.renamed[written] {
      self = .names(today)
    } else if ToolNames.loose.contains(written) || ToolNames.sets[written] != nil {
      self = .names([written])
    } else if let set = ToolNames.setOfMember[written] {
      self = .names(["\(set)/\(written)"])
    } else if let today = ToolNames.claude[written] {
      self = today.isEmpty ? .dropped : .names(today)
    } else if let alias = ToolNames.aliases[written.lowercased()] {
      self = .names([alias])
    } else {
      self = Self.compound(written)
    }
  }

  private static func compound(_ written: String) -> ToolMapping {
    if let open = written.firstIndex(of: "("), written.hasSuffix(")") {
      return ToolNames.claude[String(written[..<open])] == nil ? .unknown(written) : .restricted
    }
    if written.hasPrefix("mcp__") { return server(written) }
    guard let slash = written.firstIndex(of: "/") else { return .unknown(written) }
    guard let members = ToolNames.sets[String(written[..<slash])] else {
      // A server's or an extension's tool: only the editor knows whether it is there.
      return .names([written])
    }
    let member = String(written[written.index(after: slash)...])
    return members.isEmpty || members.contains(member) ? .names([written]) : .unknown(written)
  }

  /// Claude's `mcp__server__tool` as `server/tool`, `mcp__server` as `server/*`.
  private static func server(_ written: String) -> ToolMapping {
    let rest = Array(written.utf8.dropFirst(5))
    guard !rest.isEmpty else { return .unknown(written) }
    let underscore = UInt8(ascii: "_")
    // The first double underscore after a name ends it; server names may hold single ones.
    let end = rest.indices.dropFirst().first { index in
      rest[index] == underscore && index + 1 < rest.count && rest[index + 1] == underscore
    }
    guard let end else {
      return .names([String(decoding: rest, as: UTF8.self) + "/*"])
    }
    let tool = String(decoding: rest[(end + 2)...], as: UTF8.self)
    let name = String(decoding: rest[..<end], as: UTF8.self)
    return .names(["\(name)/\(tool.isEmpty ? "*" : tool)"])
  }
}

/// Today's names of a tool as it is written; the name itself where it is unknown, none where it is dropped.
///
/// A tool of Claude's that is limited to some arguments is the whole tool here.
package func todaysTools(_ written: String) -> [String] {
  switch ToolMapping(written) {
  case .names(let names): names
  case .unknown(let name): [name]
  case .dropped: []
  case .restricted: todaysTools(String(written.prefix { $0 != "(" }))
  }
}

/// The names in a comma-separated string; commas in parentheses separate nothing, quotes are taken off.
package func toolNames(in text: String) -> [String] {
  var names: [String] = []
  var name: [UInt8] = []
  var depth = 0
  for byte in Array(text.utf8) + [UInt8(ascii: ",")] {
    switch byte {
    case UInt8(ascii: "("): depth += 1
    case UInt8(ascii: ")"): depth = max(0, depth - 1)
    default: break
    }
    if byte == UInt8(ascii: ","), depth == 0 {
      let word = unquoted(singleLine(String(decoding: name, as: UTF8.self)))
      if !word.isEmpty { names.append(word) }
      name = []
    } else {
      name.append(byte)
    }
  }
  // An open parenthesis swallows the end: read it as one name rather than lose it.
  let rest = singleLine(String(decoding: name.dropLast(), as: UTF8.self))
  if depth > 0, !rest.isEmpty { names.append(rest) }
  return names
}

private func unquoted(_ text: String) -> String {
  for quote in ["\"", "'"]
  where text.utf8.count >= 2 && text.hasPrefix(quote) && text.hasSuffix(quote) {
    return singleLine(String(text.dropFirst().dropLast()))
  }
  return text
}
