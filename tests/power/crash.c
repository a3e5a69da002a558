/* crash.c - see crash.h. */
#define _GNU_SOURCE
#include "crash.h"

#include "base/base.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SECTOR = 512 };

/* How much of what was not synced survives in one state. */
enum luck { LUCK_NONE, LUCK_ALL, LUCK_WRITES, LUCK_SECTORS, LUCKS };

uint64_t crash_roll(struct crash *crash, uint64_t below)
{
    crash->dice ^= crash->dice << 13;
    crash->dice ^= crash->dice >> 7;
    crash->dice ^= crash->dice << 17;
    return (crash->dice >> 11) % below;
}

static void set_size(struct image *image, size_t n)
{
    if (n > image->room) {
        image->room = n * 2;
        image->bytes = realloc(image->bytes, image->room);
        must(image->bytes != NULL);
    }
    if (n > image->n)
        memset(image->bytes + image->n, 0, n - image->n);
    image->n = n;
}

static void put(struct image *image, size_t at, const unsigned char *bytes, size_t n)
{
    if (at + n > image->n)
        set_size(image, at + n);
    memcpy(image->bytes + at, bytes, n);
}

static void copy(struct image *to, const struct image *from)
{
    to->n = 0;
    if (from->n)
        put(to, 0, from->bytes, from->n);
}

static void put_sectors(struct crash *crash, struct image *image, const struct disk_event *event)
{
    for (size_t done = 0; done < event->n;) {
        size_t at = (size_t)event->at + done, n = SECTOR - at % SECTOR;
        if (n > event->n - done)
            n = event->n - done;
        if (crash_roll(crash, 2))
            put(image, at, event->bytes + done, n);
        done += n;
    }
}

static void apply(struct crash *crash, struct image *image, const struct disk_event *event, enum luck luck)
{
    if (luck == LUCK_NONE || (luck == LUCK_WRITES && crash_roll(crash, 2)))
        return;
    if (event->op == DISK_TRUNCATE) {
        if (luck != LUCK_SECTORS || crash_roll(crash, 2))
            set_size(image, (size_t)event->at);
    } else if (luck == LUCK_SECTORS) {
        if ((size_t)event->at + event->n > image->n && crash_roll(crash, 2))
            set_size(image, (size_t)event->at + event->n);
        put_sectors(crash, image, event);
    } else {
        put(image, (size_t)event->at, event->bytes, event->n);
    }
}

static void apply_pending(struct crash *crash, const struct crash_file *file, struct image *image, enum luck luck)
{
    for (size_t i = 0; i < file->n_pending; i++)
        apply(crash, image, &disk.events[file->pending[i]], luck);
}

static void sync_folder(struct crash *crash)
{
    for (int i = 0; i < DISK_FILES; i++) {
        crash->files[i].was_there = crash->files[i].there;
        crash->files[i].before.n = 0;
    }
}

static void sync_file(struct crash *crash, struct crash_file *file)
{
    apply_pending(crash, file, &file->synced, LUCK_ALL);
    file->n_pending = 0;
    if (file->fresh)
        sync_folder(crash);
    file->fresh = false;
}

static void open_file(struct crash_file *file, enum disk_file which)
{
    if (file->there)
        return;
    file->there = true;
    file->fresh = which != DISK_DB;
    file->synced.n = 0;
    file->n_pending = 0;
}

static void delete_file(struct crash *crash, struct crash_file *file, bool and_folder)
{
    if (file->there && file->was_there && !file->before.n) {
        apply_pending(crash, file, &file->synced, LUCK_ALL);
        copy(&file->before, &file->synced);
    }
    file->there = false;
    file->n_pending = 0;
    if (and_folder)
        sync_folder(crash);
}

void crash_start(struct crash *crash, uint64_t seed)
{
    *crash = (struct crash){.dice = seed * 0x9E3779B97F4A7C15u | 1};
}

void crash_step(struct crash *crash, size_t number)
{
    const struct disk_event *event = &disk.events[number];
    struct crash_file *file = &crash->files[event->file];
    switch (event->op) {
    case DISK_OPEN:
        open_file(file, event->file);
        break;
    case DISK_SYNC:
        sync_file(crash, file);
        break;
    case DISK_DELETE:
        delete_file(crash, file, event->at != 0);
        break;
    case DISK_MARK:
        crash->marked = event->at;
        break;
    case DISK_WRITE:
    case DISK_TRUNCATE:
        if (file->n_pending == file->room) {
            file->room = file->room ? file->room * 2 : 64;
            file->pending = realloc(file->pending, file->room * sizeof file->pending[0]);
            must(file->pending != NULL);
        }
        file->pending[file->n_pending++] = number;
    }
}

static void write_file(const char *path, const struct image *image)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    must(fd >= 0 && (!image->n || write(fd, image->bytes, image->n) == (ssize_t)image->n));
    close(fd);
}

void crash_write(struct crash *crash, const char *path)
{
    enum luck luck = (enum luck)crash_roll(crash, LUCKS);
    struct image image = {0};
    for (int i = 0; i < DISK_FILES; i++) {
        struct crash_file *file = &crash->files[i];
        const char *name = turn_text("%s%s", path, disk_suffix[i]);
        bool now = crash_roll(crash, 2), old = file->before.n && !now;
        unlink(name);
        if (!(now ? file->there : file->was_there))
            continue;
        copy(&image, old ? &file->before : &file->synced);
        if (!old)
            apply_pending(crash, file, &image, luck);
        write_file(name, &image);
    }
    free(image.bytes);
}

void crash_end(struct crash *crash)
{
    for (int i = 0; i < DISK_FILES; i++) {
        free(crash->files[i].synced.bytes);
        free(crash->files[i].before.bytes);
        free(crash->files[i].pending);
    }
}
