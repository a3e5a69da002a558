/* statics.h - what a driver's file may write to besides its state: nothing, between two attaches. One process serves
 * one device now; a variable of the file would still outlive the port, the card, the citizen. */
#ifndef PROOF_STATICS_H
#define PROOF_STATICS_H

#include "proof/stand.h"

/* The writable segments of the loaded file, as they are now. */
void statics_remember(struct stand *stand);
void statics_forget(struct stand *stand);

/* Complains, once, when they differ from then. */
void statics_check(struct stand *stand);

#endif
