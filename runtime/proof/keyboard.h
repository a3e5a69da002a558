/* keyboard.h - what a US keyboard says when keys are pressed, as events of KD_HID: for whoever types as a scanner does.
 * Written beside the drivers' own table (hw/parts/keys.c), not from it: what they disagree about is seen. */
#ifndef PROOF_KEYBOARD_H
#define PROOF_KEYBOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The number of the key that makes it, and whether shift is held; 0: no key does. */
unsigned keyboard_find(char c, bool *shift);

/* Of texts in quotes and of single keys (`c29`: the one with that number), separated by spaces. At most four events a
 * letter; the bytes written, or E_FORMAT. */
int64_t keyboard_type(const char *text, uint8_t *to);

/* That the kernel has dropped events. */
size_t keyboard_drop(uint8_t *to);

#endif
