extension RepositoryLocation {
  /// Whether git may get objects from a remote that promised them.
  var mayFetch: Bool {
    guard !isUntrusted else { return false }
    let value = environment["GIT_NO_LAZY_FETCH"] ?? "0"
    return ["0", "", "false", "no", "off"].contains(value.lowercased())
  }

  /// Variables for a git that runs nothing which the configuration of the repository names.
  ///
  /// What the person gave on the command line (`git -c`) wins over it. Objects that a remote promises
  /// are fetched, as by any command of git; and nothing stands in for another object. Of a repository that
  /// is not trusted nothing is fetched, and no file in it that tells of history is believed.
  ///
  /// - Parameters:
  ///   - configuration: Whose filters and hooks are switched off by name; nil where git runs none.
  ///   - more: Keys and values on top.
  /// - Returns: Variables to set beside those of `gitEnvironment`.
  func inertEnvironment(
    _ configuration: Configuration?,
    adding more: [(key: String, value: String)] = []
  ) -> [String: String] {
    var settings = [
      (key: "core.fsmonitor", value: "false"), (key: "core.hooksPath", value: "/dev/null"),
    ]
    for key in configuration?.keys.sorted() ?? [] {
      if key.hasPrefix("filter.") {
        settings.append((key, key.hasSuffix(".required") ? "false" : ""))
      } else if key.hasPrefix("hook."), key.hasSuffix(".event") {
        settings.append((key.dropLast("event".count) + "enabled", "false"))
      }
    }
    settings += more.map { ($0.key, $0.value) }
    if isUntrusted { settings.append(("core.commitGraph", "false")) }
    var variables = [
      "GIT_NO_REPLACE_OBJECTS": "1",
      "GIT_TERMINAL_PROMPT": environment["GIT_TERMINAL_PROMPT"] ?? "0",
      "GIT_NO_LAZY_FETCH": mayFetch ? "0" : "1",
    ]
    if isUntrusted {
      variables["GIT_GRAFT_FILE"] = "/dev/null"
      variables["GIT_ALLOW_PROTOCOL"] = "none"
      variables["GIT_TERMINAL_PROMPT"] = "0"
    }
    return variables.merging(configuring(settings)) { _, new in new }
  }

  /// Variables that set keys of the configuration, beside those that the environment sets.
  func configuring(_ settings: [(key: String, value: String)]) -> [String: String] {
    let first = environment["GIT_CONFIG_COUNT"].flatMap { Int($0) } ?? 0
    var variables = ["GIT_CONFIG_COUNT": "\(first + settings.count)"]
    for (number, setting) in settings.enumerated() {
      variables["GIT_CONFIG_KEY_\(first + number)"] = setting.key
      variables["GIT_CONFIG_VALUE_\(first + number)"] = setting.value
    }
    return variables
  }
}
