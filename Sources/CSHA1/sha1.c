#include "csha1.h"

static uint32_t rotated(uint32_t word, int bits) { return word << bits | word >> (32 - bits); }

static void plain(uint32_t state[5], const uint8_t *block, size_t count) {
  for (; count > 0; count--, block += 64) {
    uint32_t words[80];
    for (int at = 0; at < 16; at++) {
      const uint8_t *byte = block + at * 4;
      words[at] = (uint32_t)byte[0] << 24 | (uint32_t)byte[1] << 16 | (uint32_t)byte[2] << 8 | byte[3];
    }
    for (int at = 16; at < 80; at++)
      words[at] = rotated(words[at - 3] ^ words[at - 8] ^ words[at - 14] ^ words[at - 16], 1);
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    for (int at = 0; at < 80; at++) {
      uint32_t mixed = at < 20   ? (d ^ (b & (c ^ d))) + 0x5A827999
                       : at < 40 ? (b ^ c ^ d) + 0x6ED9EBA1
                       : at < 60 ? ((b & c) | (d & (b | c))) + 0x8F1BBCDC
                                 : (b ^ c ^ d) + 0xCA62C1D6;
      uint32_t next = rotated(a, 5) + mixed + e + words[at];
      e = d;
      d = c;
      c = rotated(b, 30);
      b = a;
      a = next;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
  }
}

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

// Four rounds: `last` is what `a` was four rounds ago, from which the instruction makes `e`.
#define FOUR_ROUNDS(kind, words)              \
  do {                                        \
    __m128i before = abcd;                    \
    last = _mm_sha1nexte_epu32(last, (words)); \
    abcd = _mm_sha1rnds4_epu32(abcd, last, kind); \
    last = before;                            \
  } while (0)

// The next four words of the schedule, from the sixteen before them.
#define NEXT_WORDS(first, second, third, fourth) \
  _mm_sha1msg2_epu32(_mm_xor_si128(_mm_sha1msg1_epu32(first, second), third), fourth)

__attribute__((target("sha,sse4.1")))
static void quick(uint32_t state[5], const uint8_t *block, size_t count) {
  const __m128i big_endian = _mm_set_epi64x(0x0001020304050607, 0x08090a0b0c0d0e0f);
  __m128i abcd = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0x1B);
  __m128i e = _mm_set_epi32((int)state[4], 0, 0, 0);
  for (; count > 0; count--, block += 64) {
    const __m128i abcd_before = abcd, e_before = e;
    __m128i w[4];
    for (int at = 0; at < 4; at++)
      w[at] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)block + at), big_endian);
    // The first four rounds have `e` itself.
    __m128i last = abcd;
    abcd = _mm_sha1rnds4_epu32(abcd, _mm_add_epi32(e, w[0]), 0);
    FOUR_ROUNDS(0, w[1]);
    FOUR_ROUNDS(0, w[2]);
    FOUR_ROUNDS(0, w[3]);
#define TURN(kind, at)                                                                      \
  w[at] = NEXT_WORDS(w[at], w[((at) + 1) & 3], w[((at) + 2) & 3], w[((at) + 3) & 3]); \
  FOUR_ROUNDS(kind, w[at])
    TURN(0, 0);
    TURN(1, 1); TURN(1, 2); TURN(1, 3); TURN(1, 0); TURN(1, 1);
    TURN(2, 2); TURN(2, 3); TURN(2, 0); TURN(2, 1); TURN(2, 2);
    TURN(3, 3); TURN(3, 0); TURN(3, 1); TURN(3, 2); TURN(3, 3);
#undef TURN
    e = _mm_sha1nexte_epu32(last, e_before);
    abcd = _mm_add_epi32(abcd, abcd_before);
  }
  _mm_storeu_si128((__m128i *)state, _mm_shuffle_epi32(abcd, 0x1B));
  state[4] = (uint32_t)_mm_extract_epi32(e, 3);
}

static int has_instructions(void) {
  unsigned a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSE4_1) || !(c & bit_SSSE3)) return 0;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & 1u << 29);
}

void agentsync_sha1_blocks(uint32_t state[5], const uint8_t *blocks, size_t count) {
  if (has_instructions())
    quick(state, blocks, count);
  else
    plain(state, blocks, count);
}

#else

void agentsync_sha1_blocks(uint32_t state[5], const uint8_t *blocks, size_t count) {
  plain(state, blocks, count);
}

#endif
