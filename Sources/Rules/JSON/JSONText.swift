/// A file of JSON as VS Code reads its settings, comments and trailing commas included, with the place of
/// every value.
///
/// Values are those of a header, so that what is asked of one can be asked of the other: numbers, `true` and
/// `null` are bare text.
package struct JSONText: Hashable, Sendable {
  /// Where it stops being JSON.
  package struct Fault: Hashable, Sendable {
    /// UTF-8 offset.
    package let offset: Int
    /// In words, without a subject: `a comma is missing`.
    package let message: String
  }

  /// nil where the text is no JSON.
  package let root: EditorValue?
  /// nil where it is.
  package let fault: Fault?
  /// Keys that stand in their map already, in the order of the text.
  package let duplicates: [EditorPair]

  package init(_ bytes: [UInt8]) {
    var reader = JSONTextReader(bytes)
    do throws(JSONFault) {
      root = try reader.readAll()
      fault = nil
    } catch {
      root = nil
      fault = Fault(offset: error.offset, message: error.message)
    }
    duplicates = reader.duplicates
  }
}

/// What ends the reading of a text.
struct JSONFault: Error {
  let offset: Int
  let message: String
}
