/* memory: after a look nothing of the citizen is left in deliver. The NIK asked about and the name that came back are
 * searched for in all of its memory. */
#define _GNU_SOURCE
#include "post/core.h"

#include "base/guard.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>

static struct rig rig;

/* How often the text stands in the writable memory of the process; -1 when it may not be read. */
static int count_in(pid_t pid, const char *text)
{
    int mem = open(turn_text("/proc/%d/mem", pid), O_RDONLY | O_CLOEXEC), found = 0;
    FILE *maps = fopen(turn_text("/proc/%d/maps", pid), "r");
    char line[512], rights[5];
    unsigned long from, to;
    if (mem < 0 || !maps)
        return -1;
    while (fgets(line, sizeof line, maps)) {
        if (sscanf(line, "%lx-%lx %4s", &from, &to, rights) != 3 || rights[1] != 'w')
            continue;
        char *bytes = malloc(to - from);
        ssize_t n = pread(mem, bytes, to - from, (off_t)from);
        for (char *at = bytes; n > 0 && (at = memmem(at, (size_t)(bytes + n - at), text, strlen(text))); at++)
            found++;
        free(bytes);
    }
    fclose(maps);
    close(mem);
    return found;
}

int main(void)
{
    rig_open(&rig);
    core_open(&rig);
    rig.hall = rig_start(&rig, "anjungan-hall", rig.hall_socket);
    rig.office = rig_start(&rig, "anjungan-office", rig.office_socket);
    rig.deliver = rig_start(&rig, "anjungan-deliver", -1);
    core_accept();
    if (guard_sanitized() || count_in(rig.deliver, "anjungan") < 0) {
        printf("skipped: the memory of deliver cannot be read here\n");
        rig_close(&rig);
        return test_end();
    }
    json_decref(core_next("hall", 5000));
    check(count_in(rig.deliver, "127.0.0.1") > 0); /* the search works */
    for (int i = 1; i <= 3; i++) {
        core_look(i, "dukcapil", "dukcapil.person", "{\"nik\":\"3302046902000001\"}", 3000);
        json_t *p = core_next("looked", 5000);
        check_text(json_text(json_object_get(p, "value"), "name"), "Sari Wulandari");
        json_decref(p);
    }
    sleep_ms(100);
    check(count_in(rig.deliver, "3302046902000001") == 0);
    check(count_in(rig.deliver, "Sari Wulandari") == 0);
    check(count_in(rig.deliver, "Jl. Merdeka") == 0);
    rig_close(&rig);
    return test_end();
}
