/* elf.h - what can be known of a driver's file before anything of it runs. */
#ifndef PROOF_ELF_H
#define PROOF_ELF_H

#include "base/base.h"

enum { ELF_WRONG = 8 };

struct elf_facts {
    int n_exports, n_imports, n_wrong;
    char wrong[ELF_WRONG][160]; /* sentences */
    bool sanitized;             /* built with AddressSanitizer */
};

/* E_IO or E_FORMAT (and a line in the log): no shared object for this machine. */
int elf_look(const char *path, struct elf_facts *facts);

#endif
