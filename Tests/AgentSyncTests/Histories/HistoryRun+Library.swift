import TestSupport

/// What people do to the library.
extension HistoryRun {
  func editSource(_ mark: String, _ random: inout SeededRandom, commits: Bool) throws {
    guard let path = main.documents().randomElement(using: &random),
      let (text, deed) = LibraryText.edited(try main.read(path), mark: mark, &random)
    else { return note("finds no line to edit") }
    try main.write(path, text)
    note("\(path): \(deed)")
    // A line that another change takes away again is not waited for.
    for other in fresh.written.keys {
      fresh.written[other]?.formIntersection(try main.words(other))
    }
    if text.words.contains(mark) { fresh.written[path, default: []].insert(mark) }
    if commits { try main.commit(deed) }
  }

  func describeSource(_ mark: String, _ random: inout SeededRandom) throws {
    guard let path = main.documents().randomElement(using: &random),
      let (text, deed) = LibraryText.described(try main.read(path), mark: mark, &random)
    else { return note("finds no front matter") }
    try main.write(path, text)
    note("\(path): \(deed)")
    try main.commit(deed)
  }

  func editPart(_ mark: String, _ random: inout SeededRandom) throws {
    guard let path = main.parts().randomElement(using: &random),
      let (text, deed) = LibraryText.edited(try main.read(path), mark: mark, &random)
    else { return note("finds no part") }
    try main.write(path, text)
    note("\(path): \(deed)")
    try main.commit(deed)
  }

  func addAgent(_ mark: String, _ random: inout SeededRandom) throws {
    guard main.documents().count < 6 else { return note("has agents enough") }
    let taken = Set(main.documents().map(\.agentName))
    // Now and then a name that another agent has: both stand still then.
    let free = LibraryText.names.filter { !taken.contains($0) || random.chance(4) }
    guard let name = free.randomElement(using: &random) else { return note("finds no name") }
    try addAgent(named: name, mark: mark, &random)
    try main.commit("add \(name)")
  }

  /// Writes the files of a new agent.
  func addAgent(named name: String, mark: String, _ random: inout SeededRandom) throws {
    guard let category = LibraryText.categories.randomElement(using: &random) else { return }
    let hasParts = random.chance(50)
    let folder = hasParts ? "agents/\(category)/\(name)" : "agents/\(category)"
    let path = "\(folder)/\(name).md"
    guard !main.exists(path) else { return note("\(path) is there already") }
    let text = LibraryText.agent(name, mark: mark, hasParts: hasParts, &random)
    try main.write(path, text)
    if hasParts { try main.write("\(folder)/modules/plan.md", LibraryText.part(mark, &random)) }
    note(
      "adds \(path)\(hasParts ? " with a part" : "")\(text.hasPrefix("---\nid") ? " and an id" : "")"
    )
  }

  func removeAgent(_ random: inout SeededRandom) throws {
    guard let path = main.documents().randomElement(using: &random) else {
      return note("finds no agent")
    }
    try main.git("rm", "-r", "--quiet", path.agentPlace)
    note("removes \(path.agentPlace)")
    try main.commit("remove \(path.agentPlace)")
  }

  func renameAgent(_ mark: String, _ random: inout SeededRandom) throws {
    let documents = main.documents()
    let taken = Set(documents.map(\.agentName))
    guard let path = documents.randomElement(using: &random),
      let name = LibraryText.names.filter({ !taken.contains($0) }).randomElement(using: &random)
    else { return note("finds no agent or no name") }
    let place = path.agentPlace
    if place == path {
      try main.git("mv", path, path.replacing("/\(path.agentName).md", with: "/\(name).md"))
    } else {
      let target = String(place.dropLast(path.agentName.count)) + name
      try main.git("mv", place, target)
      try main.git("mv", "\(target)/\(path.agentName).md", "\(target)/\(name).md")
    }
    note("renames \(place) to \(name)")
    if random.chance(25) {
      // Found by its bytes no more; whatever was typed must survive that too.
      let moved = main.documents().first { $0.agentName == name }
      if let moved, let (text, deed) = LibraryText.edited(try main.read(moved), mark: mark, &random)
      {
        try main.write(moved, text)
        note("\(moved): \(deed)")
      }
    }
    try main.commit("rename \(place) to \(name)")
  }

  func moveAgent(_ random: inout SeededRandom) throws {
    guard let path = main.documents().randomElement(using: &random),
      let category = LibraryText.categories.randomElement(using: &random)
    else { return note("finds no agent") }
    let place = path.agentPlace
    var components = place.split(separator: "/").map(String.init)
    guard components.count > 2, components[1] != category else { return note("stays where it is") }
    components[1] = category
    let target = components.joined(separator: "/")
    guard !main.exists(target) else { return note("\(target) is there already") }
    let folder = components.dropLast().joined(separator: "/")
    try main.write("\(folder)/.keep", "")
    try main.git("mv", place, target)
    try main.remove("\(folder)/.keep")
    note("moves \(place) to \(target)")
    try main.commit("move \(place)")
  }

  func configure(_ random: inout SeededRandom) throws {
    let text = RandomHistory.configuration(&random)
    try main.write(".agentsync.yml", text)
    note("configures \(text.split(separator: "\n").suffix(2).joined(separator: ", "))")
    try main.commit("configure")
  }
}

extension String {
  /// The name in the path of an agent's document.
  fileprivate var agentName: String {
    String((split(separator: "/").last ?? "").prefix { $0 != "." })
  }

  /// The folder of an agent with parts, else its document.
  fileprivate var agentPlace: String {
    let components = split(separator: "/")
    guard components.count > 3 else { return self }
    return components.dropLast().joined(separator: "/")
  }
}
