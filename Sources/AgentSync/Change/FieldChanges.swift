import AgentModel

/// Compares what two versions of an agent say of themselves.
///
/// Keys of the front matter and bold labels are compared as written; name, title and description are
/// named besides where they come from headings and text.
func fieldChanges(from before: Agent, to after: Agent) -> [FieldChange] {
  let old = before.document
  let new = after.document
  return compare(frontMatterFields(of: old), frontMatterFields(of: new), .frontMatter)
    + compare(labelFields(of: old), labelFields(of: new), .label)
    + compareDerived(before.metadata, after.metadata)
}

/// A value under the name that a person knows it by.
private struct Field {
  let name: String
  let value: YAMLValue
}

/// The values of the front matter, those in mappings under their path.
private func frontMatterFields(of document: Document) -> [Field] {
  var fields: [Field] = []
  func gather(_ pairs: [YAMLPair], below path: String) {
    for pair in pairs {
      let name = path + pair.key
      if let inner = pair.item.value.pairs, !inner.isEmpty {
        gather(inner, below: name + ".")
      } else {
        fields.append(Field(name: name, value: pair.item.value))
      }
    }
  }
  gather(document.frontMatter?.pairs ?? [], below: "")
  return fields
}

/// The bold labels; of those with one name, later ones carry a number.
private func labelFields(of document: Document) -> [Field] {
  var counts: [String: Int] = [:]
  return document.labels.map { label in
    let name = label.name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: "-")
    counts[name, default: 0] += 1
    let count = counts[name] ?? 1
    return Field(
      name: count == 1 ? name : "\(name) (\(count))",
      value: .scalar(label.value, quoted: false)
    )
  }
}

private func compare(
  _ old: [Field],
  _ new: [Field],
  _ origin: FieldChange.Origin
) -> [FieldChange] {
  // A key may stand twice only where a dot in a key makes two paths look alike; the first counts.
  let before = Dictionary(old.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  let after = Dictionary(new.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  var changes: [FieldChange] = []
  var seen: Set<String> = []
  for field in new where seen.insert(field.name).inserted {
    let change = FieldChange(field.name, origin, from: before[field.name], to: field.value)
    if change.old != change.new { changes.append(change) }
  }
  for field in old where after[field.name] == nil && seen.insert(field.name).inserted {
    changes.append(FieldChange(field.name, origin, from: field.value, to: nil))
  }
  return changes
}

private func compareDerived(_ old: Metadata, _ new: Metadata) -> [FieldChange] {
  let pairs: [(String, Sourced<String>?, Sourced<String>?)] = [
    ("name", old.name, new.name),
    ("title", old.title, new.title),
    ("description", old.description, new.description),
  ]
  return pairs.compactMap { name, old, new in
    let isWritten = [old, new].contains { $0?.origin == .frontMatter || $0?.origin == .label }
    guard !isWritten, old?.value != new?.value else { return nil }
    return FieldChange(
      name: name,
      origin: .text,
      old: old?.value,
      new: new?.value,
      addedItems: [],
      removedItems: []
    )
  }
}

extension FieldChange {
  fileprivate init(_ name: String, _ origin: Origin, from old: YAMLValue?, to new: YAMLValue?) {
    let before = old?.plainItems
    let after = new?.plainItems
    let isList = before != nil && after != nil
    self.init(
      name: name,
      origin: origin,
      old: old?.flowText,
      new: new?.flowText,
      addedItems: isList ? (after ?? []).surplus(over: before ?? []) : [],
      removedItems: isList ? (before ?? []).surplus(over: after ?? []) : []
    )
  }
}

extension YAMLValue {
  /// The value in one line, in YAML's flow style; to be read, not parsed.
  fileprivate var flowText: String {
    switch self {
    case .scalar(let text, quoted: true):
      // Quotes are shown only where the value would read as something else without them.
      YAMLValue.scalar(text, quoted: false).isPlainString ? text : "\"\(text)\""
    case .scalar(let text, quoted: false): text
    case .sequence(let items): "[\(items.map(\.value.flowText).joined(separator: ", "))]"
    case .mapping(let pairs):
      "{\(pairs.map { "\($0.key): \($0.item.value.flowText)" }.joined(separator: ", "))}"
    }
  }

  /// Whether an unquoted scalar is a string like any other.
  private var isPlainString: Bool { text != nil && boolean == nil }

  /// The texts of a list of plain values; nil for all else.
  fileprivate var plainItems: [String]? {
    guard let items else { return nil }
    let texts = items.compactMap(\.value.text)
    return texts.count == items.count ? texts : nil
  }
}

extension [String] {
  /// What stands here more often than there, in this order.
  fileprivate func surplus(over others: [String]) -> [String] {
    var counts: [String: Int] = [:]
    for other in others { counts[other, default: 0] += 1 }
    return filter { item in
      guard let count = counts[item], count > 0 else { return true }
      counts[item] = count - 1
      return false
    }
  }
}
