/* A visit for who neither sees nor touches the screen: everything by the keys of a keypad, every screen spoken, and
 * after it nothing of what was typed or said in any memory of the window.
 *
 * In espeak-ng's place stands a script that writes down what it is given: what it heard is what was said. */
#define _GNU_SOURCE
#include "screen/kiosk.h"
#include "screen/memory.h"
#include "screen/telling.h"
#include "voice/voice.h"

#include "voice/spelling.h"
#include <fcntl.h>
#include <linux/input.h>

static struct ui *ui;
static char heard_path[128];

/* Keys */

static void key_event(SDL_Keycode code, Uint16 mod, Uint8 repeat)
{
    SDL_Event event = {.key = {.type = SDL_KEYDOWN, .repeat = repeat, .keysym = {.sym = code, .mod = mod}}};
    window_event(&kiosk, &event);
}

/* Until the fingers are calm again. */
static void rest(void)
{
    kiosk.face->due(kiosk.mine, clock_ms() + KEYPAD_CALM_MS);
    window_show(&kiosk);
    turn_end();
}

static void press(SDL_Keycode code)
{
    key_event(code, 0, 0);
    rest();
}

static bool has_ring(const struct box box)
{
    const struct plan *plan = kiosk_plan();
    for (int i = 0; i < plan->n_items; i++)
        if (plan->items[i].kind == ITEM_RING && box_overlaps(plan->items[i].box, box))
            return true;
    return false;
}

/* The focus walks there, with a ring around every station. */
static bool walk_to(const char *id)
{
    for (int i = 0; i < PLAN_TARGETS && strcmp(ui->access.focus, id) != 0; i++) {
        press(SDLK_RIGHT);
        const struct target *at = plan_named(kiosk_plan(), ui->access.focus);
        check(at && at->enabled && has_ring(at->box));
    }
    return strcmp(ui->access.focus, id) == 0;
}

static bool choose(const char *id)
{
    bool there = walk_to(id);
    press(SDLK_RETURN);
    return there;
}

static inline void type_digits(const char *shifted)
{
    for (; *shifted; shifted++)
        press(SDLK_0 + (*shifted - 1 - '0'));
}

/* Core */

static void screen(int step, const char *file)
{
    json_t *all = kiosk_read(file), *body = json_deep_copy(json_object_get(all, "screen"));
    json_object_set_new(body, "step", json_integer(step));
    json_decref(all);
    kiosk_hears(body);
    window_show(&kiosk);
    turn_end();
}

static void check_said(const char *type, int step)
{
    json_t *said = kiosk_said();
    check_text(json_text(said, "type"), type);
    check(json_number(said, "step", 0) == step);
    json_wipe(said);
    turn_end();
}

static bool silent(void)
{
    json_t *said = kiosk_said();
    bool nothing = said == NULL;
    json_wipe(said);
    return nothing;
}

/* The voice */

static void wait_until_quiet(void)
{
    for (int i = 0; i < 3000 && access_speaks(ui); i++)
        SDL_Delay(10);
    check(!access_speaks(ui));
}

static bool was_heard(const char *text)
{
    char *bytes = NULL;
    size_t n = 0;
    wait_until_quiet();
    bool found = file_read_path(heard_path, 1 << 20, &bytes, &n) == OK && memmem(bytes, n, text, strlen(text)) != NULL;
    wipe_free(bytes, n);
    return found;
}

static void hear_anew(void)
{
    wait_until_quiet();
    file_write_path(heard_path, "", 0, 0600);
}

enum helper { WRITES, HANGS, SPEAKS }; /* hangs until `go` is there: a voice that is heard for as long as one looks */

static void write_script(const char *name, const char *script)
{
    const char *path = turn_text("%s/%s", kiosk_run, name);
    FILE *to = fopen(path, "w");
    fprintf(to, "#!/bin/sh\n%s\n", script);
    fclose(to);
    chmod(path, 0700);
}

/* Before there is a thread that starts programs: a script that is open for writing in one of them cannot be run. */
static void write_scripts(void)
{
    mkdir(turn_text("%s/bin", kiosk_run), 0700);
    write_script("writes", turn_text("cat >>%s\ncat %s/short.wav", heard_path, kiosk_run));
    write_script("hangs", turn_text(": >%s/hung\nwhile [ ! -e %s/go ]; do sleep 0.01; done\ncat %s/short.wav",
                                    kiosk_run, kiosk_run, kiosk_run));
    write_script("speaks", "exec /usr/bin/espeak-ng \"$@\"");
}

