/* elf: a vendor's file, before anything of it runs. It is refused, or what is wrong with it is said in whole
 * sentences. */
#include "fuzz.h"

#include "proof/elf.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct elf_facts facts;
    if (elf_look(fuzz_file(data, n), &facts) == OK) {
        must(facts.n_wrong >= 0 && facts.n_wrong <= ELF_WRONG);
        must(facts.n_exports > 0 || facts.n_wrong > 0);
        for (int i = 0; i < facts.n_wrong; i++)
            must(strncmp(facts.wrong[i], "it ", 3) == 0 && strlen(facts.wrong[i]) < sizeof facts.wrong[0]);
    }
    turn_end();
    return 0;
}
