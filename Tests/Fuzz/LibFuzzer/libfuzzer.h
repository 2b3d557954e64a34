// What libFuzzer offers to a mutator; the compiler brings the library and no header for it.
#include <stddef.h>
#include <stdint.h>

// Changes `size` bytes in place, up to `capacity` of them; answers how many there are now.
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t capacity);
