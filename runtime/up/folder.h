/* folder.h - the run folder: what lies where, whose it is, who may look.
 *
 * Making it again changes nothing, so every start makes it: what is missing appears, what somebody changed is put
 * right. */
#ifndef UP_FOLDER_H
#define UP_FOLDER_H

#include "up/users.h"

#include <jansson.h>

struct folder {
    char *run;      /* absolute */
    bool own_users; /* every program is its own user */
    int lock;       /* held while a kiosk runs here */
};

/* Makes or finds the run folder itself and locks it: E_STATE when a kiosk already runs in it. */
int folder_open(struct folder *folder, const char *path);
void folder_unlock(struct folder *folder);
void folder_close(struct folder *folder);

/* Everything below, for the devices in the settings. */
int folder_make(const struct folder *folder, const json_t *settings);

/* A path below the run folder. Turn memory. */
char *folder_path(const struct folder *folder, const char *format, ...) LIKE_PRINTF(2);

/* Writes a file whole (rename). Safe as root in a folder that belongs to another: a link waiting there is not followed.
 */
int folder_put(const struct folder *folder, const char *name, enum user owner, mode_t mode, const void *bytes,
               size_t n);
bool folder_has(const struct folder *folder, const char *name);

/* The keys of visits live on tmpfs: keys/ itself when the run folder is there, else a link to a private folder in
 * /dev/shm. */
int keys_make(const struct folder *folder);

/* Destroys the keys, and with them what was left of open visits. */
void keys_remove(const struct folder *folder);

/* The owner of something made for user: user_id(), or the present user when there is only that one. */
uid_t folder_owner(const struct folder *folder, enum user user);

#endif
