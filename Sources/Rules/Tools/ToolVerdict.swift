import PromptFiles

/// What VS Code makes of a tool's name, as far as files can tell.
enum ToolVerdict {
  /// There, or brought by something that nobody here can see.
  case fine
  /// An older name, with today's.
  case renamed([String])
  /// A tool of a server that the repository does not configure.
  case serverless(String)
  /// A name in the manner of an extension's that can be none.
  case badExtension
  /// A name that nothing brings.
  case unknown

  /// - Parameters:
  ///   - name: As written.
  ///   - servers: Those that the repository configures.
  init(_ name: String, servers: Set<String>) {
    if ToolNames.loose.contains(name) || ToolNames.sets[name] != nil {
      self = .fine
      return
    }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if let today = ToolNames.renamed[name] {
      self = .renamed(today)
    } else if let set = ToolNames.setOfMember[name] {
      self = .renamed(["\(set)/\(name)"])
    } else if parts.count > 2 {
      let server = parts.dropLast().joined(separator: "/")
      // A server of the gallery is called by the end of its name: `upstash/context7`.
      let isConfigured = servers.contains { $0 == server || $0.hasSuffix(".\(server)") }
      self = isConfigured ? .fine : .serverless(server)
    } else if let members = parts.count == 2 ? ToolNames.sets[parts[0]] : nil {
      self =
        members.isEmpty || members.contains(parts[1])
        ? .fine : .unknown
    } else if parts[0].contains(".") {
      self =
        parts.count == 2 && Self.isExtension(parts[0]) && !parts[1].isEmpty ? .fine : .badExtension
    } else if parts.count == 2 {
      // Only where the team writes down its servers is one that is not there worth a word.
      let isSeen = servers.isEmpty || servers.contains(parts[0])
      self = isSeen || Self.unseen.contains(parts[0]) ? .fine : .unknown
    } else {
      self = .unknown
    }
  }

  /// Servers that VS Code brings along, or offers to.
  private static let unseen: Set = ["github", "playwright"]

  /// `publisher.extension`, in letters, digits and hyphens.
  private static func isExtension(_ text: String) -> Bool {
    guard let dot = text.firstIndex(of: ".") else { return false }
    return [text[..<dot], text[text.index(after: dot)...]].allSatisfy { part in
      guard let first = part.utf8.first, first != UInt8(ascii: "-"), first != UInt8(ascii: ".")
      else {
        return false
      }
      return part.unicodeScalars.allSatisfy { scalar in
        scalar.isASCII
          && (scalar.properties.isAlphabetic || "0123456789-._".unicodeScalars.contains(scalar))
      }
    }
  }

  private static let names: Set<String> = {
    let members = ToolNames.sets.flatMap { set, members in members.map { "\(set)/\($0)" } }
    return Set(ToolNames.sets.keys).union(members).union(ToolNames.loose)
      .union(ToolNames.setOfMember.keys)
  }()

  /// What to do about an unknown name.
  static func hint(for name: String) -> String {
    switch ToolMapping(name) {
    case .names(let names) where names != [name]: return "VS Code's name is \(listed(names))"
    case .dropped: return "VS Code has nothing like it: remove it"
    case .restricted:
      return "VS Code can't limit a tool to arguments: name the tool alone, or remove it"
    case .names:
      let server = String(name.prefix { $0 != "/" })
      return "'.vscode/mcp.json' has no server \(quoted(server))"
    case .unknown: break
    }
    return likeliest(name, among: names).map { "did you mean '\($0)'?" }
      ?? "it has no effect unless a server, an extension or a tool set of yours brings it"
  }
}