static void put_espeak(enum helper helper)
{
    static const char *const names[] = {[WRITES] = "writes", [HANGS] = "hangs", [SPEAKS] = "speaks"};
    const char *link = turn_text("%s/link", kiosk_run);
    if (helper == HANGS) {
        unlink(turn_text("%s/go", kiosk_run));
        unlink(turn_text("%s/hung", kiosk_run));
    }
    check(symlink(turn_text("%s/%s", kiosk_run, names[helper]), link) == 0);
    check(rename(link, turn_text("%s/bin/espeak-ng", kiosk_run)) == 0);
}

/* The voice's thread is with it, and not about to start what is put there later. */
static bool hangs(void)
{
    const char *sign = turn_text("%s/hung", kiosk_run);
    for (int i = 0; i < 3000 && access(sign, F_OK) != 0; i++)
        SDL_Delay(10);
    return access(sign, F_OK) == 0;
}

static void go_on(void)
{
    file_write_path(turn_text("%s/go", kiosk_run), "", 0, 0600);
}

/* As people say it, and not as it is written. */
static void test_spelling(void)
{
    static const char *const said[][3] = {
        {"id", "Rp30.000, pukul 08.00", "tiga puluh ribu rupiah, pukul delapan tepat"},
        {"id", "09.41 dan 19.05", "sembilan empat puluh satu dan sembilan belas nol lima"},
        {"id", "08.00–15.00", "delapan tepat,lima belas tepat"},
        {"id", "3,5 x 12 cm", "tiga koma lima x dua belas cm"},
        {"id", "1.234 orang", "seribu dua ratus tiga puluh empat orang"},
        {"id", "NIK ••••••••••••1234", "NIK berakhir satu dua tiga empat"},
        {"id", "• Kartu Keluarga", " Kartu Keluarga"},
        {"id", "0812 3456 7890", "nol delapan satu dua tiga empat lima enam tujuh delapan sembilan nol"},
        {"id", "Ma’ruf", "Ma’ruf"},
        {"en", "Rp30,000 at 09:05", "thirty thousand rupiah at nine oh five"},
        {"en", "12.5 kg", "twelve point five kg"},
        {"en", "••••1234", "ending in one two three four"}};
    for (size_t i = 0; i < COUNT(said); i++)
        check_text(spelling_of(said[i][0], said[i][1]), said[i][2]);
}

/* Only keys that mean something, one by one, and only where there is a keypad. */
static void test_foreign_keys(void)
{
    press(SDLK_RIGHT);
    check(!*ui->access.focus); /* site.conf says nothing of a keypad */
    json_t *settings = json_pack("{s:b}", "keypad", 1);
    keypad_open(&ui->access.keypad, settings);
    json_decref(settings);
    screen(1, "nik.json");
    entry_clear(&ui->entry);
    for (const char *at = "3302047112990001\r"; *at; at++) /* a scanner */
        key_event(*at == '\r' ? SDLK_RETURN : SDLK_0 + (*at - '0'), 0, 0);
    rest();
    check(!*ui->entry.text && silent());
    ui->access.keypad.foreign = 0; /* it was long ago */
    must(SDL_InitSubSystem(SDL_INIT_EVENTS) == 0);
    key_event(SDLK_3, 0, 0);
    for (const char *at = "302047112990001"; *at; at++) /* another one, and after its first key the window is busy */
        SDL_PushEvent(&(SDL_Event){.key = {.type = SDL_KEYDOWN, .keysym = {.sym = SDLK_0 + (*at - '0')}}});
    rest();
    for (SDL_Event event; SDL_PollEvent(&event);)
        window_event(&kiosk, &event);
    rest();
    check(!*ui->entry.text && silent());
    ui->access.keypad.foreign = 0;
    SDL_QuitSubSystem(SDL_INIT_EVENTS);
    static const SDL_Keycode codes[] = {SDLK_F4, SDLK_c, SDLK_1, SDLK_TAB, SDLK_RETURN};
    for (size_t i = 0; i < COUNT(codes); i++) {
        key_event(codes[i], KMOD_LALT, 0);
        key_event(codes[i], KMOD_LCTRL, 0);
        key_event(codes[i], 0, 1);
        rest();
    }
    static const SDL_Keycode others[] = {SDLK_a, SDLK_PRINTSCREEN, SDLK_APPLICATION, SDLK_F12, SDLK_SLASH};
    for (size_t i = 0; i < COUNT(others); i++)
        press(others[i]);
    check(!*ui->entry.text && !*ui->access.focus && silent());
    press(SDLK_7);
    check_text(ui->entry.text, "7");
    press(SDLK_BACKSPACE);
    check_text(ui->entry.text, "");
    key_event(SDLK_1, 0, 0);
    key_event(SDLK_2, 0, 0); /* quick, but a person's */
    rest();
    check_text(ui->entry.text, "12");
    press(SDLK_F1);
    check_said("staff", 0);
}

