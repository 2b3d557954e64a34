#include "CMarkdown.h"

#include <md4c.h>
#include <stdlib.h>
#include <string.h>

struct collector {
  const char *text;
  uint32_t size;
  uint64_t budget;
  cmarkdown_event *events;
  size_t count;
  size_t capacity;
};

static int append(struct collector *collector, cmarkdown_event event) {
  if (collector->count == collector->capacity) {
    // An ordinary document has an event for every 20 to 40 bytes.
    size_t capacity = collector->capacity == 0 ? 64 + collector->size / 24 : collector->capacity * 2;
    cmarkdown_event *events = realloc(collector->events, capacity * sizeof *events);
    if (events == NULL) return -1;
    collector->events = events;
    collector->capacity = capacity;
  }
  collector->events[collector->count++] = event;
  return 0;
}

/// Notes where `text` stands in the source; it may also lie in md4c's own memory, or be a constant.
static void locate(const struct collector *collector, const char *text, size_t size,
                   cmarkdown_event *event) {
  uintptr_t first = (uintptr_t)collector->text;
  uintptr_t place = (uintptr_t)text;
  if (text != NULL && place >= first && place - first <= collector->size &&
      size <= collector->size - (place - first)) {
    event->begin = (uint32_t)(place - first);
    event->end = event->begin + (uint32_t)size;
  }
}

static cmarkdown_event make(cmarkdown_kind kind, int type) {
  cmarkdown_event event = {(uint8_t)kind, (uint8_t)type, 0, 0, CMARKDOWN_NOWHERE, CMARKDOWN_NOWHERE};
  return event;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *data) {
  struct collector *collector = data;
  cmarkdown_event event = make(CMARKDOWN_ENTER_BLOCK, type);
  switch (type) {
    case MD_BLOCK_H:
      event.detail = (uint8_t)((MD_BLOCK_H_DETAIL *)detail)->level;
      break;
    case MD_BLOCK_UL:
      event.detail = (uint8_t)((MD_BLOCK_UL_DETAIL *)detail)->mark;
      event.tight = ((MD_BLOCK_UL_DETAIL *)detail)->is_tight != 0;
      break;
    case MD_BLOCK_OL:
      event.detail = (uint8_t)((MD_BLOCK_OL_DETAIL *)detail)->mark_delimiter;
      event.tight = ((MD_BLOCK_OL_DETAIL *)detail)->is_tight != 0;
      event.begin = ((MD_BLOCK_OL_DETAIL *)detail)->start;
      break;
    case MD_BLOCK_LI:
      if (((MD_BLOCK_LI_DETAIL *)detail)->is_task) {
        event.detail = (uint8_t)((MD_BLOCK_LI_DETAIL *)detail)->task_mark;
        event.begin = ((MD_BLOCK_LI_DETAIL *)detail)->task_mark_offset;
        event.end = event.begin + 1;
      }
      break;
    case MD_BLOCK_CODE: {
      const MD_BLOCK_CODE_DETAIL *code = detail;
      event.detail = (uint8_t)code->fence_char;
      if (code->fence_char != 0) locate(collector, code->info.text, code->info.size, &event);
      break;
    }
    default:
      break;
  }
  return append(collector, event);
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *data) {
  (void)detail;
  return append(data, make(CMARKDOWN_LEAVE_BLOCK, type));
}

static int enter_span(MD_SPANTYPE type, void *detail, void *data) {
  struct collector *collector = data;
  cmarkdown_event event = make(CMARKDOWN_ENTER_SPAN, type);
  if (type == MD_SPAN_A || type == MD_SPAN_IMG) {
    const MD_ATTRIBUTE *target = type == MD_SPAN_A ? &((MD_SPAN_A_DETAIL *)detail)->href
                                                   : &((MD_SPAN_IMG_DETAIL *)detail)->src;
    const MD_ATTRIBUTE *title = type == MD_SPAN_A ? &((MD_SPAN_A_DETAIL *)detail)->title
                                                  : &((MD_SPAN_IMG_DETAIL *)detail)->title;
    // md4c 0.4.8 reads target and title of a definition again for each use, twice. Many uses of a
    // long one would take minutes.
    uint64_t work = (uint64_t)target->size + title->size;
    if (work > collector->budget) return -1;
    collector->budget -= work;
    locate(collector, target->text, target->size, &event);
  }
  return append(collector, event);
}

static int leave_span(MD_SPANTYPE type, void *detail, void *data) {
  (void)detail;
  return append(data, make(CMARKDOWN_LEAVE_SPAN, type));
}

static int text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data) {
  cmarkdown_event event = make(CMARKDOWN_TEXT, type);
  locate(data, text, size, &event);
  if (event.begin == CMARKDOWN_NOWHERE) event.detail = size > 0 && text[0] == '\n';
  return append(data, event);
}

int cmarkdown_collect(const char *source, uint32_t size, uint64_t budget,
                      cmarkdown_events *events) {
  events->events = NULL;
  events->count = 0;
  // md4c 0.4.8 looks at a byte or two behind the end in places, and what it finds there can change
  // the result. So it gets a copy with zeros behind.
  char *copy = calloc((size_t)size + 16, 1);
  if (copy == NULL) return -1;
  if (size > 0) memcpy(copy, source, size);
  struct collector collector = {copy, size, budget, NULL, 0, 0};
  MD_PARSER parser;
  memset(&parser, 0, sizeof parser);
  parser.flags = MD_FLAG_TASKLISTS;
  parser.enter_block = enter_block;
  parser.leave_block = leave_block;
  parser.enter_span = enter_span;
  parser.leave_span = leave_span;
  parser.text = text;
  int result = md_parse(copy, size, &parser, &collector);
  free(copy);
  events->events = collector.events;
  events->count = collector.count;
  return result == 0 ? 0 : -1;
}

void cmarkdown_free(cmarkdown_events *events) {
  free(events->events);
  events->events = NULL;
  events->count = 0;
}
