import Clibgit2

/// The one owner of an object of libgit2, which it frees at the end of its life.
///
/// It lends its pointer to a closure and never gives it away, so nothing can dangle.
struct Handle: ~Copyable {
  typealias Free = @convention(c) (OpaquePointer?) -> Void

  private let pointer: OpaquePointer
  private let free: Free

  /// Takes over what `make` puts into its argument; throws as `check` does.
  init(
    _ function: StaticString,
    freeing free: @escaping Free,
    _ make: (inout OpaquePointer?) -> Int32
  ) throws(GitError) {
    var made: OpaquePointer?
    try check(function, make(&made))
    guard let made else {
      throw GitError(code: .generic, message: "libgit2 gave no object", function: "\(function)")
    }
    pointer = made
    self.free = free
  }

  deinit {
    free(pointer)
  }

  /// Lends the pointer; it must not leave `body`.
  func lend<Result: ~Copyable, Failure: Error>(
    _ body: (OpaquePointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(pointer)
  }
}
