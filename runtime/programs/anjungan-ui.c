/* anjungan-ui - one window: `anjungan-ui --run RUN main` is the citizen's screen, `call` the call
 * display of the hall. */
#include "wall/wall.h"

#include <stdlib.h>
#include <string.h>

static const struct face *const faces[] = {&main_face, &call_face};

static const struct face *find(const char *name)
{
    for (size_t i = 0; i < COUNT(faces); i++)
        if (strcmp(faces[i]->name, name) == 0)
            return faces[i];
    return NULL;
}

int main(int argc, char **argv)
{
    static struct window window;
    static struct site site;
    site_start(&site, argc, argv, "anjungan-ui --run RUN main|call");
    const struct face *face = find(site.name);
    if (!face)
        die("no window is called \"%s\"", site.name);
    if (window_open(&window, &site, face, false) < 0)
        return EXIT_FAILURE;
    window_run(&window);
}
