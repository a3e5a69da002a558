/* delivery.c - from the commit of a letter to the commit of its receipt: core, deliver, HTTP, the agency's own commit,
 * and back. A thread reads core's database as any other program may, and looks whenever something was committed. */
#define _GNU_SOURCE
#include "bench/kiosk.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <unistd.h>

enum { LOOK_US = 200, KEPT = 64, WAIT_MS = 10000 };

struct post {
    const char *path;
    sqlite3 *db;
    sqlite3_stmt *version, *letters;
    double
        written[KEPT]; /* when letter `seq` was there first, by its number; 0: it is done, or was never seen waiting */
    struct samples took;
    pthread_t thread;
    atomic_bool ends, failed;
    atomic_int open; /* letters written and not acknowledged */
};

static int64_t ask_version(struct post *post)
{
    int64_t version = sqlite3_step(post->version) == SQLITE_ROW ? sqlite3_column_int64(post->version, 0) : -1;
    sqlite3_reset(post->version);
    return version;
}

static void look(struct post *post)
{
    int open = 0;
    double now = stats_now();
    while (sqlite3_step(post->letters) == SQLITE_ROW) {
        double *written = &post->written[sqlite3_column_int64(post->letters, 0) % KEPT];
        bool delivered = sqlite3_column_int(post->letters, 1) == 1;
        if (delivered && *written > 0)
            samples_add(&post->took, now - *written);
        if (!delivered && *written == 0)
            *written = now;
        if (delivered)
            *written = 0;
        open += !delivered;
    }
    sqlite3_reset(post->letters);
    post->open = open;
}

static void *watch(void *mine)
{
    struct post *post = mine;
    int64_t seen = -1;
    while (!post->ends) {
        int64_t version = ask_version(post);
        post->failed = post->failed || version < 0;
        if (version != seen)
            look(post);
        seen = version;
        usleep(LOOK_US);
    }
    return NULL;
}

static int post_open(struct post *post, const char *path)
{
    int code = sqlite3_open_v2(path, &post->db, SQLITE_OPEN_READWRITE, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_prepare_v2(post->db, "PRAGMA data_version", -1, &post->version, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_prepare_v2(post->db,
                                  "SELECT seq, state FROM outbox WHERE agency != 'hall' ORDER BY seq DESC LIMIT 16", -1,
                                  &post->letters, NULL);
    if (code != SQLITE_OK)
        return fail(E_IO, "%s: %s", path, sqlite3_errmsg(post->db));
    must(pthread_create(&post->thread, NULL, watch, post) == 0);
    return OK;
}

static void post_close(struct post *post)
{
    post->ends = true;
    if (post->thread)
        pthread_join(post->thread, NULL);
    sqlite3_finalize(post->version);
    sqlite3_finalize(post->letters);
    sqlite3_close(post->db);
}

static int send_letters(struct kiosk *kiosk, struct post *post, int visits)
{
    int code = OK;
    for (int i = 0; i < visits && code == OK; i++)
        code = kiosk_visit(kiosk, NULL, NULL);
    double until = stats_now() + WAIT_MS;
    while (code == OK && post->open > 0 && stats_now() < until)
        robot_rest(1);
    if (code == OK && (post->open > 0 || post->failed))
        code = fail(E_TIMEOUT, "letters were not acknowledged, or core's database could not be read");
    return code;
}

static int run(struct bench *bench)
{
    struct kiosk kiosk;
    struct post post = {0};
    int visits = bench->options->asked;
    int code = kiosk_open(&kiosk, bench);
    if (code == OK)
        code = post_open(&post, site_path(&kiosk.site, "state/core/core.db"));
    if (code == OK)
        code = send_letters(&kiosk, &post, visits);
    post_close(&post);
    if (code == OK && post.took.n == 0)
        code = fail(E_STATE, "no letter was seen waiting");
    report_row(&bench->report, "letter committed to acknowledged", "ms", &post.took);
    kiosk_close(&kiosk);
    return code;
}

const struct measure measure_delivery = {"delivery", "from a letter's commit to its receipt", true, run};
