/* engine.h - engine.lua, which the build turns into bytes of the program (embed.cmake). */
#ifndef FLOW_ENGINE_H
#define FLOW_ENGINE_H

#include <stddef.h>

extern const unsigned char engine_source[];
extern const size_t engine_size;

#endif
