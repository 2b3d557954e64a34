import Foundation

/// JSON as VS Code's settings have it, comments and trailing commas included.
enum JSONValue: Decodable, Hashable {
  case null
  case boolean(Bool)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case map([String: JSONValue])

  /// nil where the bytes are no JSON.
  init?(_ bytes: [UInt8]) {
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    guard let value = try? decoder.decode(JSONValue.self, from: Data(bytes)) else { return nil }
    self = value
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .list(value)
    } else {
      self = .map(try container.decode([String: JSONValue].self))
    }
  }

  /// The same JSON for the same value, keys sorted.
  var canonical: String {
    switch self {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(let value):
      value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    case .text(let value): "\"\(value)\""
    case .list(let values): "[" + values.map(\.canonical).joined(separator: ", ") + "]"
    case .map(let values):
      "{"
        + values.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value.canonical)" }
        .joined(separator: ", ") + "}"
    }
  }

  subscript(key: String) -> JSONValue? {
    guard case .map(let values) = self else { return nil }
    return values[key]
  }

  var pairs: [(key: String, value: JSONValue)] {
    guard case .map(let values) = self else { return [] }
    return values.sorted { $0.key < $1.key }
  }

  var items: [JSONValue] {
    guard case .list(let values) = self else { return [] }
    return values
  }

  var text: String? {
    guard case .text(let value) = self else { return nil }
    return value
  }
}
