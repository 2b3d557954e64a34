import Glibc

/// Below, at or above 0 as `left` sorts against `right`, byte by byte.
///
/// With `prefixOnly`, everything that begins with `right` is equal to it.
package func compareBytes(
  _ left: UnsafeRawBufferPointer,
  _ right: UnsafeRawBufferPointer,
  prefixOnly: Bool = false
) -> Int {
  let common = min(left.count, right.count)
  if common > 0, let leftStart = left.baseAddress, let rightStart = right.baseAddress {
    let order = memcmp(leftStart, rightStart, common)
    if order != 0 { return Int(order) }
  }
  if prefixOnly, left.count >= right.count { return 0 }
  return left.count - right.count
}
