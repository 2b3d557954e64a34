import AgentModel
import PromptFiles
import Rules

import struct Git.RepoPath

/// Turns the YAML of `.agentsync.yml` into a `Config`, key by key.
struct ConfigReader {
  /// The keys of each level; `docs/agentsync.schema.json` lists the same.
  static let topKeys = [
    "format", "library", "targets", "body", "provenance", "models", "merge", "references",
    "hooks", "rules", "policy", "versions",
  ]
  static let mergeKeys = ["suggest"]
  static let referencesKeys = ["rewrite"]
  static let libraryKeys = ["roots", "exclude", "id", "parts"]
  /// Keys of a target that are settings of ours; all others are front matter defaults.
  static let targetKeys = ["path", "body", "provenance"]

  private var format = Config.currentFormat
  private var roots: [String]?
  private var exclude = LibraryRules.defaultExclude
  private var idTemplate = "{name}"
  private var partFolders = LibraryRules.defaultPartFolders
  private var targets: [(target: Target, item: YAMLItem?)] = [(.prompt, nil)]
  private var body = BodyMode.link
  private var provenance = true
  private var models: [String: String] = [:]
  private var suggests = true
  private var rewriting = RewritingMode.ask
  private var hooks = HookModes()
  private var severities: [Problem.Code: RuleSeverity] = [:]
  private var policy = PowerPolicy()
  private var versions = VersionDemand.off

