extension Rule {
  /// What can be wrong with a file of any kind, whatever it says.
  static let fileRules = [fileNotUTF8, fileConflictMarkers, fileEmpty, fileUnread, fileLFSPointer]
}
