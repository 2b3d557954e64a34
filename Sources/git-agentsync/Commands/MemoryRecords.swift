import AgentSync
import Git

/// A settled conflict in JSON.
struct SettlementRecord: Encodable {
  struct Place: Encodable {
    let frontMatter: [String]?
    let section: String?
  }

  struct Texts: Encodable {
    let base: String
    let ours: String
    let theirs: String
    let resolution: String
  }

  let key: String
  let place: Place
  let kind: String
  let outcome: String
  let settled: String
  /// Whether it was settled in this repository.
  let own: Bool
  let remotes: [String]
  /// Left out in lists.
  let texts: Texts?

  init(_ item: Remembered, withTexts: Bool) {
    let settlement = item.settlement
    key = settlement.key.description
    switch settlement.disagreement.place {
    case .frontMatter(let keys): place = Place(frontMatter: keys, section: nil)
    case .section(let heading): place = Place(frontMatter: nil, section: heading)
    }
    kind = settlement.kind.rawValue
    outcome = settlement.outcome.rawValue
    settled = settlement.settledDate
    own = item.isOwn
    remotes = item.sources.compactMap { source in
      guard case .remote(let name) = source else { return nil }
      return name
    }
    func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
    texts =
      withTexts
      ? Texts(
        base: text(settlement.disagreement.base),
        ours: text(settlement.disagreement.ours),
        theirs: text(settlement.disagreement.theirs),
        resolution: text(settlement.resolution)
      ) : nil
  }
}

extension Settlement {
  /// When it was settled, as ISO 8601 has it, in UTC.
  var settledDate: String {
    Signature(name: "", email: "", seconds: settled, offsetMinutes: 0).isoDate
  }
}
