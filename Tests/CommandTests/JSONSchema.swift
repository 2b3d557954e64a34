import Foundation

/// A JSON value, compared by content.
enum JSONValue: Decodable, Hashable {
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  init(parsing text: String) throws {
    self = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
  }

  /// A member of an object; nil for all else.
  subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members[key]
  }

  var members: [String: JSONValue] {
    guard case .object(let members) = self else { return [:] }
    return members
  }

  var elements: [JSONValue] {
    guard case .array(let elements) = self else { return [] }
    return elements
  }

  var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }
}

/// As much of JSON Schema (drafts 4 to 7) as the schemas in `docs/` and SARIF's use; any other word is a fault.
struct JSONSchema {
  let root: JSONValue

  private static let annotations: Set<String> = [
    "$schema", "$id", "id", "title", "description", "default", "definitions",
  ]

  /// What is wrong with a value, each with the place; empty where it fits.
  func faults(of value: JSONValue) -> [String] {
    faults(of: value, under: root, at: "")
  }

  private func faults(of value: JSONValue, under schema: JSONValue, at place: String) -> [String] {
    var found: [String] = []
    for (word, rule) in schema.members where !Self.annotations.contains(word) {
      switch word {
      case "$ref": found += faults(of: value, under: definition(rule), at: place)
      case "const" where value != rule, "enum" where !rule.elements.contains(value):
        found.append("\(place): not the value that is asked for")
      case "const", "enum": break
      case "type":
        let wanted = rule.text.map { [$0] } ?? rule.elements.compactMap(\.text)
        if Set(types(of: value)).isDisjoint(with: wanted) {
          found.append("\(place): not of type \(wanted.joined(separator: " or "))")
        }
      case "minimum", "maximum":
        guard case .number(let number) = value, case .number(let limit) = rule else { continue }
        if word == "minimum" ? number < limit : number > limit {
          found.append("\(place): \(number) is beyond the \(word), \(limit)")
        }
      case "uniqueItems" where rule == .boolean(true):
        if Set(value.elements).count < value.elements.count {
          found.append("\(place): an element stands there twice")
        }
      case "uniqueItems": break
      case "format":
        if let text = value.text, !fits(text, format: rule.text) {
          found.append("\(place): '\(text)' is no \(rule.text ?? "?")")
        }
      case "oneOf", "anyOf":
        let fitting = rule.elements.filter { faults(of: value, under: $0, at: place).isEmpty }
        if fitting.isEmpty || (word == "oneOf" && fitting.count > 1) {
          let all = rule.elements.map { faults(of: value, under: $0, at: place) }
          found.append("\(place): fits \(fitting.count) of \(word): \(all)")
        }
      case "properties":
        for (key, member) in value.members {
          guard let rule = rule[key] else { continue }
          found += faults(of: member, under: rule, at: "\(place)/\(key)")
        }
      case "additionalProperties":
        let extra = value.members.filter { schema["properties"]?[$0.key] == nil }
        for (key, member) in extra {
          if rule == .boolean(false) {
            found.append("\(place): unknown key '\(key)'")
          } else {
            found += faults(of: member, under: rule, at: "\(place)/\(key)")
          }
        }
      case "required":
        let missing = rule.elements.compactMap(\.text).filter { value[$0] == nil }
        found += missing.map { "\(place): key '\($0)' is missing" }
      case "items":
        for (index, element) in value.elements.enumerated() {
          found += faults(of: element, under: rule, at: "\(place)/\(index)")
        }
      case "minItems", "minProperties", "minLength", "maxProperties":
        if let fault = fault(of: value, size: word, rule) { found.append("\(place): \(fault)") }
      case "pattern":
        if let text = value.text, let pattern = rule.text,
          text.range(of: pattern, options: .regularExpression) == nil
        {
          found.append("\(place): '\(text)' does not fit \(pattern)")
        }
      default: found.append("\(place): this validator does not know '\(word)'")
      }
    }
    return found
  }

  private func fits(_ text: String, format: String?) -> Bool {
    let pattern =
      switch format {
      case "uri": "^[A-Za-z][A-Za-z0-9+.-]*:([A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*$"
      case "uri-reference": "^([A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*$"
      case "date-time": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2})$"
      default: "^$"
      }
    return text.range(of: pattern, options: .regularExpression) != nil
  }

  private func definition(_ reference: JSONValue) -> JSONValue {
    let name = reference.text?.split(separator: "/").last.map(String.init) ?? ""
    return root["definitions"]?[name] ?? .object(["const": .string("no definition \(name)")])
  }

  private func types(of value: JSONValue) -> [String] {
    switch value {
    case .null: ["null"]
    case .boolean: ["boolean"]
    case .number(let number): number == number.rounded() ? ["number", "integer"] : ["number"]
    case .string: ["string"]
    case .array: ["array"]
    case .object: ["object"]
    }
  }

  private func fault(of value: JSONValue, size word: String, _ rule: JSONValue) -> String? {
    guard case .number(let limit) = rule else { return "the limit is no number" }
    let size: Int? =
      switch value {
      case .array(let elements) where word.hasSuffix("Items"): elements.count
      case .object(let members) where word.hasSuffix("Properties"): members.count
      case .string(let text) where word.hasSuffix("Length"): text.unicodeScalars.count
      default: nil
      }
    guard let size else { return nil }
    let isWrong = word.hasPrefix("min") ? Double(size) < limit : Double(size) > limit
    return isWrong ? "\(word) is \(limit), this has \(size)" : nil
  }
}
