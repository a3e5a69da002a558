/* regions: a pack is refused, or every row of it is found by its code, met once on the way down, and survives a search.
 * The first part of the input is typed, the second is the pack. */
#include "fuzz.h"

#include "domain/regions.h"

#include <string.h>

static size_t walk(const struct regions *regions, const struct region *in)
{
    size_t n = 0;
    for (const struct region *at = regions_first(regions, in); at; at = regions_next(regions, at)) {
        struct region_code code = regions_code(at);
        must(at->parent == in && regions_find(regions, &code) == at);
        regions_write(at);
        n += 1 + walk(regions, at);
    }
    return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    const struct region *found[REGIONS_FOUND];
    char *rest = fuzz_text(bytes, n), *typed = fuzz_part(&rest);
    size_t before = (size_t)(rest - typed);
    if (before > n)
        before = n;
    struct regions *regions = regions_open(fuzz_file(bytes + before, n - before));
    if (regions) {
        must(walk(regions, NULL) == regions_count(regions));
        size_t many = regions_search(regions, typed, found, REGIONS_FOUND);
        for (size_t i = 0; i < many; i++)
            for (size_t j = 0; j < i; j++)
                must(found[i] != found[j]);
        must(regions_search(regions, typed, found, 1) == (many > 0));
    }
    regions_close(regions);
    turn_end();
    return 0;
}