static void test_settings(void)
{
    struct keypad keypad;
    json_t *settings = json_pack("{s:{s:[s,s], s:[s]}}", "keypad", "next", "F16", "no such key", "plugged", "F15");
    int keys[KEYPAD_BURST];
    keypad_open(&keypad, settings);
    json_decref(settings);
    const SDL_Keycode codes[] = {SDLK_F16, SDLK_F15, SDLK_RETURN, SDLK_RIGHT, SDLK_KP_0};
    const int meant[] = {KEYPAD_NEXT, KEYPAD_PLUGGED, KEYPAD_SELECT, KEYPAD_NONE, KEYPAD_DIGIT};
    for (int i = 0; i < (int)COUNT(codes); i++) {
        SDL_KeyboardEvent event = {.type = SDL_KEYDOWN, .keysym = {.sym = codes[i]}};
        keypad_press(&keypad, &event, 1000 * (i + 1));
        check(keypad_take(&keypad, 1000 * (i + 1) + 1, keys) == 0);
        check(keypad_due(&keypad, 1000 * (i + 1)) == KEYPAD_CALM_MS);
        check(keypad_take(&keypad, 1000 * (i + 1) + KEYPAD_CALM_MS, keys) == 1 && keys[0] == meant[i]);
    }
}

/* A scanner does not keep time: what comes after its burst is its own too, the key that ends a line above all. */
static void test_scanner_stumbles(void)
{
    struct keypad keypad;
    json_t *settings = json_pack("{s:b}", "keypad", 1);
    int keys[KEYPAD_BURST], n = 0;
    int64_t now = 1000;
    keypad_open(&keypad, settings);
    json_decref(settings);
    for (const char *at = "8991102345678\r"; *at; at++) {
        SDL_KeyboardEvent event = {.type = SDL_KEYDOWN,
                                   .keysym = {.sym = *at == '\r' ? SDLK_RETURN : SDLK_0 + (*at - '0')}};
        now += *at == '\r' || *at == '5' ? 4 * KEYPAD_CALM_MS : 40; /* the slowest that they are sold with */
        n += keypad_take(&keypad, now, keys);
        keypad_press(&keypad, &event, now);
    }
    check(n + keypad_take(&keypad, now + KEYPAD_CALM_MS, keys) == 0);
    now += KEYPAD_TAIL_MS;
    SDL_KeyboardEvent event = {.type = SDL_KEYDOWN, .keysym = {.sym = SDLK_RETURN}};
    keypad_press(&keypad, &event, now);
    check(keypad_take(&keypad, now + KEYPAD_CALM_MS, keys) == 1 && keys[0] == KEYPAD_SELECT);
}

/* The whole way, and what is spoken on it. */
static void test_visit(void)
{
    ui_forget_visit(ui);
    window_show(&kiosk);
    press(SDLK_F5);
    check(ui->speech && was_heard("Suara menyala.") && was_heard("Tombol bulat: pilih.") &&
          was_heard("Apa yang ingin Anda urus?") && was_heard("Kelahiran anak"));
    check(kiosk_writes("Suara menyala. Tombol panah: pindah. Tombol bulat: pilih."));
    hear_anew();
    press(SDLK_RIGHT);
    check(was_heard("Menurut kebutuhan, dipilih"));
    press(SDLK_LEFT); /* the first of the screen: around the end, to what stands above it or in the bar */
    check(strcmp(ui->access.focus, "tab:need") != 0);
    check(choose("page:next") && choose("service:polri.skck"));
    check_said("start", 0);
    kiosk_hears_visit("V1", "id");
    screen(1, "consent.json");
    check(was_heard("Boleh kami memakai data KTP Anda?") && !*ui->access.focus);
    check(choose("agree"));
    check_said("answer", 1);
    screen(2, "choice.json");
    check(choose("choice:work"));
    check_said("answer", 2);
    screen(3, "phone.json");
    hear_anew();
    press(SDLK_0);
    check(was_heard("nol"));
    type_digits("9234567891"); /* each digit one higher: 8123456780 */
    check(choose("next"));
    check_said("answer", 3);
    screen(4, "review.json");
    check(was_heard("Ubah: Nama ayah"));
    check(choose("edit:name"));
    check_said("edit", 4);
    screen(5, "text.json");
    press(SDLK_ESCAPE);
    check_said("back", 5);
    screen(6, "review.json");
    check(choose("next"));
    check_said("answer", 6);
    screen(7, "wait_look.json");
    press(SDLK_ESCAPE);
    check_said("cancel", 7);
    hear_anew();
    screen(8, "done.json");
    check(was_heard("de, nol dua tujuh. de, nol dua tujuh"));
}

