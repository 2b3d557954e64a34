// What md4c finds in a text, as one flat array: Swift reads values and is never called from C.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// The offset of something that does not stand in the source.
#define CMARKDOWN_NOWHERE UINT32_MAX

typedef enum {
  CMARKDOWN_ENTER_BLOCK = 0,
  CMARKDOWN_LEAVE_BLOCK = 1,
  CMARKDOWN_ENTER_SPAN = 2,
  CMARKDOWN_LEAVE_SPAN = 3,
  CMARKDOWN_TEXT = 4,
} cmarkdown_kind;

/// One callback of md4c.
typedef struct {
  /// A cmarkdown_kind.
  uint8_t kind;
  /// The MD_BLOCKTYPE, MD_SPANTYPE or MD_TEXTTYPE.
  uint8_t type;
  /// Headings: the level. Code: the fence character, 0 for indented code. Lists: the mark or its
  /// delimiter. Items: the task mark, 0 for none. Text that stands nowhere: 1 for a line's end.
  /// All else: 0.
  uint8_t detail;
  /// Lists: 1 where tight. All else: 0.
  uint8_t tight;
  /// Text: its bytes. Links and images: the target. Code: the info string. Ordered lists: the first
  /// number in `begin`. CMARKDOWN_NOWHERE in both where md4c made the text up or copied it.
  uint32_t begin;
  uint32_t end;
} cmarkdown_event;

typedef struct {
  cmarkdown_event *events;
  size_t count;
} cmarkdown_events;

/// Runs md4c (CommonMark with task lists, no other extension) over `text`.
///
/// Returns 0, or -1 where memory ran out or md4c had to do more than `budget` bytes of work for
/// link targets and titles that are used again and again. Free the events in either case.
int cmarkdown_collect(const char *text, uint32_t size, uint64_t budget, cmarkdown_events *events);

void cmarkdown_free(cmarkdown_events *events);
