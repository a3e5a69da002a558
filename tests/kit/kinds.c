/* kinds: whatever the engine lets a script ask, show, read, give or do is done by the smallest service or by one of the
 * two examples, so that an author always finds one to look at, and every kind is walked, killed and photographed with
 * them. */
#define _GNU_SOURCE
#include "base/memfile.h"
#include "kit/run.h"
#include "test.h"

#include <ctype.h>
#include <glob.h>
#include <stdlib.h>

static struct chair chair;
static char *scripts; /* of all of them */

static void read_scripts(void)
{
    static const char *const folders[] = {SOURCE "/plugins/hello/main.lua", SOURCE "/examples/*/main.lua"};
    glob_t found = {0};
    char *all = turn_text("%s", "");
    for (size_t i = 0; i < COUNT(folders); i++)
        must(glob(folders[i], i ? GLOB_APPEND : 0, NULL, &found) == 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        char *text;
        size_t n;
        must(file_read_path(found.gl_pathv[i], 1 << 16, &text, &n) == OK);
        all = turn_text("%s%s\n", all, text);
        free(text);
    }
    scripts = make_text(all);
    globfree(&found);
}

/* The name as a whole word; of a comment too, which nobody minds. */
static bool is_used(const char *name)
{
    size_t n = strlen(name);
    for (const char *at = scripts; (at = strstr(at, name)); at++)
        if ((at == scripts || (!isalnum((unsigned char)at[-1]) && !strchr("_.", at[-1]))) &&
            !isalnum((unsigned char)at[n]) && at[n] != '_')
            return true;
    return false;
}

/* What the engine says there is, when it is asked for what there is not: "there is: choice consent ...". */
static int check_family(const char *prefix, const char *without)
{
    struct run run;
    int n = 0;
    run_open(&run, &chair, turn_text("local x = %szzz", prefix), NULL);
    check(!run_said(&run, "step"));
    const char *list = strstr(json_text(run.said, "message"), "there is: ");
    char *names = turn_text("%s", list ? list + strlen("there is: ") : "");
    for (char *name = strtok(names, " "); name; name = strtok(NULL, " ")) {
        if (strstr(without, turn_text(" %s ", name)))
            continue;
        const char *whole = turn_text("%s%s", prefix, name);
        if (!is_used(whole))
            fprintf(stderr, "neither hello nor an example uses %s\n", whole);
        check(is_used(whole));
        n++;
    }
    run_close(&run);
    return n;
}

int main(void)
{
    static const char of_lua[] =
        " assert error ipairs math pairs pcall select string table tonumber tostring type utf8 ";
    static const char helpers[] = " ask day give id money read show skm ";
    must(chair_open(&chair, BUILD "/bin") == OK);
    read_scripts();
    int n = check_family("ask.", "") + check_family("show.", "") + check_family("read.", "") +
            check_family("give.", "") + check_family("", turn_text("%s%s", of_lua, helpers));
    printf("%d kinds and names\n", n);
    check(n >= 28);
    free(scripts);
    chair_close(&chair);
    turn_end();
    return test_end();
}
