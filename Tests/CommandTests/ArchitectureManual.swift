import Foundation
import SystemPackage
import TestSupport

/// What the program says of itself (`--experimental-dump-help`): the manual is made from it.
struct ProgramInfo: Decodable {
  let command: Command

  struct Command: Decodable {
    let commandName: String
    let abstract: String?
    let discussion: String?
    let subcommands: [Command]?
    let arguments: [Argument]?
    let shouldDisplay: Bool?

    /// What a person may type after it, without what help hides.
    var shown: [Argument] { (arguments ?? []).filter(\.shouldDisplay) }

    var shownSubcommands: [Command] {
      (subcommands ?? []).filter { $0.commandName != "help" && $0.shouldDisplay ?? true }
    }

    /// The same under another name.
    func named(_ name: String) -> Command {
      Command(
        commandName: name,
        abstract: abstract,
        discussion: discussion,
        subcommands: subcommands,
        arguments: arguments,
        shouldDisplay: shouldDisplay
      )
    }
  }

  struct Argument: Decodable {
    let kind: String
    let shouldDisplay: Bool
    let isOptional: Bool
    let isRepeating: Bool
    let names: [Name]?
    let valueName: String?
    let defaultValue: String?
    let allValues: [String]?
    let abstract: String?
    let discussion: String?

    struct Name: Decodable {
      let kind: String
      let name: String

      var typed: String { kind == "long" ? "--\(name)" : "-\(name)" }
    }

    /// `-C, --directory <directory>`, or `<agent> …`.
    var typed: String {
      let value = valueName.map { "<\($0)>" } ?? ""
      if kind == "positional" { return isRepeating ? "\(value) ..." : value }
      let names = (names ?? []).map(\.typed).sorted { $0.count < $1.count }.joined(separator: ", ")
      return kind == "option" ? "\(names) \(value)" : names
    }

    /// The same as it stands in a synopsis.
    var synopsis: String {
      let longest = (names ?? []).map(\.typed).max { $0.count < $1.count } ?? ""
      let value = valueName.map { "<\($0)>" } ?? ""
      let text =
        switch kind {
        case "positional": value
        case "option": "\(longest) \(value)"
        default: longest
        }
      return (isOptional ? "[\(text)]" : text) + (isRepeating ? "..." : "")
    }
  }

  /// Asks the built program.
  static func read() throws -> ProgramInfo {
    let repository = try TemporaryRepository()
    let said = try Tool.run("--experimental-dump-help", in: repository)
    return try JSONDecoder().decode(ProgramInfo.self, from: Data(said.output.utf8))
  }

  /// The commands a person can give, in the order of help; those with commands of their own are not among
  /// them, but these are: `memory list`.
  var commands: [Command] {
    command.shownSubcommands.flatMap { command in
      let below = command.shownSubcommands
      return below.isEmpty
        ? [command] : below.map { $0.named("\(command.commandName) \($0.commandName)") }
    }
  }

  /// Those and the ones that they stand below.
  var commandsAndGroups: [Command] {
    command.shownSubcommands.flatMap { group in
      let below = commands.filter { $0.commandName.hasPrefix("\(group.commandName) ") }
      return [group] + below
    }
  }
}

/// The manual page, in the words of the program's own help.
struct Manual {
  let info: ProgramInfo

  /// Options that every command has stand once, at the end; `version` opens no repository.
  private var shared: [ProgramInfo.Argument] {
    let commands = info.commands.filter { $0.commandName != "version" }
    guard let first = commands.first else { return [] }
    return first.shown.filter { argument in
      commands.allSatisfy { $0.shown.contains { $0.typed == argument.typed } }
    }
  }

  var text: String {
    var page = """
      .\\" Made from the program's own help by the tests; AGENTSYNC_RECORD=1 writes it anew.
      .TH GIT\\-AGENTSYNC 1 "" "git\\-agentsync" "Git Manual"
      .SH NAME
      git\\-agentsync \\- \(escaped(lowered(info.command.abstract)))
      .SH SYNOPSIS
      .B git agentsync
      .I command
      .RI [ options ]
      .SH DESCRIPTION
      \(paragraphs(info.command.discussion))
      .SH COMMANDS

      """
    let sharedNames = Set(shared.map(\.typed))
    for command in info.commandsAndGroups {
      page += section(of: command, without: sharedNames)
    }
    page += ".SH OPTIONS OF EVERY COMMAND BUT VERSION\n" + shared.map(item).joined()
    page += Manual.tail
    return page
  }

  private func section(of command: ProgramInfo.Command, without shared: Set<String>) -> String {
    let own = command.shown.filter { !shared.contains($0.typed) }
    let synopsis = own.map(\.synopsis).joined(separator: " ")
    var text = ".SS \"git agentsync \(escaped(command.commandName)) \(escaped(synopsis))\"\n"
    text += paragraphs(command.abstract) + "\n"
    if command.discussion != nil { text += ".PP\n" + paragraphs(command.discussion) + "\n" }
    return text + own.map(item).joined()
  }

  private func item(_ argument: ProgramInfo.Argument) -> String {
    var words = argument.abstract ?? ""
    if let values = argument.allValues { words += " One of: \(values.joined(separator: ", "))." }
    if let value = argument.defaultValue { words += " Unless given: \(value)." }
    if let more = argument.discussion { words += " " + more }
    return ".TP\n.B \(escaped(argument.typed))\n\(paragraphs(words))\n"
  }

  /// Text as troff takes it, a blank line becoming a paragraph; lines set off by blanks stay lines.
  private func paragraphs(_ text: String?) -> String {
    (text ?? "").split(separator: "\n", omittingEmptySubsequences: false).map { line in
      if line.isEmpty { return ".PP" }
      return line.first == " " ? ".br\n\(escaped(String(line)))" : escaped(String(line))
    }.joined(separator: "\n")
  }

  private func escaped(_ text: String) -> String {
    let safe = text.replacingOccurrences(of: "\\", with: "\\e")
      .replacingOccurrences(of: "-", with: "\\-")
    // A dot or an apostrophe at the head of a line would be a request.
    return safe.first == "." || safe.first == "'" ? "\\&" + safe : safe
  }

  /// A manual's one-line description has neither capital nor full stop.
  private func lowered(_ text: String?) -> String {
    var words = text ?? ""
    if words.hasSuffix(".") { words.removeLast() }
    return words.prefix(1).lowercased() + words.dropFirst()
  }

  private static let tail = """
    .SH EXIT STATUS
    .TP
    .B 0
    Done, or in step.
    .TP
    .B 1
    Drift: something would change.
    .TP
    .B 2
    A person must decide: a conflict, a file in an output's place, an unfinished merge,
    conflict markers.
    .TP
    .B 3
    Findings of error severity.
    .TP
    .B 128
    It stopped; nothing is half\\-done.
    .TP
    .B 129
    Wrong usage.
    .PP
    Where several of 1 to 3 hold, the highest.
    .SH FILES
    .TP
    .I .agentsync.yml
    The configuration; every key may be left out.
    .TP
    .I .agentsync/registry/
    One small file an agent: which outputs are its own.
    .TP
    .I .agentsync/pristine/
    The generated text of outputs that were edited by hand.
    .SH ENVIRONMENT
    .TP
    .B NO_COLOR
    Turns colours off.
    .SH SEE ALSO
    .BR git (1),
    .BR gitattributes (5)

    """
}
