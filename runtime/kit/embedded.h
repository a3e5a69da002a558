/* embedded.h - the texts that the build makes part of the program (embed.cmake): nothing is looked for at run time. */
#ifndef KIT_EMBEDDED_H
#define KIT_EMBEDDED_H

#include <stddef.h>

#define EMBEDDED(name)                                                                                                 \
    extern const unsigned char name##_source[];                                                                        \
    extern const size_t name##_size

EMBEDDED(prelude); /* prelude.lua */
EMBEDDED(kiosk);   /* runtime/flow/kiosk.d.lua */

/* the files of new/ */
EMBEDDED(new_main);
EMBEDDED(new_plugin);
EMBEDDED(new_rules);
EMBEDDED(new_words_id);
EMBEDDED(new_words_en);
EMBEDDED(new_test);
EMBEDDED(new_letter);

#endif
