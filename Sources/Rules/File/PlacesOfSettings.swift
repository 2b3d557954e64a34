import struct Git.RepoPath

/// The places that a file of settings names beside VS Code's own, whichever of its values counts.
///
/// - Parameter bytes: `.vscode/settings.json`, a workspace, or the description of a development container.
/// - Returns: The places inside of the repository; a path is taken from its top.
package func customizationPlaces(inSettings bytes: [UInt8]) -> [CustomizationPlace] {
  guard
    bytes.firstIndex(of: "FilesLocations") != nil || bytes.firstIndex(of: "SkillsLocations") != nil
  else { return [] }
  guard let root = JSONText(bytes).root else { return placesInBroken(bytes) }
  return SettingsForm.allSettings(in: root).flatMap { settings in
    PowerfulSettings.found(in: settings).flatMap { key, value in
      locationKinds[key].map { places($0, in: value) } ?? []
    }
  }
}

/// What is read in the places of a setting.
private let locationKinds: [String: CustomizationKind] = [
  "chat.agentFilesLocations": .agent,
  "chat.agentSkillsLocations": .skill,
  "chat.hookFilesLocations": .hooks,
  "chat.instructionsFilesLocations": .instructions,
  "chat.modeFilesLocations": .agent,
  "chat.promptFilesLocations": .prompt,
]

/// A map of paths that are on or off; older versions had a path, or a list of them, too.
private func places(_ kind: CustomizationKind, in value: EditorValue) -> [CustomizationPlace] {
  let paths: [String] =
    switch value.content {
    case .mapping(let pairs): pairs.filter { $0.value.boolean != false }.map(\.key)
    case .sequence(let items): items.compactMap(\.text)
    case .scalar(let text, let isQuoted): isQuoted ? [text] : []
    }
  return paths.compactMap { CustomizationPlace(kind, written: $0) }
}

/// The maps behind the settings' keys, in text that is no JSON: VS Code takes what it can of it.
private func placesInBroken(_ bytes: [UInt8]) -> [CustomizationPlace] {
  let text = String(decoding: bytes, as: UTF8.self)
  return locationKinds.sorted { $0.key < $1.key }.flatMap { key, kind in
    // Maps in maps have the last part of the key alone.
    text.ranges(of: "\(key.dropFirst("chat.".count))\"").flatMap { range in
      let rest = text[range.upperBound...]
      guard let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}"),
        let map = JSONText(Array(rest[open...close].utf8)).root
      else { return [CustomizationPlace]() }
      return places(kind, in: map)
    }
  }
}
