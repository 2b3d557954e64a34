import AgentModel

extension HookModes {
  /// Reads the configuration's `hooks`.
  init(reading pair: YAMLPair) throws(Problem) {
    guard let entries = pair.item.value.pairs else {
      throw .wrongType(pair, "a map from hooks to what they do")
    }
    self.init()
    for entry in entries {
      guard let words = HookModes.words[entry.key] else {
        throw .unknownKey(entry, among: HookModes.words.keys.sorted())
      }
      // To YAML 1.1 `off` is a boolean, and to people it is a word.
      let text = entry.item.value.boolean == false ? "off" : entry.item.value.text
      guard let text, set(entry.key, to: text) else {
        let list = words.joined(separator: ", ")
        throw .badValue(entry.item, "'\(entry.key)' is one of \(list)", hint: nil)
      }
    }
  }
}
