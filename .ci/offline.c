// What libgit2's static archive would otherwise fetch TLS, SSH and Kerberos libraries for.
//
// git-agentsync reads and writes local repositories and never talks to a server. Linked with these
// definitions in front, the linker leaves libgit2's network members (and six shared libraries, and
// the reading of every trusted certificate at start-up) out of the release binary.
// They are weak because the linker sees this object each time `-lgit2` is named.
#include <stddef.h>

#define OFFLINE __attribute__((weak))
enum { OK = 0, NO_NETWORK = -1 };

// streams/mbedtls.c: HTTPS
OFFLINE int git_mbedtls_stream_global_init(void) { return OK; }
OFFLINE int git_mbedtls__set_cert_location(const char *file, const char *path) {
  (void)file, (void)path;
  return NO_NETWORK;
}
OFFLINE int git_mbedtls_stream_new(void **out, const char *host, const char *port) {
  (void)host, (void)port;
  *out = NULL;
  return NO_NETWORK;
}
OFFLINE int git_mbedtls_stream_wrap(void **out, void *in, const char *host) {
  (void)in, (void)host;
  *out = NULL;
  return NO_NETWORK;
}

// transports/ssh.c
OFFLINE int git_transport_ssh_global_init(void) { return OK; }
OFFLINE int git_smart_subtransport_ssh(void **out, void *owner, void *param) {
  (void)owner, (void)param;
  *out = NULL;
  return NO_NETWORK;
}
OFFLINE int git_transport_ssh_with_paths(void **out, void *owner, void *payload) {
  (void)owner, (void)payload;
  *out = NULL;
  return NO_NETWORK;
}

// transports/auth_negotiate.c: Kerberos
OFFLINE int git_http_auth_negotiate(void **out, const void *url) {
  (void)url;
  *out = NULL;
  return NO_NETWORK;
}

// The version of the Debian package that the archive is from, for `git agentsync doctor`: no package
// of the machine that the program runs on says it. Empty where the archive is from no package.
#ifndef LIBGIT2_PACKAGE
#define LIBGIT2_PACKAGE ""
#endif
extern const char agentsync_libgit2_package[];
OFFLINE const char agentsync_libgit2_package[] = LIBGIT2_PACKAGE;
