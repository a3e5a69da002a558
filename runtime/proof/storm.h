/* storm.h - scenes that chance makes: what a device says, changed and in any order, with everything else that can
 * happen in between. The same seed makes the same scenes. */
#ifndef PROOF_STORM_H
#define PROOF_STORM_H

#include "proof/script.h"

/* Scene number i of this seed, made of the words of these transcripts. */
void storm_make(const struct script *scripts, size_t n, uint64_t seed, size_t i, struct scene *to);

#endif
