// Prints a git fast-import stream of a library whose documents refer to each other.
//
//   references DOCUMENTS | git fast-import
//
// Every agent has a folder of its own with nineteen parts; each of the twenty documents has ten
// references: six at-paths within the folder, two links to other agents, a root path, and a link to a
// shared page. The second commit moves the folder of the shared pages that every second agent's links
// lead to: so one reference in twenty leads nowhere.
#include <stdio.h>
#include <stdlib.h>

enum { PARTS = 19, PAGES = 50 };

int main(int count, char **arguments) {
  if (count != 2) return 129;
  unsigned agents = (unsigned)atoi(arguments[1]) / (PARTS + 1);
  if (agents < 1) agents = 1;
  static char text[4096];
  printf("commit refs/heads/main\ncommitter A <a@example.com> 1700000000 +0000\ndata 8\nlibrary\n\n");
  for (unsigned page = 0; page < PAGES; page++) {
    int size = snprintf(text, sizeof text, "# Page %u\n\nWhat all of page %u must know.\n", page, page);
    printf("M 100644 inline docs/old/page-%u.md\ndata %d\n%s\n", page, size, text);
    printf("M 100644 inline docs/kept/page-%u.md\ndata %d\n%s\n", page, size, text);
  }
  for (unsigned agent = 0; agent < agents; agent++) {
    for (unsigned part = 0; part <= PARTS; part++) {
      char path[80], up[20];
      snprintf(up, sizeof up, "%s", part == 0 ? "../../" : "../../../");
      if (part == 0)
        snprintf(path, sizeof path, "agents/a%u/a%u.md", agent, agent);
      else
        snprintf(path, sizeof path, "agents/a%u/modules/part-%u.md", agent, part);
      int size = snprintf(text, sizeof text, "# Agent %u, part %u\n\n## Plan\n\n", agent, part);
      for (unsigned i = 0; i < 6; i++)
        size += snprintf(text + size, sizeof text - (size_t)size,
                         "- Do what @modules/part-%u.md#plan says, in step %u.\n",
                         (part + i) % PARTS + 1, i);
      for (unsigned i = 1; i <= 2; i++) {
        unsigned other = (agent * 7 + part + i) % agents;
        size += snprintf(text + size, sizeof text - (size_t)size,
                         "- Ask [the other](%sagents/a%u/a%u.md) when in doubt.\n", up, other, other);
      }
      unsigned page = (agent + part) % PAGES;
      size += snprintf(text + size, sizeof text - (size_t)size,
                       "- Begin with `/agents/a%u/a%u.md`.\n- Read [the page](%sdocs/%s/page-%u.md).\n",
                       agent, agent, up, agent % 2 == 0 ? "old" : "kept", page);
      printf("M 100644 inline %s\ndata %d\n%s\n", path, size, text);
    }
  }
  printf("\ncommit refs/heads/main\ncommitter A <a@example.com> 1700000001 +0000\ndata 5\nmove\n\n");
  printf("R docs/old docs/new\n\ndone\n");
  return 0;
}
