/// A repository as git's own plumbing sees it, over a few processes that stay open.
///
/// Each is started when it is needed first, and ends with the engine.
final class PlumbingEngine: RepositoryEngine {
  let location: RepositoryLocation

  /// The processes, by their arguments.
  private var conversations: [[String]: GitConversation] = [:]
  private lazy var filters = GitFilters(location)
  /// What of the configuration decides on line ends, once it was read.
  private var knownLineEnds: LineEnds?

  /// More sets of attributes than this are not asked for; the process of another one ends then.
  private static let mostConversations = 8

  init(_ location: RepositoryLocation) {
    self.location = location
  }

  func readConfiguration() throws(GitError) -> Configuration {
    try location.configurationOfGit()
  }

  /// Asks a process of git that stays open for more.
  ///
  /// - Parameters:
  ///   - arguments: What follows the word `git`; the same ones are the same process.
  ///   - question: What git reads.
  ///   - answer: Takes the answer; nil where git ended before it was complete.
  /// - Returns: What `answer` took.
  /// - Throws: `.generic` with git's own words where it ended, also where it could not answer.
  func ask<Answer>(
    _ arguments: [String],
    _ question: [UInt8],
    _ answer: (GitConversation) throws(GitError) -> Answer?
  ) throws(GitError) -> Answer {
    let conversation = try conversation(arguments)
    do throws(GitError) {
      if conversation.send(question), let answer = try answer(conversation) { return answer }
    } catch {
      conversations[arguments] = nil
      throw error
    }
    conversations[arguments] = nil
    let complaint = conversation.end()
    throw GitError(
      code: .generic,
      message: complaint.isEmpty ? "git ended without a word" : complaint,
      function: "git \(arguments[0])"
    )
  }

  private func conversation(_ arguments: [String]) throws(GitError) -> GitConversation {
    if let open = conversations[arguments] { return open }
    if conversations.count >= PlumbingEngine.mostConversations { conversations = [:] }
    let made = try GitConversation(
      arguments,
      at: location,
      environment: location.inertEnvironment(nil)
    )
    conversations[arguments] = made
    return made
  }

  // MARK: - Paths

  func attributes(
    of path: RepoPath,
    names: [String]
  ) throws(GitError) -> [String: AttributeValue] {
    guard !names.isEmpty else { return [:] }
    let words = ["check-attr", "-z", "--stdin"] + names
    return try ask(words, path.bytes + [0]) { git in
      var found: [String: AttributeValue] = [:]
      // Three fields each: path, name, value.
      for _ in names {
        guard git.field(endingWith: 0) != nil, let name = git.field(endingWith: 0),
          let value = git.field(endingWith: 0)
        else { return nil }
        found[String(decoding: name, as: UTF8.self)] = AttributeValue(value)
      }
      return found
    }
  }

  func isIgnored(_ path: RepoPath, isFolder: Bool) throws(GitError) -> Bool {
    let words = ["check-ignore", "-z", "--stdin", "--no-index", "--verbose", "--non-matching"]
    return try ask(words, path.bytes + [0]) { git in
      // Four fields: file, line and text of the pattern that decides, empty for none; the path.
      guard git.field(endingWith: 0) != nil, git.field(endingWith: 0) != nil,
        let pattern = git.field(endingWith: 0), git.field(endingWith: 0) != nil
      else { return nil }
      return !pattern.isEmpty && pattern.first != UInt8(ascii: "!")
    }
  }

  func converted(
    _ bytes: [UInt8],
    for path: RepoPath,
    _ direction: ConversionDirection
  ) throws(GitError) -> [UInt8] {
    let attributes = try attributes(of: path, names: ["text", "crlf", "eol", "ident"])
    let lineEnds = try lineEnds
    guard lineEnds.mayChange(bytes, attributes, direction) else { return bytes }
    return try filters.converted(bytes, for: path, direction)
  }

  private var lineEnds: LineEnds {
    get throws(GitError) {
      if let knownLineEnds { return knownLineEnds }
      let found = LineEnds(try readConfiguration())
      knownLineEnds = found
      return found
    }
  }
}

extension AttributeValue {
  /// What `git check-attr` prints; nil for an attribute that nothing is said of.
  init?(_ text: [UInt8]) {
    switch String(decoding: text, as: UTF8.self) {
    case "unspecified": return nil
    case "set": self = .set
    case "unset": self = .unset
    case let value: self = .value(value)
    }
  }
}

/// What the configuration says of line ends, to tell which texts git would leave as they are.
private struct LineEnds {
  private let adapts: Bool
  private let prefersReturns: Bool

  init(_ configuration: Configuration) {
    let adapting = configuration.string(for: "core.autocrlf")?.lowercased()
    // A value that is no truth is git's to complain of, which it does when it is asked.
    let isOn = (try? configuration.boolean(for: "core.autocrlf")) ?? false
    adapts = adapting != nil && adapting != "input" && isOn
    prefersReturns = configuration.string(for: "core.eol")?.lowercased() == "crlf"
  }

  /// Whether git might change the text; a process is started only then.
  func mayChange(
    _ bytes: [UInt8],
    _ attributes: [String: AttributeValue],
    _ direction: ConversionDirection
  ) -> Bool {
    if attributes["ident"] == .set, bytes.contains(UInt8(ascii: "$")) { return true }
    switch direction {
    case .toObjects:
      // Returns go, nothing else.
      return bytes.contains(UInt8(ascii: "\r"))
    case .toWorkTree:
      guard bytes.contains(UInt8(ascii: "\n")) else { return false }
      let text = attributes["text"] ?? attributes["crlf"]
      if text == .unset { return false }
      if case .value(let end) = attributes["eol"] { return end != "lf" }
      if text == nil { return adapts }
      return adapts || prefersReturns
    }
  }
}
