/* site: hours that are wrong are said to the operator; right ones, and none, are fine. */
#define _GNU_SOURCE
#include "kit/kit.h"

#include "base/memfile.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char run[] = "/tmp/kit-site-XXXXXX";

static int check_of(const char *agency)
{
    const char *text = turn_text("agencies = ( { id = \"polri\"; %s } );\n", agency);
    must(file_write_path(turn_text("%s/site.conf", run), text, strlen(text), 0600) == OK);
    return kit_check_site(run);
}

int main(void)
{
    must(mkdtemp(run) != NULL);
    check(kit_check_site(run) == 1); /* there is no such file */
    check(check_of("") == 0);
    check(check_of("opens = \"08.00\"; closes = \"15.00\"; days = [ \"mon\", \"sat\" ];") == 0);
    check(check_of("opens = \"8.00\";") == 1);
    check(check_of("days = [ \"senin\" ];") == 1);
    unlink(turn_text("%s/site.conf", run));
    rmdir(run);
    turn_end();
    return test_end();
}
