/* three.h - the three screens of the comparison with other toolkits, as a face of the runtime's own window. */
#ifndef PEERS_THREE_H
#define PEERS_THREE_H

#include "glass/window.h"

extern const struct face three_face;

#endif
