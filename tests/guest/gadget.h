/* gadget.h - the device's side of a real USB bus: a printer made of FunctionFS and dummy_hcd, with the simulator's
 * printer behind it, in a guest kernel that nothing else uses. */
#ifndef GUEST_GADGET_H
#define GUEST_GADGET_H

#include "sim/printer.h"

enum gadget_end { GADGET_STAYS, GADGET_LEAVES, GADGET_STALLS };

/* It is made and not plugged in. Ends the process when the kernel cannot. */
void gadget_open(struct printer *printer);
void gadget_plug(void);
void gadget_unplug(void);

/* What happens when so many more bytes have come; what a piece of 512 bytes takes. */
void gadget_end_after(enum gadget_end end, size_t bytes);
void gadget_set_slow(unsigned us);

void gadget_do(void (*what)(struct printer *printer, void *mine), void *mine);

#endif
