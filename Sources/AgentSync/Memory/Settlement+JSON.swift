import AgentModel

/// A file of a memory: an entry, or the mark of one that was forgotten.
///
/// Reading is strict, for the file may be a stranger's: no key too many or too few, nothing too long, and
/// every text as it would have been written here.
enum SettlementFile {
  /// The version of the form that is written.
  static let version = 1
  /// The most bytes of a file.
  static let sizeLimit = 1 << 20

  /// What a file holds.
  enum Content: Hashable {
    case settlement(Settlement)
    case forgotten(Int64)
    /// Something of a newer version of the tool, which is kept as it is.
    case newer
  }

  static func encode(_ settlement: Settlement) throws(Problem) -> [UInt8] {
    try RecordFile.encode(SettlementForm(settlement))
  }

  static func encode(forgotten seconds: Int64) throws(Problem) -> [UInt8] {
    try RecordFile.encode(ForgottenForm(forgotten: seconds, version: version))
  }

  /// What the bytes hold; nil where they are nothing that the tool writes.
  static func decode(_ bytes: [UInt8]) -> Content? {
    guard bytes.count <= sizeLimit, String(validating: bytes, as: UTF8.self) != nil else {
      return nil
    }
    // Nearly all files are of the first form; each further look costs as much again.
    if let form = RecordFile.decode(SettlementForm.self, from: bytes), form.version == version {
      return form.settlement.map(Content.settlement)
    }
    if let form = RecordFile.decode(ForgottenForm.self, from: bytes), form.version == version {
      return form.forgotten >= 0 ? .forgotten(form.forgotten) : nil
    }
    let found = RecordFile.decode(VersionForm.self, from: bytes)?.version
    return found.map { $0 > version } == true ? .newer : nil
  }
}

private struct VersionForm: Decodable {
  let version: Int
}

private struct ForgottenForm: Codable {
  let forgotten: Int64
  let version: Int

  init(forgotten: Int64, version: Int) {
    self.forgotten = forgotten
    self.version = version
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.strictContainer(keyedBy: CodingKeys.self)
    forgotten = try values.decode(Int64.self, forKey: .forgotten)
    version = try values.decode(Int.self, forKey: .version)
  }

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case forgotten
    case version
  }
}

private struct SettlementForm: Codable {
  let version: Int
  let place: PlaceForm
  let kind: String
  let base: [String]
  let ours: [String]
  let theirs: [String]
  let resolution: [String]
  let settled: Int64

  init(_ settlement: Settlement) {
    func lines(_ text: [UInt8]) -> [String] {
      TextLines.split(text).map { String(decoding: $0.dropLast(), as: UTF8.self) }
    }
    version = SettlementFile.version
    place = PlaceForm(settlement.disagreement.place)
    kind = settlement.kind.rawValue
    base = lines(settlement.disagreement.base)
    ours = lines(settlement.disagreement.ours)
    theirs = lines(settlement.disagreement.theirs)
    resolution = lines(settlement.resolution)
    settled = settlement.settled
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.strictContainer(keyedBy: CodingKeys.self)
    version = try values.decode(Int.self, forKey: .version)
    place = try values.decode(PlaceForm.self, forKey: .place)
    kind = try values.decode(String.self, forKey: .kind)
    base = try values.decode([String].self, forKey: .base)
    ours = try values.decode([String].self, forKey: .ours)
    theirs = try values.decode([String].self, forKey: .theirs)
    resolution = try values.decode([String].self, forKey: .resolution)
    settled = try values.decode(Int64.self, forKey: .settled)
  }

  /// Nil where anything in it would not have been written here.
  var settlement: Settlement? {
    func text(_ lines: [String]) -> [UInt8] { lines.flatMap { Array($0.utf8) + [10] } }
    let disagreement = Disagreement(
      place: place.place,
      base: text(base),
      ours: text(ours),
      theirs: text(theirs)
    )
    guard let disagreement, let kind = MergeConflict.Kind(rawValue: kind),
      let settlement = Settlement(
        disagreement,
        kind: kind,
        resolution: text(resolution),
        settled: settled
      )
    else { return nil }
    let form = SettlementForm(settlement)
    let isNormal =
      form.base == base && form.ours == ours && form.theirs == theirs
      && form.resolution == resolution && form.place.place == place.place
    return isNormal ? settlement : nil
  }

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case version
    case place
    case kind
    case base
    case ours
    case theirs
    case resolution
    case settled
  }
}

private struct PlaceForm: Codable {
  let place: MergeConflict.Place

  init(_ place: MergeConflict.Place) {
    self.place = place
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    if values.contains(.section) {
      let values = try decoder.strictContainer(keyedBy: SectionKeys.self)
      place = .section(try values.decode(String.self, forKey: .section))
    } else {
      let values = try decoder.strictContainer(keyedBy: FrontMatterKeys.self)
      place = .frontMatter(try values.decode([String].self, forKey: .frontMatter))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    switch place {
    case .section(let heading): try values.encode(heading, forKey: .section)
    case .frontMatter(let keys): try values.encode(keys, forKey: .frontMatter)
    }
  }

  private enum CodingKeys: String, CodingKey {
    case section
    case frontMatter
  }

  private enum SectionKeys: String, CodingKey, CaseIterable { case section }

  private enum FrontMatterKeys: String, CodingKey, CaseIterable { case frontMatter }
}

/// Any key at all, so that those too many are seen.
private struct AnyKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) {
    self.stringValue = stringValue
  }

  init?(intValue: Int) {
    nil
  }
}

extension Decoder {
  /// The values, where the keys are exactly these.
  fileprivate func strictContainer<Key: CodingKey & CaseIterable>(
    keyedBy keys: Key.Type
  ) throws -> KeyedDecodingContainer<Key> {
    let found = Set(try container(keyedBy: AnyKey.self).allKeys.map(\.stringValue))
    guard found == Set(Key.allCases.map(\.stringValue)) else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: codingPath, debugDescription: "other keys")
      )
    }
    return try container(keyedBy: keys)
  }
}
