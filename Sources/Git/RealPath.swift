import Glibc
package import SystemPackage

/// The path without symbolic links, `.` and `..`; nil when there is no such file.
func realPath(_ path: UnsafePointer<CChar>) -> FilePath? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return FilePath(platformString: resolved)
}

/// The path of a file or folder without symbolic links, `.` and `..`; nil when there is no such one.
package func realPath(of path: FilePath) -> FilePath? {
  path.withPlatformString { realPath($0) }
}