static void test_control(void)
{
    hear_anew();
    put_espeak(HANGS);
    screen(9, "consent.json");
    check(access_speaks(ui) && hangs());
    ui->touched = clock_ms() - 50000;
    check(kiosk.face->due(kiosk.mine, clock_ms()) > 0 && ui->touched > clock_ms() - 40000); /* who listens is there */
    kiosk_finger(SDL_FINGERDOWN, 1, 5, 5); /* any touch is silence, at once */
    check(!access_speaks(ui));
    kiosk_finger(SDL_FINGERUP, 1, 5, 5);
    press(SDLK_F2);
    check(access_speaks(ui));
    press(SDLK_F4); /* any key too, and this one makes it louder */
    press(SDLK_F5);
    check(!ui->speech && !access_speaks(ui));
    go_on();
    put_espeak(WRITES);
    press(SDLK_RIGHT);
    check(*ui->access.focus && !was_heard("a")); /* the focus is for who sees it, too */
    press(SDLK_F2);
    check(was_heard("Boleh kami memakai"));
    hear_anew();
    press(SDLK_F4);
    check(was_heard("Volume tujuh"));
    press(SDLK_F5);
}

/* The question whether somebody is there is spoken; to speak it is no answer. */
static void test_idle(void)
{
    hear_anew();
    screen(10, "consent.json");
    press(SDLK_F5);
    wait_until_quiet();
    put_espeak(HANGS);
    ui->touched = clock_ms() - 91000;
    window_show(&kiosk);
    check(access_speaks(ui) && plan_named(kiosk_plan(), "more-time") && hangs());
    rest();
    check(access_speaks(ui) && plan_named(kiosk_plan(), "more-time"));
    ui->touched = clock_ms() - 121000;
    rest();
    check(!*ui->visit && !ui->speech);
    check_said("end", 0);
    *ui->ended = 0;
    go_on();
    put_espeak(WRITES);
    kiosk_hears_visit("V1", "id");
}

/* A refusal, and what a card reader says next, are heard without asking. */
static void test_news(void)
{
    screen(20, "ktp_insert.json");
    press(SDLK_F5);
    hear_anew();
    screen(20, "ktp_reading.json");
    check(was_heard("Sedang membaca kartu"));
    screen(21, "text.json");
    hear_anew();
    check(kiosk_tap("key:A") && was_heard("a") && !was_heard("Siapa nama"));
    hear_anew();
    check(kiosk_tap("bar:contrast") && was_heard("Kontras, menyala") && !was_heard("Siapa nama"));
    screen(21, "text_error.json");
    check(was_heard(spelling_of("id", ui_book(ui, "name.two_words") ? ui_book(ui, "name.two_words") : "")));
    check_text(ui_book(ui, "child[2].purpose#2.title"), "Untuk keperluan apa SKCK ini?");
}

/* Of a PIN it is only said that something was typed. */
static void test_pin(void)
{
    screen(22, "pin.json");
    hear_anew();
    check(kiosk_tap("pad:7") && was_heard("satu angka") && !was_heard("tujuh"));
    hear_anew();
    check(kiosk_tap("pad:delete") && was_heard("Hapus"));
}

/* A headset that comes begins the speech, and ends it when it goes. */
static void test_jack(void)
{
    const char *path = turn_text("%s/jack", kiosk_run);
    const struct input_event events[] = {{.type = EV_SW, .code = SW_HEADPHONE_INSERT, .value = 1},
                                         {.type = EV_SW, .code = SW_LID, .value = 1},
                                         {.type = EV_SW, .code = SW_HEADPHONE_INSERT, .value = 0}};
    check(mkfifo(path, 0600) == 0);
    int plug = open(path, O_RDWR | O_CLOEXEC);
    ui_forget_visit(ui);
    ui->access.jack = jack_open(path);
    rest();
    check(!ui->speech);
    check(write(plug, events, 2 * sizeof *events) == (ssize_t)(2 * sizeof *events));
    for (int i = 0; i < 3000 && !ui->speech; i++, SDL_Delay(10))
        rest();
    check(ui->speech);
    check(write(plug, events + 2, sizeof *events) == (ssize_t)sizeof *events);
    for (int i = 0; i < 3000 && ui->speech; i++, SDL_Delay(10))
        rest();
    check(!ui->speech && !access_speaks(ui));
    close(plug);
}

