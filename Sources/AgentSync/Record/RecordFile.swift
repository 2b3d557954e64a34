import AgentModel
import Git
import SystemPackage

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads and writes the small JSON files of the tool's own folder.
enum RecordFile {
  /// Seconds since 1970, UTC.
  static var now: Int64 { Int64(Date().timeIntervalSince1970) }

  /// The value as JSON, with sorted keys, indented.
  static func encode(_ value: some Encodable) throws(Problem) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    do {
      return [UInt8](try encoder.encode(value)) + [UInt8(ascii: "\n")]
    } catch {
      throw Problem(.ioFailure, "cannot write down what is done: \(error)")
    }
  }

  /// The value that the bytes hold; nil where they are damaged.
  static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) -> Value? {
    try? JSONDecoder().decode(type, from: Data(bytes))
  }
}
