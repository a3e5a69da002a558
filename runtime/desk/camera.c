/* camera.c - a photo or a document: aimed at, taken, looked at, used.
 *
 * Frames go from driver to screen as descriptors that nobody here reads; the screen asks for each of them. What was
 * taken is kept in memory until the citizen has looked at it, and only what they use is written, sealed, before the row
 * that names it. What a camera says of its picture is believed when the picture's own header says the same.
 *
 * With may_fail a camera that does not work is a page with a way on; without it, it is a fault. */
#define _GNU_SOURCE
#include "desk/camera.h"

#include "base/memfile.h"
#include "desk/desk.h"
#include "desk/rows.h"
#include "domain/picture.h"
#include "store/picture.h"

#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

enum { TAKE_MS = 5 * 60 * 1000, FRAME_EDGE = 640, FAILURES = 3 };

/* The largest picture of each kind: 4 by 3 of a face, a page that can be read. */
static const struct form {
    const char *kind, *use;
    int width, height;
} forms[] = {{"photo", "portrait", 720, 960}, {"scan", "document", 1600, 1200}};

static const struct form *form_of(const struct visit *visit)
{
    return strcmp(visit->step.kind, forms[0].kind) == 0 ? &forms[0] : &forms[1];
}

static const char *folder(const struct desk *desk)
{
    return site_path(&desk->site, "state/core/pictures");
}

static bool may_fail(const struct visit *visit)
{
    return json_truth(visit->step.options, "may_fail");
}

static const char *shown(const struct visit *visit, const char *name)
{
    return json_text(json_at(visit->screen, "options.device"), name);
}

static bool is_phase(const struct visit *visit, const char *phase)
{
    return strcmp(shown(visit, "phase"), phase) == 0;
}

static void show(struct visit *visit, const char *phase)
{
    json_t *options = json_deep_copy(visit->step.options);
    json_object_set_new(
        options, "device",
        json_pack("{ss,ss}", "state", device_online(visit->device) ? "online" : "offline", "phase", phase));
    visit_show(visit, visit->step.kind, options);
}

static void fault(struct visit *visit, const char *code)
{
    step_stop(visit);
    desk_call_staff(visit->desk, code);
    visit_fault(visit, "device", code, json_pack("[s,s,s]", "retry", "counter", "end"));
}

void camera_forget(struct visit *visit)
{
    struct shot *shot = &visit->shot;
    if (shot->frame > 0)
        close(shot->frame);
    if (shot->bytes)
        wipe_free(shot->bytes, shot->n);
    *shot = (struct shot){.failures = shot->failures};
}

/* --- what is taken --------------------------------------------------------------------------------------------------
 */

/* To the screen; takes the descriptor. */
static void send_frame(struct visit *visit, int fd, int width, int height)
{
    role_put_with(&visit->desk->ui,
                  json_pack("{ss,ss,si,si,si}", "type", "frame", "visit", visit->row.id, "step", visit->step.serial,
                            "width", width, "height", height),
                  fd);
}

/* While the picture is being taken, the frame is what the picture looks like: it is shown with it. */
static void on_frame(void *mine, struct packet *packet)
{
    struct visit *visit = mine;
    struct shot *shot = &visit->shot;
    int64_t width = json_number(packet->body, "width", 0), height = json_number(packet->body, "height", 0);
    if (width < 1 || height < 1 || width > FRAME_EDGE || height > FRAME_EDGE ||
        !memfile_is(packet->fds[0], (size_t)(width * height * 3))) {
        fail(E_FORMAT, "camera: a frame of %lld by %lld that is none", (long long)width, (long long)height);
        return;
    }
    if (!is_phase(visit, "take")) {
        send_frame(visit, packet_take(packet, 0), (int)width, (int)height);
        return;
    }
    camera_forget(visit);
    shot->frame = packet_take(packet, 0);
    shot->across = (int)width;
    shot->down = (int)height;
}

/* The picture of a done, when it is one; the descriptor is closed by whoever gave it. */
static bool read_picture(struct visit *visit, const json_t *attr)
{
    struct shot *shot = &visit->shot;
    const struct form *form = form_of(visit);
    if (visit->device->picture < 0 || shot->frame <= 0 ||
        memfile_read("picture", visit->device->picture, PICTURE_MAX, &shot->bytes, &shot->n) < 0)
        return false;
    return picture_size(shot->bytes, shot->n, &shot->width, &shot->height) && shot->width <= form->width &&
           shot->height <= form->height && shot->width == json_number(attr, "width", 0) &&
           shot->height == json_number(attr, "height", 0);
}

static void ask(struct visit *visit);

/* Again, as often as somebody wants; a service that cannot do without gets its fault after a while. */
static void fail_shot(struct visit *visit)
{
    camera_forget(visit);
    visit->shot.failures++;
    if (visit->shot.failures == FAILURES && may_fail(visit))
        desk_call_staff(visit->desk, "CAM-02");
    if (visit->shot.failures >= FAILURES && !may_fail(visit)) {
        fault(visit, "CAM-02");
        return;
    }
    show(visit, "again");
    ask(visit);
}

void camera_show_again(struct visit *visit)
{
    const struct shot *shot = &visit->shot;
    int fd = shot->bytes ? fcntl(shot->frame, F_DUPFD_CLOEXEC, 0) : -1;
    if (fd >= 0)
        send_frame(visit, fd, shot->across, shot->down);
}

static void show_shot(struct visit *visit)
{
    show(visit, "look");
    camera_show_again(visit);
}

