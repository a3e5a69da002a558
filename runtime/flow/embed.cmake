# cmake -DFROM=engine.lua -DTO=engine.c -DNAME=engine [-DHEADER=flow/engine.h] -P embed.cmake: a text as a C array,
# NAME_source and NAME_size.
file(READ ${FROM} hex HEX)
string(LENGTH "${hex}" digits)
math(EXPR size "${digits} / 2")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
get_filename_component(name ${FROM} NAME)
if(NOT HEADER)
  set(HEADER flow/${NAME}.h)
endif()
file(WRITE ${TO} "/* Written by the build from ${name}. */
#include \"${HEADER}\"

const unsigned char ${NAME}_source[] = {${bytes}0};
const size_t ${NAME}_size = ${size};
")
