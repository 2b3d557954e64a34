import Glibc
import SystemPackage

/// The path without symbolic links, `.` and `..`; nil when there is no such file.
func realPath(_ path: UnsafePointer<CChar>) -> FilePath? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return FilePath(platformString: resolved)
}