  mutating func read(_ bytes: [UInt8]) throws(Problem) -> Config {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...]
    guard String(validating: text, as: UTF8.self) != nil, !text.contains(0) else {
      throw .notText()
    }
    let pairs = try YAMLReader.parse(text, at: Config.path, firstLine: 1, code: .configSyntax)
    for pair in pairs { try readTop(pair) }
    var settings: [TargetSettings] = []
    for (target, item) in targets { settings.append(try readTarget(target, item)) }
    let rules = LibraryRules(
      roots: roots,
      exclude: exclude,
      idTemplate: idTemplate,
      partFolders: partFolders
    )
    return Config(
      format: format,
      rules: rules,
      targets: settings,
      suggests: suggests,
      rewriting: rewriting,
      hooks: hooks,
      severities: severities,
      policy: policy,
      versions: versions
    )
  }

  private mutating func readTop(_ pair: YAMLPair) throws(Problem) {
    switch pair.key {
    case "format":
      guard let text = pair.item.value.text, let number = Int(text) else {
        throw .wrongType(pair, "a whole number")
      }
      guard number == Config.currentFormat else {
        throw .badValue(
          pair.item,
          "output format \(number) is not known",
          hint: "this version writes format \(Config.currentFormat); a newer one may know it"
        )
      }
      format = number
    case "library": try readLibrary(pair)
    case "targets": targets = try readTargets(pair)
    case "body": body = try readBody(pair)
    case "provenance": provenance = try readBoolean(pair)
    case "models":
      guard let entries = pair.item.value.pairs else {
        throw .wrongType(pair, "a map from a short name to a model")
      }
      for entry in entries {
        guard let name = entry.item.value.text else { throw .wrongType(entry, "a model's name") }
        models[entry.key] = name
      }
    case "merge":
      suggests = try readChoice(pair, key: Self.mergeKeys[0], Suggesting.self) != .off
    case "references":
      rewriting = try readChoice(pair, key: Self.referencesKeys[0], RewritingMode.self) ?? .ask
    case "hooks": hooks = try HookModes(reading: pair)
    case "rules": severities = try RulesReader.severities(pair)
    case "policy": policy = try RulesReader.policy(pair)
    case "versions": versions = try choice(pair.item, named: pair.key)
    default: throw .unknownKey(pair, among: Self.topKeys)
    }
  }

  private enum Suggesting: String, CaseIterable {
    case show
    case off
  }

  /// Reads a map of one key; nil where it is empty.
  private func readChoice<Choice: RawRepresentable & CaseIterable>(
    _ pair: YAMLPair,
    key: String,
    _ type: Choice.Type
  ) throws(Problem) -> Choice? where Choice.RawValue == String {
    guard let entries = pair.item.value.pairs else { throw .wrongType(pair, "a map with \(key)") }
    var found: Choice?
    for entry in entries {
      guard entry.key == key else { throw .unknownKey(entry, among: [key]) }
      found = try choice(entry.item, named: key)
    }
    return found
  }

  /// Reads one of a few words.
  private func choice<Choice: RawRepresentable & CaseIterable>(
    _ item: YAMLItem,
    named key: String
  ) throws(Problem) -> Choice where Choice.RawValue == String {
    // To YAML 1.1 `off` is a boolean, and to people it is a word.
    let text = item.value.boolean == false ? "off" : item.value.text
    guard let choice = text.flatMap(Choice.init(rawValue:)) else {
      let words = Choice.allCases.map(\.rawValue)
      let list = words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
      throw .badValue(item, "'\(key)' is \(list)", hint: nil)
    }
    return choice
  }

  private mutating func readLibrary(_ pair: YAMLPair) throws(Problem) {
    guard let entries = pair.item.value.pairs else {
      throw .wrongType(pair, "a map with \(Self.libraryKeys.joined(separator: ", "))")
    }
    for entry in entries {
      switch entry.key {
      case "roots":
        roots = try readRoots(entry)
      case "exclude": exclude = try readGlobs(entry)
      case "parts": partFolders = try readStrings(entry)
      case "id":
        guard let template = entry.item.value.text else { throw .wrongType(entry, "a template") }
        try checkIDTemplate(template, at: entry.item)
        idTemplate = template
      default: throw .unknownKey(entry, among: Self.libraryKeys)
      }
    }
  }

  private func readRoots(_ pair: YAMLPair) throws(Problem) -> [String] {
    let items = pair.item.value.items ?? [pair.item]
    var roots: [String] = []
    for item in items {
      guard var text = item.value.text else { throw .wrongType(pair, "a list of folders") }
      while text.hasSuffix("/") { text.removeLast() }
      guard let path = RepoPath(text), !text.contains("\\"), Glob(text) != nil else {
        throw .badPath(item, text)
      }
      roots.append(path.string)
    }
    guard !roots.isEmpty else { throw .wrongType(pair, "at least one folder") }
    return roots
  }

  private func readStrings(_ pair: YAMLPair) throws(Problem) -> [String] {
    guard let items = pair.item.value.items else { throw .wrongType(pair, "a list of strings") }
    var strings: [String] = []
    for item in items {
      guard let text = item.value.text else { throw .wrongType(pair, "a list of strings") }
      strings.append(text)
    }
    return strings
  }

  private func readGlobs(_ pair: YAMLPair) throws(Problem) -> [String] {
    let globs = try readStrings(pair)
    if let bad = globs.first(where: { Glob($0) == nil }) {
      throw .badValue(
        pair.item,
        "'\(bad)' is no pattern",
        hint: "patterns are like those of .gitignore: **/*-old.md, drafts/**"
      )
    }
    return globs
  }

  private func readBoolean(_ pair: YAMLPair) throws(Problem) -> Bool {
    guard let value = pair.item.value.boolean else { throw .wrongType(pair, "true or false") }
    return value
  }

  private func readBody(_ pair: YAMLPair) throws(Problem) -> BodyMode {
    guard let mode = pair.item.value.text.flatMap(BodyMode.init(rawValue:)) else {
      throw .wrongType(pair, "link or inline")
    }
    return mode
  }

  private func checkIDTemplate(_ template: String, at item: YAMLItem) throws(Problem) {
    var rest = template[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else { break }
      let name = rest[rest.index(after: open)..<close]
      guard name == "name" || name == "category" || Int(name).map({ (1...9).contains($0) }) == true
      else {
        throw .badValue(
          item,
          "unknown placeholder '{\(name)}' in the id template",
          hint: "use {name}, {category} or {1} for what a root's first wildcard matched"
        )
      }
      rest = rest[rest.index(after: close)...]
    }
    guard template.contains("{name}") else {
      throw .badValue(
        item,
        "the id template '\(template)' gives every agent of a folder the same id",
        hint: "put {name} into it"
      )
    }
  }

  private func readTargets(_ pair: YAMLPair) throws(Problem) -> [(Target, YAMLItem?)] {
    guard let items = pair.item.value.items, !items.isEmpty else {
      throw .wrongType(pair, "a list of targets")
    }
    var found: [(Target, YAMLItem?)] = []
    for item in items {
      let name: String
      let settings: YAMLItem?
      if let text = item.value.text {
        (name, settings) = (text, nil)
      } else if let entries = item.value.pairs, entries.count == 1 {
        (name, settings) = (entries[0].key, entries[0].item)
      } else {
        throw .wrongType(pair, "names of targets, or maps of one name each")
      }
      guard let target = Target(rawValue: name) else {
        let known = Target.allCases.map(\.rawValue)
        throw .badValue(item, "unknown target '\(name)'", hint: suggestion(for: name, among: known))
      }
      guard !found.contains(where: { $0.0 == target }) else {
        throw .badValue(item, "target '\(name)' is listed twice", hint: "keep one of them")
      }
      found.append((target, settings))
    }
    return found
  }

  private func readTarget(_ target: Target, _ item: YAMLItem?) throws(Problem) -> TargetSettings {
    var path: String?
    var mode = body
    var hasProvenance = provenance
    var defaults: [YAMLPair] = []
    if let item {
      guard let pairs = item.value.pairs else {
        throw .badValue(item, "expected the settings of target '\(target.rawValue)'", hint: nil)
      }
      for pair in pairs {
        switch pair.key {
        case "path":
          guard let text = pair.item.value.text else { throw .wrongType(pair, "a path template") }
          do throws(Problem) {
            try checkPathTemplate(text, target: target)
          } catch {
            throw error.placed(at: pair.item)
          }
          path = text
        case "body": mode = try readBody(pair)
        case "provenance": hasProvenance = try readBoolean(pair)
        default:
          guard target.keys.contains(pair.key) else {
            throw .unknownKey(pair, among: Self.targetKeys + target.keys)
          }
          defaults.append(pair)
        }
      }
    }
    return TargetSettings(
      target: target,
      path: path,
      defaults: defaults,
      body: mode,
      provenance: hasProvenance,
      models: models
    )
  }
}
