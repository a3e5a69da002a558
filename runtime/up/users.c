/* users.c - see users.h. */
#define _GNU_SOURCE
#include "up/users.h"

#include <errno.h>
#include <grp.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FIRST_USER = 61100 };

uid_t user_id(enum user user)
{
    return user == USER_SELF ? geteuid() : (uid_t)(FIRST_USER + (int)user);
}

static size_t screen_groups(gid_t *groups)
{
    static const char *const names[] = {"video", "render", "input", "audio"};
    size_t n = 0;
    for (size_t i = 0; i < COUNT(names); i++) {
        const struct group *group = getgrnam(names[i]);
        if (group)
            groups[n++] = group->gr_gid;
    }
    return n;
}

int user_become(enum user user)
{
    gid_t groups[8], id = user_id(user);
    size_t n = user == USER_UI ? screen_groups(groups) : 0;
    if (setgroups(n, groups) < 0 || setresgid(id, id, id) < 0 || setresuid(id, id, id) < 0)
        return fail_errno("become user %u", id);
    return OK;
}

bool user_can(enum user user, const char *path, int mode)
{
    pid_t child = fork();
    if (child == 0)
        _exit(user_become(user) == OK && access(path, mode) == 0 ? 0 : 1);
    int how = 1;
    while (child > 0 && waitpid(child, &how, 0) < 0 && errno == EINTR)
        ;
    return child > 0 && how == 0;
}
