/* anjungan-deliver - the only program of a kiosk that talks to the network: letters, looks, the hall's events. */
#include "post/post.h"

int main(int argc, char **argv)
{
    struct site site;
    struct post post;
    site_start(&site, argc, argv, "usage: anjungan-deliver --run RUN");
    post_open(&post, &site);
    int code = post_run(&post);
    post_close(&post);
    site_free(&site);
    return code == OK ? 0 : 1;
}