static void on_taken(void *mine, const char *result, const char *effect, const json_t *attr)
{
    struct visit *visit = mine;
    bool ok = strcmp(result, "ok") == 0, quiet = strcmp(result, "timeout") == 0 && !*json_text(attr, "reason");
    (void)effect;
    visit->reading = false;
    if (ok && read_picture(visit, attr))
        show_shot(visit);
    else if (quiet)
        ask(visit); /* nobody pressed the button for a while */
    else if (strcmp(result, "gone") != 0)
        fail_shot(visit); /* of a camera that is gone its status tells */
}

static void ask(struct visit *visit)
{
    const struct form *form = form_of(visit);
    if (visit->reading || !device_online(visit->device))
        return;
    visit->reading = device_request(
        visit->device, "take", json_pack("{ss,si,si}", "use", form->use, "width", form->width, "height", form->height),
        -1, TAKE_MS, on_taken, visit);
    if (visit->reading)
        visit->device->framed = on_frame;
}

/* --- the step -------------------------------------------------------------------------------------------------------
 */

/* It cannot be used now: a page that says so, or a fault. */
static void show_offline(struct visit *visit)
{
    camera_forget(visit);
    if (!may_fail(visit)) {
        fault(visit, "CAM-01");
        return;
    }
    desk_call_staff(visit->desk, "CAM-01");
    show(visit, "aim");
}

void camera_start(struct visit *visit)
{
    visit->device = device_find(&visit->desk->devices, "camera");
    visit->shot.failures = 0;
    if (!visit->device && may_fail(visit)) {
        visit_settle(visit, NULL); /* this kiosk has none, which is no news to anybody */
    } else if (!device_online(visit->device)) {
        show_offline(visit);
    } else {
        show(visit, "aim");
        ask(visit);
    }
}

static bool picture_named(void *mine, const char *id)
{
    const struct visit *visit = mine;
    const char *key;
    json_t *draft;
    for (size_t n = 0; n < rows_count(visit); n++)
        if (strcmp(json_text(json_object_get(rows_get(visit, n), "value"), "id"), id) == 0)
            return true;
    json_object_foreach (visit->drafts, key, draft) {
        if (strcmp(json_text(json_object_get(draft, "value"), "id"), id) == 0)
            return true;
    }
    return false;
}

static void use(struct visit *visit)
{
    const struct shot *shot = &visit->shot;
    unsigned char random[8];
    char id[sizeof random * 2 + 1];
    randombytes_buf(random, sizeof random);
    sodium_bin2hex(id, sizeof id, random, sizeof random);
    folder_sweep(folder(visit->desk), picture_named, visit);
    if (picture_put(folder(visit->desk), id, &visit->seal, shot->bytes, shot->n) < 0)
        fault(visit, "CAM-03");
    else
        visit_settle(visit, picture_answer(id, shot->bytes, shot->n, shot->width, shot->height));
}

static void aim_again(struct visit *visit)
{
    camera_forget(visit);
    show(visit, "aim");
    ask(visit);
}

void camera_answer(struct visit *visit, const json_t *value)
{
    const char *said = json_string_value(value) ? json_string_value(value) : "";
    bool looks = is_phase(visit, "look"), aims = is_phase(visit, "aim") || is_phase(visit, "again");
    if (strcmp(said, "without") == 0 && may_fail(visit)) {
        visit_settle(visit, NULL);
    } else if (strcmp(said, "take") == 0 && aims && visit->reading) {
        show(visit, "take");
        device_tell(visit->device, "shoot");
    } else if (strcmp(said, "use") == 0 && looks) {
        use(visit);
    } else if (strcmp(said, "again") == 0 && looks) {
        aim_again(visit);
    } else if (aims) {
        aim_again(visit); /* the camera is not there yet */
    } else if (looks) {
        show_shot(visit);
    }
}

void camera_aim(struct visit *visit)
{
    if (visit->reading && (is_phase(visit, "aim") || is_phase(visit, "again")))
        device_tell(visit->device, "aim");
}

/* What was taken stays to be looked at, wherever the camera went since. */
void camera_device_changed(struct visit *visit)
{
    bool online, was = strcmp(shown(visit, "state"), "online") == 0;
    if (!visit->reading)
        visit->device = device_find(&visit->desk->devices, "camera");
    online = device_online(visit->device);
    if (is_phase(visit, "look") || !visit->device)
        return;
    if (!online && was)
        show_offline(visit);
    else if (online && (!was || is_phase(visit, "take")) && !visit->reading)
        aim_again(visit);
    else
        ask(visit);
}

/* --- letters and the end ---------------------------------------------------------------------------------------------
 */

/* Only what a step of this visit took can be named: anything else of that form is a script's invention. */
static bool is_taken(const struct visit *visit, const json_t *answer)
{
    for (size_t n = 0; n < rows_complete(visit); n++) {
        const json_t *row = rows_get(visit, n);
        if (picture_is_kind(json_text(row, "kind")) && json_equal(json_object_get(row, "value"), answer))
            return true;
    }
    return false;
}

static json_t *find_picture(void *mine, const json_t *answer)
{
    const struct visit *visit = mine;
    char *bytes;
    size_t n;
    if (!is_taken(visit, answer) ||
        picture_get(folder(visit->desk), json_text(answer, "id"), &visit->seal, PICTURE_MAX, &bytes, &n) < 0)
        return NULL;
    json_t *part = picture_part(answer, bytes, n);
    wipe_free(bytes, n);
    return part;
}

json_t *camera_fill(struct visit *visit, const json_t *data, const char **why)
{
    return picture_fill(data, find_picture, visit, why);
}

void camera_sweep(const struct desk *desk)
{
    folder_sweep(folder(desk), NULL, NULL);
}
