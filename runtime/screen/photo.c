/* photo.c - a photo of the citizen, or a page under the camera: aimed at, taken, looked at.
 *
 * The preview lives in the step's own memory, which is wiped with the step; the page asks for each frame once the last
 * is on the screen. A person sees themselves as in a mirror until the picture is taken; then as others will see them.
 */
#include "screen/ui.h"

#include "base/clock.h"
#include "base/memfile.h"
#include "draw/photo.h"

#include <string.h>

enum {
    EDGE = 640,
    FRAME_MS = 125,
    LOST_MS = 1500, /* a frame that does not come is asked for again */
    COUNT_MS = 3000,
    BUTTON_HEIGHT = 150,
    OUTLINE = 6,
    COUNT_RADIUS = 110
};

struct camera {
    int width, height; /* of the frame; 0: none came yet */
    int serial;        /* of the frame */
    int64_t came, asked;
    int64_t shoots; /* when the button's three seconds are over; 0: it was not pressed */
    struct photo photo;
    uint8_t rgb[EDGE * EDGE * 3];
};

static struct camera *camera_of(struct ui *ui)
{
    return ui_own(ui, sizeof(struct camera));
}

static const json_t *device(const struct ui *ui)
{
    return json_object_get(ui_options(ui), "device");
}

/* aim, again, take, look; or offline. */
static const char *phase_of(const struct ui *ui)
{
    bool offline = strcmp(json_text_or(device(ui), "state", "online"), "online") != 0;
    const char *phase = json_text_or(device(ui), "phase", "aim");
    return offline && strcmp(phase, "look") != 0 ? "offline" : phase;
}

static bool is(const struct ui *ui, const char *phase)
{
    return strcmp(phase_of(ui), phase) == 0;
}

static bool aims(const struct ui *ui)
{
    return is(ui, "aim") || is(ui, "again");
}

static bool is_person(const struct ui *ui)
{
    return strcmp(json_text(ui->screen, "kind"), "photo") == 0;
}

static const char *core_text(const struct ui *ui, const char *name)
{
    return ui_text(ui, turn_text("core.%s.%s.%s", json_text(ui->screen, "kind"), phase_of(ui), name));
}

/* --- what is seen ---------------------------------------------------------------------------------------------------
 */

/* The largest box of the picture's form in the room. */
static struct box fit(struct box room, int width, int height)
{
    int wide = room.h * width / height < room.w ? room.h * width / height : room.w, tall = wide * height / width;
    return (struct box){room.x + (room.w - wide) / 2, room.y + (room.h - tall) / 2, wide, tall};
}

/* Where the face should be, or the page. Dark and light, since nobody knows what is behind it. */
static void put_outline(const struct ui *ui, struct plan *plan, struct box box)
{
    struct box head = {box.x + box.w * 27 / 100, box.y + box.h * 16 / 100, box.w * 46 / 100, box.h * 48 / 100};
    struct box page = box_inset(box, box.h * 5 / 100);
    struct box line = is_person(ui) ? head : page;
    int radius = is_person(ui) ? head.w / 2 : plan->theme->radius;
    plan_outline(plan, line, radius, C_DEEP, OUTLINE + 4);
    plan_outline(plan, line, radius, C_ON_DEEP, OUTLINE);
}

static void put_count(struct plan *plan, struct box box, int seconds)
{
    int x = box.x + box.w / 2, y = box.y + box.h - COUNT_RADIUS - GAP;
    plan_disc(plan, x, y, COUNT_RADIUS, C_DEEP);
    plan_digits(plan, (struct look){FONT_BOLD, T_COUNTDOWN, C_ON_DEEP},
                (struct box){x - COUNT_RADIUS, y - COUNT_RADIUS, 2 * COUNT_RADIUS, 2 * COUNT_RADIUS}, CENTRE,
                turn_text("%d", seconds));
}

static void put_waiting(struct ui *ui, struct plan *plan, struct box box)
{
    bool offline = is(ui, "offline");
    int x = box.x + box.w / 2, y = box.y + box.h / 2;
    plan_card(plan, box, plan->theme->radius, C_SURFACE, C_RULE, 2);
    plan_disc(plan, x, y, 84, offline ? C_CARE : C_ACCENT);
    plan_icon(plan, (struct box){x - 56, y - 56, 112, 112}, offline ? C_ON_CARE : C_SURFACE,
              offline         ? "no_photography"
              : is_person(ui) ? "photo_camera"
                              : "document_scanner");
}

static int seconds_left(const struct camera *camera, int64_t now)
{
    int64_t left = camera->shoots - now;
    return left > 0 ? (int)((left + 999) / 1000) : 0;
}

static void put_picture(struct ui *ui, struct plan *plan, struct box room)
{
    struct camera *camera = camera_of(ui);
    if (camera->width == 0 || is(ui, "offline")) {
        put_waiting(ui, plan, is_person(ui) ? fit(room, 3, 4) : fit(room, 4, 3));
        return;
    }
    struct box box = fit(room, camera->width, camera->height);
    camera->photo = (struct photo){camera->rgb, camera->width, camera->height, is_person(ui) && !is(ui, "look")};
    plan_photo(plan, box, &camera->photo, camera->serial);
    if (aims(ui))
        put_outline(ui, plan, box);
    if (camera->shoots && aims(ui))
        put_count(plan, box, seconds_left(camera, clock_ms()));
}

