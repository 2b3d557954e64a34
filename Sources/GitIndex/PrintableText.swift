/// The bytes as text in which nothing can move a terminal's cursor.
package func printable(_ bytes: some Collection<UInt8>) -> String {
  String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
    let isPlain = scalar.value >= 32 && scalar.value != 127 && !(128..<160).contains(scalar.value)
    return isPlain && scalar.properties.generalCategory != .format
      ? String(scalar) : scalar.escaped(asASCII: true)
  }
  .joined()
}
