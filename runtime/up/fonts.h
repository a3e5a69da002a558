/* fonts.h - share/fonts.conf: which files are Inter, Noto Sans Javanese and the Material Icons on this machine. */
#ifndef UP_FONTS_H
#define UP_FONTS_H

#include "up/folder.h"

/* Asks fontconfig when the file is missing or names a font file that has gone. fontconfig silently offers another
 * family for one it does not have; that is an error here, and says which Debian package brings the right one. */
int fonts_make(const struct folder *folder);

#endif
