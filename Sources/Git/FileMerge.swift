import Clibgit2

/// A text merged from two sides, or one with conflict markers.
package struct MergedFile: Hashable, Sendable {
  /// The merged bytes; with conflicts in them, or just ours if `isBinary`.
  package let bytes: [UInt8]
  /// Whether there is no conflict.
  package let isClean: Bool
  /// Whether a side is binary and both changed, so that there is nothing to merge line by line.
  package let isBinary: Bool
}

/// Git's merge of one file, line by line.
package enum FileMerge {
  /// What stands behind the conflict markers.
  package struct Labels: Hashable, Sendable {
    package let base: String
    package let ours: String
    package let theirs: String

    package init(base: String, ours: String, theirs: String) {
      self.base = base
      self.ours = ours
      self.theirs = theirs
    }
  }

  /// The form of a conflict, as `merge.conflictStyle` names it.
  package enum Style: String, Sendable {
    case merge
    case diff3
    case zdiff3
  }

  /// The most bytes a side may have: what xdiff takes.
  private static let maximumSize = 1023 << 20

  /// Merges two changes of one file, as `git merge-file` does.
  ///
  /// - Parameters:
  ///   - base: What both sides come from.
  ///   - ours: One side; it is also what stays when nothing can be merged.
  ///   - theirs: The other side.
  ///   - labels: The words behind the markers.
  ///   - style: The form of conflicts.
  ///   - markerSize: How many characters a marker is long.
  /// - Returns: The merged bytes, and whether they are free of conflicts.
  /// - Throws: `.limit` when a side is larger than 1,023 MiB. The libgit2 function is
  ///   `git_merge_file`.
  package static func merge(
    base: [UInt8],
    ours: [UInt8],
    theirs: [UInt8],
    labels: Labels,
    style: Style,
    markerSize: Int = 7
  ) throws(GitError) -> MergedFile {
    if ours == theirs || base == theirs { return decided(ours) }
    if base == ours { return decided(theirs) }
    // Its errors need a library that was started: the one there is, a side that is too large, is ours.
    guard max(base.count, ours.count, theirs.count) < FileMerge.maximumSize else {
      throw GitError(
        code: .limit,
        message: "a file of more than \(FileMerge.maximumSize) bytes can't be merged",
        function: "git_merge_file"
      )
    }
    try check("git_libgit2_opts", Libgit2.canAllocate)
    var result = git_merge_file_result()
    let status = ours.withUnsafeBufferPointer { ours in
      base.withUnsafeBufferPointer { base in
        theirs.withUnsafeBufferPointer { theirs in
          withOptions(labels, style, markerSize) { options in
            var sides = (input(base), input(ours), input(theirs))
            return git_merge_file(&result, &sides.0, &sides.1, &sides.2, &options)
          }
        }
      }
    }
    defer { git_merge_file_result_free(&result) }
    try check("git_merge_file", status)
    // For binary content libgit2 reports success, a conflict, and nothing at all as the result.
    guard let merged = result.ptr else {
      let isClean = result.automergeable != 0
      return MergedFile(bytes: isClean ? [] : ours, isClean: isClean, isBinary: !isClean)
    }
    return MergedFile(
      bytes: Array(UnsafeRawBufferPointer(start: merged, count: result.len)),
      isClean: result.automergeable != 0,
      isBinary: false
    )
  }

  private static func decided(_ bytes: [UInt8]) -> MergedFile {
    MergedFile(bytes: bytes, isClean: true, isBinary: false)
  }

  private static func input(_ bytes: UnsafeBufferPointer<UInt8>) -> git_merge_file_input {
    var input = git_merge_file_input()
    input.version = UInt32(GIT_MERGE_FILE_INPUT_VERSION)
    input.ptr = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
    input.size = bytes.count
    return input
  }

  private static func withOptions(
    _ labels: Labels,
    _ style: Style,
    _ markerSize: Int,
    _ body: (inout git_merge_file_options) -> Int32
  ) -> Int32 {
    var options = git_merge_file_options()
    let version = UInt32(GIT_MERGE_FILE_OPTIONS_VERSION)
    let result = git_merge_file_options_init(&options, version)
    guard result == 0 else { return result }
    options.marker_size = UInt16(clamping: markerSize)
    options.flags =
      switch style {
      case .merge: GIT_MERGE_FILE_STYLE_MERGE.rawValue
      case .diff3: GIT_MERGE_FILE_STYLE_DIFF3.rawValue
      case .zdiff3: GIT_MERGE_FILE_STYLE_ZDIFF3.rawValue
      }
    return labels.base.withCString { base in
      labels.ours.withCString { ours in
        labels.theirs.withCString { theirs in
          options.ancestor_label = base
          options.our_label = ours
          options.their_label = theirs
          return body(&options)
        }
      }
    }
  }
}
