import AgentModel

/// A value of an output's front matter, before it is written.
indirect enum HeaderValue: Hashable {
  case text(String)
  /// A number or boolean that stands without quotes.
  case bare(String)
  case list([HeaderValue])
  case map([HeaderEntry])

  /// Bare `true` or `false`.
  static func boolean(_ value: Bool) -> HeaderValue { .bare(value ? "true" : "false") }

  /// Whether it fits into a list on one line.
  var isScalar: Bool {
    switch self {
    case .text, .bare: true
    case .list, .map: false
    }
  }
}

/// A key with its value.
struct HeaderEntry: Hashable {
  let key: String
  let value: HeaderValue
}

extension HeaderValue {
  /// A value carried over as it is; nil where nothing is written (`key:`).
  ///
  /// Numbers and booleans stay bare when they were, empty values inside are left out: VS Code reports a
  /// key without a value as an error.
  init?(carrying value: YAMLValue) {
    switch value {
    case .scalar(let text, let isQuoted):
      if isQuoted {
        self = .text(text)
      } else if text.isEmpty || isNullWord(text) {
        return nil
      } else {
        self = text == "true" || text == "false" || isNumber(text) ? .bare(text) : .text(text)
      }
    case .sequence(let items):
      self = .list(items.compactMap { HeaderValue(carrying: $0.value) })
    case .mapping(let pairs):
      self = .map(
        pairs.compactMap { pair in
          // A key of escapes could outgrow the 1024 characters that YAML allows a key.
          pair.key.isEmpty || pair.key.unicodeScalars.contains(where: isMisleading)
            ? nil
            : HeaderValue(carrying: pair.item.value).map { HeaderEntry(key: pair.key, value: $0) }
        }
      )
    }
  }
}

/// Whether a plain scalar stands for nothing.
func isNullWord(_ text: String) -> Bool {
  text == "null" || text == "~" || text == "Null" || text == "NULL"
}

/// Whether a plain scalar is a decimal number that every YAML version reads as one.
private func isNumber(_ text: String) -> Bool {
  var rest = text.utf8[...]
  if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
  let whole = rest.prefix(while: isASCIIDigit)
  rest = rest.dropFirst(whole.count)
  // A leading zero makes it an octal number in YAML 1.1.
  guard !whole.isEmpty, whole.count == 1 || whole.first != UInt8(ascii: "0") else { return false }
  guard rest.first == UInt8(ascii: ".") else { return rest.isEmpty }
  let fraction = rest.dropFirst()
  return !fraction.isEmpty && fraction.allSatisfy(isASCIIDigit)
}