/* Nobody was here for long, and nothing has been painted since the headset came: it is somebody all the same. */
static void test_jack_at_rest(void)
{
    const char *path = turn_text("%s/rest", kiosk_run);
    const struct input_event event = {.type = EV_SW, .code = SW_HEADPHONE_INSERT, .value = 1};
    check(mkfifo(path, 0600) == 0);
    int plug = open(path, O_RDWR | O_CLOEXEC);
    ui_forget_visit(ui);
    jack_close(ui->access.jack);
    ui->access.jack = jack_open(path);
    check(write(plug, &event, sizeof event) == (ssize_t)sizeof event);
    for (int i = 0; i < 3000 && !jack_in(ui->access.jack); i++)
        SDL_Delay(10);
    ui->touched = clock_ms() - 10 * 60000;
    for (int i = 0; i < 2; i++) /* as the window does before it paints */
        kiosk.face->due(kiosk.mine, clock_ms());
    check(ui->speech);
    hear_anew();
    window_show(&kiosk);
    check(was_heard("Apa yang ingin Anda urus?"));
    jack_close(ui->access.jack);
    ui->access.jack = NULL;
    ui->access.plugged = false;
    close(plug);
    ui_forget_visit(ui);
    window_show(&kiosk);
}

/* Whatever key it is: the cards give way to home, and it does nothing else there. */
static void test_wake(void)
{
    static const SDL_Keycode codes[] = {SDLK_RETURN, SDLK_5, SDLK_ESCAPE, SDLK_RIGHT};
    json_object_set_new(kiosk_site.settings, "attract", json_integer(90));
    for (size_t i = 0; i < COUNT(codes); i++) {
        ui->touched = clock_ms() - 100000;
        window_show(&kiosk);
        check_text(kiosk_plan()->kind, "attract");
        press(SDLK_F12);
        check_text(kiosk_plan()->kind, "attract"); /* no key of a keypad */
        press(codes[i]);
        check_text(kiosk_plan()->kind, "home");
        check(!*ui->access.focus && silent());
    }
    json_object_del(kiosk_site.settings, "attract");
}

/* Where the site wants nothing to move, nothing does, and nobody wakes for it. */
static void test_still(void)
{
    kiosk_hears_visit("V1", "id");
    screen(30, "ktp_insert.json");
    check(kiosk.face->due(kiosk.mine, clock_ms()) <= 500);
    json_object_set_new(kiosk_site.settings, "motion", json_false());
    check(kiosk.face->due(kiosk.mine, clock_ms()) > 500);
    json_object_del(kiosk_site.settings, "motion");
}

static void test_mute(void)
{
    ui_forget_visit(ui);
    check(!ui->speech && ui->access.speaker && speaker_state(ui->access.speaker) == SPEAKER_QUIET);
    speaker_close(ui->access.speaker); /* with its sound card, which it would give back at leisure */
    ui->access.speaker = NULL;
    setenv("SDL_AUDIODRIVER", "nothing of that name", 1);
    window_show(&kiosk);
    press(SDLK_F5);
    for (int i = 0; i < 3000 && !ui->access.mute; i++, SDL_Delay(10))
        rest();
    check(ui->access.mute && !ui->speech);
    window_show(&kiosk);
    const struct target *item = plan_named(kiosk_plan(), "bar:speech");
    check(item && item->enabled);
    struct reading reading;
    reading_of(kiosk_plan(), &reading);
    check_text(reading_find(&reading, "bar:speech")->text, "Suara tak ada");
    setenv("SDL_AUDIODRIVER", "disk", 1);
    ui_forget_visit(ui);
    window_show(&kiosk);
}

#ifndef __SANITIZE_ADDRESS__
/* The voice's thread needs a moment to throw away what nobody will hear. */
static bool is_gone(const char *shifted)
{
    for (int i = 0; i < 60 && memory_holds(shifted, false); i++)
        SDL_Delay(500);
    return !memory_holds(shifted, true);
}

