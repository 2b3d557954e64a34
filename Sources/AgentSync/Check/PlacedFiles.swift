import AgentModel
import Git
import Rules

/// The files that stand where VS Code looks, whatever the case of their names, and those that links put there.
///
/// A link that leads to a plain file or a folder of the same tree is followed, and what it leads to stands under
/// the path of the link, as it does on the disk of whoever checks the tree out.
struct PlacedFiles {
  /// Plain files, by the path under which they are found; sorted by it.
  let files: [LibraryFile]
  /// Links that can't be followed and submodules, where VS Code looks or below; sorted by path.
  let hidden: [Problem]

  /// Everything that stands in the places, or is a part of what stands there.
  ///
  /// - Throws: `Problem` where the tree can't be read.
  init(_ reader: SnapshotReader, in places: CustomizationPlaces) throws(Problem) {
    var search = PlaceSearch(reader, places)
    for place in CustomizationKind.places { try search.look(on: Way(to: place)) }
    try search.lookForWorkspaces()
    for place in places.own { try search.look(on: Way(to: place)) }
    self.init(search)
  }

  /// The settings alone that may name places.
  ///
  /// - Throws: `Problem` where the tree can't be read.
  init(settingsOf reader: SnapshotReader) throws(Problem) {
    var search = PlaceSearch(reader, .defaults)
    for place in CustomizationKind.placesOfSettings { try search.look(on: Way(to: place)) }
    try search.lookForWorkspaces()
    self.init(search)
  }

  private init(_ search: PlaceSearch) {
    files = search.files.values.sorted { $0.path < $1.path }
    hidden = search.hidden.values.sorted(by: Problem.isOrdered)
  }
}
