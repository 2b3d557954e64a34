#ifndef CSHA1_H
#define CSHA1_H

#include <stddef.h>
#include <stdint.h>

/// Takes `count` blocks of 64 bytes into the five words of a SHA-1 (FIPS 180-4, section 6.1.2).
///
/// Uses the processor's own instructions for it where it has them.
void agentsync_sha1_blocks(uint32_t state[5], const uint8_t *blocks, size_t count);

#endif