/* Samples from the loudest part of what the voice says to a text: as it made them, and as loud as they are played. */
static void take_samples(const char *text, uint16_t made[MEMORY_SAMPLES], uint16_t played[MEMORY_SAMPLES])
{
    struct sound sound = {0};
    bool told = false;
    check(voice_speak(&sound, "id", VOICE_EAR, text, &told) == OK);
    size_t at = 0;
    for (size_t i = 0; i + MEMORY_SAMPLES < sound.n; i++)
        at = abs(sound.samples[i]) > abs(sound.samples[at]) ? i : at;
    for (size_t i = 0; i < MEMORY_SAMPLES; i++) {
        int sample = sound.samples[at + i];
        made[i] = (uint16_t)((uint16_t)sample ^ MEMORY_MASK);
        played[i] = (uint16_t)((uint16_t)(int16_t)(sample * SPEAKER_VOLUME / SPEAKER_MOST) ^ MEMORY_MASK);
    }
    sound_free(&sound);
}

static bool is_silent(const uint16_t masked[MEMORY_SAMPLES])
{
    for (int i = 0; i < 60 && memory_sounds(masked, false); i++)
        SDL_Delay(500);
    return !memory_sounds(masked, true);
}

/* What was typed and said, in no memory that can be written. The canaries are written one letter further, so that the
 * search does not find itself. */
static void test_memory(void)
{
    static const char nik[] = "4621858122:51111"; /* 3510747011940000 */
    static const char nik_said[] = "ujhb!mjnb!tbuv!opm!uvkvi";
    static const char name[] = "RVE[J";
    static const char name_small[] = "rve{j";
    put_espeak(SPEAKS);
    press(SDLK_F5);
    kiosk_hears_visit("V1", "id");
    screen(1, "nik.json");
    type_digits(nik);
    press(SDLK_F2);
    uint16_t made[MEMORY_SAMPLES], played[MEMORY_SAMPLES];
    struct reading reading;
    reading_of(kiosk_plan(), &reading);
    for (int i = 0; i < reading.n; i++)
        if (strlen(reading.pieces[i].text) == 31) /* sixteen digits in their cells */
            take_samples(telling_piece(ui, &reading.pieces[i]), made, played);
    turn_end();
    check(memory_holds(nik, false)); /* the search finds what is there */
    wait_until_quiet();
    press(SDLK_F2);
    check(choose("next"));
    check_said("answer", 1);
    screen(2, "text.json");
    for (const char *at = name; *at; at++)
        check(kiosk_tap(turn_text("key:%c", *at - 1)));
    turn_end();
    window_show(&kiosk);
    check(memory_holds(name, false));
    check(kiosk_tap("next"));
    check_said("answer", 2);
    kiosk_hears(json_pack("{s:s s:s s:s}", "type", "closed", "visit", "V1", "why", "done"));
    window_show(&kiosk);
    turn_end();
    check(is_silent(made) && is_silent(played));
    check(is_gone(nik) && is_gone(nik + 8) && is_gone(nik_said));
    check(is_gone(name) && is_gone(name + 1) && is_gone(name_small));
}
#endif

int main(void)
{
    setenv("ANJUNGAN_CLOCK", "1778726462", 1);
    setenv("SDL_AUDIODRIVER", "disk", 1);
    setenv("SDL_DISKAUDIOFILE", "/dev/null", 1);
    setenv("SDL_DISKAUDIODELAY", "0", 1);
    kiosk_open();
    ui = kiosk.mine;
    snprintf(heard_path, sizeof heard_path, "%s/heard", kiosk_run);
    check(system(turn_text("espeak-ng -v id -w %s/short.wav ya", kiosk_run)) == 0);
    write_scripts();
    put_espeak(WRITES);
    setenv("PATH", turn_text("%s/bin:%s", kiosk_run, getenv("PATH")), 1);
    kiosk_hears(kiosk_read("kiosk/home.json"));
    window_show(&kiosk);
    test_spelling();
    test_settings();
    test_scanner_stumbles();
    kiosk_hears_visit("V1", "id");
    test_foreign_keys();
    test_visit();
    test_control();
    test_idle();
    test_news();
    test_pin();
    test_jack();
    test_jack_at_rest();
    test_wake();
    test_still();
    test_mute();
#ifndef __SANITIZE_ADDRESS__ /* whose own memory is too large to be searched */
    test_memory();
#endif
    kiosk_close();
    return test_end();
}
