/* wav: a voice's bytes are refused, and add nothing, or become samples in our rate. */
#include "fuzz.h"

#include "voice/sound.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct sound sound = {0};
    sound_pause(&sound, 1);
    size_t before = sound.n;
    int code = sound_wav(&sound, "fuzz", bytes, n);
    must(code == OK ? sound.n >= before : sound.n == before);
    must(sound_ms(&sound) >= 0);
    sound_free(&sound);
    turn_end();
    return 0;
}