/* --- the page -------------------------------------------------------------------------------------------------------
 */

/* A second way, below the picture: once more, or without. */
static void put_other(struct ui *ui, struct plan *plan, struct box *work)
{
    bool without = json_truth(ui_options(ui), "may_fail") && (is(ui, "again") || is(ui, "offline"));
    if (!without && !is(ui, "look"))
        return;
    struct box other = box_take_bottom(work, BUTTON_HEIGHT);
    box_take_bottom(work, GAP);
    if (without)
        widget_button(plan, other, "without",
                      (struct button){.style = BUTTON_PLAIN,
                                      .text = ui_text(ui, "ui.photo.without"),
                                      .line = ui_text(ui, "ui.photo.without_line"),
                                      .icon = "arrow_forward"});
    else
        widget_button(plan, other, "again",
                      (struct button){.style = BUTTON_PLAIN, .text = ui_text(ui, "ui.photo.again"), .icon = "replay"});
}

static void put_nav(struct ui *ui, struct plan *plan)
{
    struct camera *camera = camera_of(ui);
    if (is(ui, "look"))
        frame_nav(ui, plan, "use", ui_text(ui, "ui.photo.use"), "check", true);
    else if (is(ui, "offline"))
        frame_nav(ui, plan, NULL, NULL, NULL, false);
    else
        frame_nav(ui, plan, "shoot", ui_text(ui, camera->shoots ? "ui.photo.now" : "ui.photo.shoot"), "photo_camera",
                  aims(ui) && camera->width > 0);
}

static void lay_photo(struct ui *ui, struct plan *plan)
{
    const char *title = core_text(ui, "title"), *hint = core_text(ui, "hint");
    struct area area = frame_open(ui, plan);
    struct box work = frame_ask(ui, plan, &area, is(ui, "aim") ? ui_word_or(ui, "title", title) : title,
                                is(ui, "aim") ? ui_word_or(ui, "hint", hint) : hint);
    put_other(ui, plan, &work);
    put_picture(ui, plan, work);
    put_nav(ui, plan);
}

static void tap_photo(struct ui *ui, const char *id)
{
    static const char *const answers[] = {"use", "again", "without"};
    struct camera *camera = camera_of(ui);
    if (strcmp(id, "shoot") == 0 && aims(ui))
        camera->shoots = camera->shoots ? clock_ms() : clock_ms() + COUNT_MS; /* again: who need not get ready */
    for (size_t i = 0; i < COUNT(answers); i++)
        if (strcmp(id, answers[i]) == 0)
            ui_answer(ui, json_string(id));
}

static void see_photo(struct ui *ui, int width, int height, int fd)
{
    struct camera *camera = camera_of(ui);
    char *bytes;
    size_t n;
    if (width < 1 || height < 1 || width > EDGE || height > EDGE ||
        memfile_read("frame", fd, sizeof camera->rgb, &bytes, &n) < 0)
        return;
    if (n == (size_t)width * (size_t)height * 3) {
        memcpy(camera->rgb, bytes, n);
        camera->width = width;
        camera->height = height;
        camera->serial++;
        camera->came = clock_ms();
        camera->asked = 0;
    }
    wipe_free(bytes, n);
}

/* One more frame, when the last has been seen for a moment; ms until then. */
static int64_t ask_frame(struct ui *ui, struct camera *camera, int64_t now)
{
    int64_t next = camera->asked ? camera->asked + LOST_MS : camera->came + FRAME_MS;
    if (now < next)
        return next - now;
    camera->asked = now;
    window_send(ui->window,
                json_pack("{s:s s:s s:I}", "type", "aim", "visit", ui->visit, "step", (json_int_t)ui_step(ui)));
    return LOST_MS;
}

static int64_t due_photo(struct ui *ui, int64_t now)
{
    struct camera *camera = camera_of(ui);
    if (!aims(ui) || ui->answered)
        camera->shoots = 0;
    if (!aims(ui) || ui->answered)
        return COUNT_MS * 10;
    if (camera->shoots && camera->shoots <= now) {
        camera->shoots = 0;
        ui_answer(ui, json_string("take"));
        return 0;
    }
    int64_t frame = ask_frame(ui, camera, now), digit = camera->shoots ? (camera->shoots - now - 1) % 1000 + 1 : frame;
    return frame < digit ? frame : digit;
}

static bool held_photo(const struct ui *ui)
{
    return is(ui, "take");
}

const struct page page_photo = {.kind = "photo",
                                .form = true,
                                .lay = lay_photo,
                                .tap = tap_photo,
                                .held = held_photo,
                                .due = due_photo,
                                .frame = see_photo};
const struct page page_scan = {.kind = "scan",
                               .form = true,
                               .lay = lay_photo,
                               .tap = tap_photo,
                               .held = held_photo,
                               .due = due_photo,
                               .frame = see_photo};
