/* liar.h - a USB device whose descriptors are any bytes, by USB/IP without a network: one end of a socket pair is given
 * to the kernel (vhci_hcd), a thread answers at the other. Bytes sent to it vanish, and it says nothing. */
#ifndef GUEST_LIAR_H
#define GUEST_LIAR_H

#include "base/base.h"

/* Plugged in; the kernel may refuse it at any step. `descriptors` lives until liar_out(). */
void liar_in(const uint8_t *descriptors, size_t n);
void liar_out(void);

#endif
