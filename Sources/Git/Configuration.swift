/// git's configuration as it holds for one repository: all keys, in the order of their files.
package struct Configuration: Sendable {
  /// The values of a key, the last of which wins; nil is a key without `=`, which means true.
  private var values: [String: [String?]] = [:]

  init() {}

  mutating func add(_ value: String?, for key: String) {
    values[Configuration.normalized(key), default: []].append(value)
  }

  /// All keys, with section and name in lower case.
  package var keys: some Collection<String> { values.keys }

  /// The text of a key; empty for a key without `=`, nil for none.
  package func string(for key: String) -> String? {
    values[Configuration.normalized(key)]?.last.map { $0 ?? "" }
  }

  /// All texts of a key that may stand several times, first to last.
  package func strings(for key: String) -> [String] {
    (values[Configuration.normalized(key)] ?? []).map { $0 ?? "" }
  }

  /// Whether a key is true; nil when there is none.
  ///
  /// - Throws: `.generic` for a value that is neither true nor false, as git does.
  package func boolean(for key: String) throws(GitError) -> Bool? {
    guard let last = values[Configuration.normalized(key)]?.last else { return nil }
    guard let text = last else { return true }
    switch text.lowercased() {
    case "true", "yes", "on": return true
    case "false", "no", "off", "": return false
    default: return try number(text, key: key, as: "boolean") != 0
    }
  }

  /// The number of a key, with `k`, `m` or `g` behind it multiplied; nil when there is none.
  ///
  /// - Throws: `.generic` for a value that is no number, as git does.
  package func integer(for key: String) throws(GitError) -> Int? {
    guard let text = string(for: key) else { return nil }
    return try number(text, key: key, as: "numeric")
  }

  private func number(_ text: String, key: String, as kind: String) throws(GitError) -> Int {
    let factors: [Character: Int] = ["k": 1 << 10, "m": 1 << 20, "g": 1 << 30]
    let factor = text.last.flatMap { factors[Character($0.lowercased())] }
    let digits = factor == nil ? text[...] : text.dropLast()
    if let number = Int(digits) {
      let (product, overflows) = number.multipliedReportingOverflow(by: factor ?? 1)
      if !overflows { return product }
    }
    throw GitError(
      code: .generic,
      message: "bad \(kind) config value '\(printable(text.utf8))' for '\(key)'",
      function: "git config"
    )
  }

  /// Section and name ignore case; what stands between the first and the last dot does not.
  private static func normalized(_ key: String) -> String {
    guard let first = key.firstIndex(of: "."), let last = key.lastIndex(of: "."), first < last
    else { return key.lowercased() }
    return key[..<first].lowercased() + key[first..<last] + key[last...].lowercased()
  }
}
