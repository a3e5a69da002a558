/* anjungan-paper - draws what a citizen takes along. Started by the first caller, ends by itself when idle. */
#include "base/guard.h"
#include "base/loop.h"
#include "paper/composer.h"
#include "paper/sheet.h"

enum { IDLE_MS = 30000, LISTENER = 3 };

int main(int argc, char **argv)
{
    struct site site;
    site_start(&site, argc, argv, "usage: anjungan-paper --run RUN (with its listening socket as descriptor 3)");
    if (guard_listen_fds() != 1)
        die("no listening socket was handed over (LISTEN_FDS, LISTEN_PID): `anjungan up` or systemd does that");
    struct loop *loop = loop_new(NULL, NULL);
    struct composer *composer = composer_new(loop, &site, LISTENER, IDLE_MS);
    if (!composer)
        die("without words there is no paper");
    int code = loop_run(loop);
    composer_free(composer);
    loop_free(loop);
    site_free(&site);
    sheet_end();
    return code < 0;
}
