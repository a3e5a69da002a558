/* anjungan-core - the middle of the star: the only owner of the disk, and the one who decides. */
#include "desk/desk.h"

static void on_settle(void *mine)
{
    desk_settle(mine);
}

int main(int argc, char **argv)
{
    static struct desk desk;
    struct site site;
    site_start(&site, argc, argv, "usage: anjungan-core --run FOLDER");
    struct loop *loop = loop_new(on_settle, &desk);
    if (desk_open(&desk, loop, &site) < 0)
        die("core cannot start; the lines above say why");
    desk_settle(&desk);
    int result = loop_run(loop);
    desk_close(&desk);
    loop_free(loop);
    site_free(&site);
    return result < 0 ? 1 : 0;
}
