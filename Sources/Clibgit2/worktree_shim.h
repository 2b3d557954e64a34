// Access to files beneath a folder: system calls that libc has no portable wrapper for.
//
// No header that defines `struct stat` or `struct flock` may come in here: Swift would take them for
// this module's, and every file that uses them would have to import it.
#pragma once
#include <errno.h>
#include <stdint.h>

#if defined(__linux__)
#include <sys/syscall.h>

extern long syscall(long number, ...);

#ifndef SYS_openat2
#define SYS_openat2 437
#endif

// linux/openat2.h is younger than some distributions' headers; the layout is part of the ABI.
struct agentsync_open_how {
  uint64_t flags;
  uint64_t mode;
  uint64_t resolve;
};
#endif

// Opens `path` without leaving `folder` and without following any link; ENOSYS where the system can't.
static inline int agentsync_open_beneath(int folder, const char *path, int flags) {
#if defined(__linux__)
  // RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS | RESOLVE_BENEATH
  struct agentsync_open_how how = {(uint64_t)flags, 0, 0x02 | 0x04 | 0x08};
  return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
#else
  (void)folder, (void)path, (void)flags;
  errno = ENOSYS;
  return -1;
#endif
}

// Renames where nothing stands at the new name; EEXIST else, EINVAL where the file system can't.
static inline int agentsync_rename_exclusive(int folder, const char *from, const char *to) {
#if defined(__linux__)
  return (int)syscall(SYS_renameat2, folder, from, folder, to, 1 /* RENAME_NOREPLACE */);
#elif defined(__APPLE__)
  extern int renameatx_np(int, const char *, int, const char *, unsigned int);
  return renameatx_np(folder, from, folder, to, 4 /* RENAME_EXCL */);
#else
  errno = EINVAL;
  return -1;
#endif
}

// Swaps two names of a folder in one step; EINVAL where the file system can't.
static inline int agentsync_rename_exchange(int folder, const char *one, const char *other) {
#if defined(__linux__)
  return (int)syscall(SYS_renameat2, folder, one, folder, other, 2 /* RENAME_EXCHANGE */);
#elif defined(__APPLE__)
  extern int renameatx_np(int, const char *, int, const char *, unsigned int);
  return renameatx_np(folder, one, folder, other, 2 /* RENAME_SWAP */);
#else
  errno = EINVAL;
  return -1;
#endif
}

// `flock` is both a function and a structure, and Swift sees only one of them.
static inline int agentsync_lock_exclusively(int descriptor) {
  extern int flock(int, int);
  return flock(descriptor, 2 /* LOCK_EX */ | 4 /* LOCK_NB */);
}
