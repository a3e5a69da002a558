/* anjungan-panel.c - a small window that plays the people and the devices around a kiosk.
 *
 * Every button is a line that could be typed as well: the panel starts `anjungan` with it and shows what it answers, so
 * it can do nothing that a person at a terminal cannot. The window closes when the kiosk has ended. */
#define _GNU_SOURCE
#include "base/conf.h"
#include "base/guard.h"

#include <SDL.h>
#include <SDL_ttf.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { COLUMNS = 4, WIDTH = 560, MARGIN = 10, ROW = 44, HEAD = 28, LINE = 20, LINES = 7, TEXT = 1024, POLL_MS = 1000 };

enum { SIGHT = 132, LAMP = 26 }; /* the devices, drawn; a light of the lamp */

struct button {
    const char *label, *command; /* without a command: a heading */
};

static const struct button buttons[] = {
    {"Card reader", NULL},
    {"Siti's", "sim card in 1"},
    {"Bambang's", "sim card in 2"},
    {"Dewi's", "sim card in 3"},
    {"Unreadable", "sim card bad 1"},
    {"Card out", "sim card out"},
    {"Cable out", "sim card unplug"},
    {"Cable in", "sim card plug"},
    {"Slip printer", NULL},
    {"Paper in", "sim paper in"},
    {"Paper low", "sim paper low"},
    {"Paper out", "sim paper out"},
    {"Out in 3 cm", "sim paper out after 17280"},
    {"Cover opens", "sim cover open"},
    {"Cover closes", "sim cover close"},
    {"Jam", "sim printer jam"},
    {"Jam cleared", "sim printer free"},
    {"Silent", "sim printer silent on"},
    {"Answers", "sim printer silent off"},
    {"Cable out", "sim printer unplug"},
    {"Cable in", "sim printer plug"},
    {"Scanner and lamp", NULL},
    {"A code", "sim scan https://mpp.example/n/1"},
    {"Garbage", "sim scanner garbage"},
    {"Cable out", "sim scanner unplug"},
    {"Cable in", "sim scanner plug"},
    {"Lamp out", "sim lamp unplug"},
    {"Lamp in", "sim lamp plug"},
    {"Phone and counter", NULL},
    {"Pay the bill", "pay"},
    {"Call to D1", "call D1"},
    {"Recall at D1", "recall D1"},
};

struct panel {
    const char *run;
    char *command; /* the path of `anjungan` */
    SDL_Window *window;
    SDL_Renderer *renderer;
    TTF_Font *font, *bold;
    SDL_Rect places[COUNT(buttons)];
    int bottom;       /* below the buttons */
    int pressed;      /* the button under the finger; -1: none */
    char said[TEXT];  /* the last command and its answer */
    char state[TEXT]; /* what the simulator says of itself */
    json_t *devices;  /* the same, as it says it; or NULL */
};

static const SDL_Color ink = {23, 27, 51, 255}, paper = {237, 239, 247, 255}, key = {255, 255, 255, 255},
                       dark = {33, 54, 144, 255};

/* In the child: `anjungan --run RUN WORDS`, its standard error told as its answer. */
_Noreturn static void become_command(const struct panel *panel, const char *line, int answer)
{
    char words[256], *arguments[16] = {panel->command, (char[]){"--run"}, (char *)(uintptr_t)panel->run};
    int n = 3;
    snprintf(words, sizeof words, "%s", line);
    for (char *at = strtok(words, " "); at && n < 15; at = strtok(NULL, " "))
        arguments[n++] = at;
    dup2(answer, STDOUT_FILENO);
    dup2(answer, STDERR_FILENO);
    execv(panel->command, arguments);
    _exit(127);
}

static void read_all(int fd, char *to, size_t size)
{
    size_t n = 0;
    ssize_t got;
    while (n + 1 < size && (got = read(fd, to + n, size - 1 - n)) > 0)
        n += (size_t)got;
    while (n > 0 && to[n - 1] == '\n')
        n--;
    to[n] = 0;
}

/* Runs one command to its end. True when it went well; `answer` holds what it wrote. */
static bool run_command(const struct panel *panel, const char *line, char *answer, size_t size)
{
    int ends[2], how = 1;
    if (pipe2(ends, O_CLOEXEC) < 0)
        return false;
    pid_t child = fork();
    if (child == 0)
        become_command(panel, line, ends[1]);
    close(ends[1]);
    read_all(ends[0], answer, size);
    close(ends[0]);
    return child > 0 && waitpid(child, &how, 0) == child && how == 0;
}

static void write_text(struct panel *panel, TTF_Font *font, const char *text, SDL_Color colour, int x, int y,
                       bool middle)
{
    if (!*text)
        return;
    SDL_Surface *surface = TTF_RenderUTF8_Blended(font, text, colour);
    SDL_Texture *texture = surface ? SDL_CreateTextureFromSurface(panel->renderer, surface) : NULL;
    if (texture) {
        SDL_Rect to = {x, y, surface->w, surface->h};
        if (middle)
            to.x -= to.w / 2, to.y -= to.h / 2;
        SDL_RenderCopy(panel->renderer, texture, NULL, &to);
    }
    SDL_DestroyTexture(texture);
    SDL_FreeSurface(surface);
}

/* How many bytes of the line fit into the window: up to a space when it has to be broken. */
static size_t fitting(const struct panel *panel, const char *line)
{
    int letters = 0, width;
    size_t bytes = 0;
    TTF_MeasureUTF8(panel->font, line, WIDTH - 2 * MARGIN, &width, &letters);
    for (; line[bytes] && letters > 0; letters--)
        do
            bytes++;
        while ((line[bytes] & 0xc0) == 0x80);
    if (!line[bytes])
        return bytes;
    size_t word = bytes;
    while (word > 0 && line[word - 1] != ' ')
        word--;
    return word ? word : bytes;
}

/* Breaks the text at line ends and where the window ends; returns the lines used. */
static int write_lines(struct panel *panel, const char *text, int y, int max)
{
    int used = 0;
    while (*text && used < max) {
        char *line = turn_text("%.*s", (int)strcspn(text, "\n"), text);
        size_t bytes = fitting(panel, line);
        if (bytes == 0 && *line)
            break;
        line[bytes] = 0;
        write_text(panel, panel->font, line, ink, MARGIN, y + used++ * LINE, false);
        text += bytes + (text[bytes] == '\n');
    }
    return used;
}

static void fill(struct panel *panel, const SDL_Rect *rect, SDL_Color colour)
{
    SDL_SetRenderDrawColor(panel->renderer, colour.r, colour.g, colour.b, 255);
    SDL_RenderFillRect(panel->renderer, rect);
}

static void draw_button(struct panel *panel, size_t i)
{
    const SDL_Rect *place = &panel->places[i];
    bool pressed = panel->pressed == (int)i;
    if (!buttons[i].command) {
        write_text(panel, panel->bold, buttons[i].label, ink, place->x, place->y + 6, false);
        return;
    }
    fill(panel, place, pressed ? dark : key);
    SDL_SetRenderDrawColor(panel->renderer, dark.r, dark.g, dark.b, 255);
    SDL_RenderDrawRect(panel->renderer, place);
    write_text(panel, panel->bold, buttons[i].label, pressed ? key : ink, place->x + place->w / 2,
               place->y + place->h / 2, true);
}

/* --- the devices, as somebody before the kiosk sees them ------------------------------------------------------------
 */

static void draw_disc(struct panel *panel, int x, int y, int radius, SDL_Color colour)
{
    SDL_SetRenderDrawColor(panel->renderer, colour.r, colour.g, colour.b, 255);
    for (int dy = -radius; dy <= radius; dy++) {
        int dx = 0;
        while ((dx + 1) * (dx + 1) + dy * dy <= radius * radius)
            dx++;
        SDL_RenderDrawLine(panel->renderer, x - dx, y + dy, x + dx, y + dy);
    }
}

static const char *of_device(const struct panel *panel, const char *device, const char *member)
{
    return json_text(json_object_get(panel->devices, device), member);
}

/* A light that is on fills its place, one that flashes half of it. */
static void draw_lamp(struct panel *panel, int x, int y)
{
    static const struct {
        const char *name;
        SDL_Color colour;
    } lights[] = {{"red", {206, 34, 34, 255}}, {"yellow", {238, 176, 0, 255}}, {"green", {25, 140, 60, 255}}};
    static const SDL_Color off = {196, 200, 216, 255};
    for (size_t i = 0; i < COUNT(lights); i++) {
        const char *is = of_device(panel, "lamp", lights[i].name);
        int at = y + LAMP / 2 + (int)i * (LAMP + 4);
        draw_disc(panel, x + LAMP / 2, at, LAMP / 2, off);
        if (strcmp(is, "on") == 0)
            draw_disc(panel, x + LAMP / 2, at, LAMP / 2, lights[i].colour);
        else if (strcmp(is, "flashes") == 0)
            draw_disc(panel, x + LAMP / 2, at, LAMP / 3, lights[i].colour);
        write_text(panel, panel->font, is, ink, x + LAMP + 8, at - 9, false);
    }
    bool sounds = strcmp(of_device(panel, "lamp", "buzzer"), "off") != 0;
    write_text(panel, panel->bold, sounds ? "It sounds" : "Lamp", ink, x, y + 3 * (LAMP + 4) + 6, false);
}

static void draw_reader(struct panel *panel, int x, int y)
{
    static const SDL_Color reader = {20, 28, 80, 255}, slot = {238, 176, 0, 255}, card = {214, 222, 248, 255};
    const char *is = of_device(panel, "card", "card");
    if (strcmp(is, "out") != 0)
        fill(panel, &(SDL_Rect){x + 30, y, 90, 60}, card);
    fill(panel, &(SDL_Rect){x, y + 42, 150, 44}, reader);
    fill(panel, &(SDL_Rect){x + 22, y + 50, 106, 6}, slot);
    int64_t number = json_number(json_object_get(panel->devices, "card"), "number", 0);
    write_text(panel, panel->bold, strcmp(is, "out") == 0 ? "No card" : turn_text("Card %d is %s", (int)number, is),
               ink, x, y + 3 * (LAMP + 4) + 6, false);
}

/* What hangs out, a pixel for eight rows; and the roll. */
static void draw_paper(struct panel *panel, int x, int y)
{
    static const SDL_Color printer = {70, 76, 100, 255};
    const json_t *is = json_object_get(panel->devices, "printer");
    int rows = (int)json_number(is, "rows", 0) / 8;
    fill(panel, &(SDL_Rect){x, y, 150, 26}, printer);
    if (rows > 0)
        fill(panel, &(SDL_Rect){x + 30, y + 20, 90, rows > 60 ? 60 : rows}, key);
    write_text(panel, panel->bold,
               turn_text("Paper %s, cover %s, %d slips", json_text(is, "paper"), json_text(is, "cover"),
                         (int)json_number(is, "slips", 0)),
               ink, x - 40, y + 3 * (LAMP + 4) + 6, false);
}

static void draw(struct panel *panel)
{
    fill(panel, NULL, paper);
    for (size_t i = 0; i < COUNT(buttons); i++)
        draw_button(panel, i);
    draw_lamp(panel, MARGIN, panel->bottom);
    draw_reader(panel, 120, panel->bottom);
    draw_paper(panel, 350, panel->bottom);
    int top = panel->bottom + SIGHT, used = write_lines(panel, panel->said, top, 4);
    write_lines(panel, panel->state, top + (used + 1) * LINE, LINES - used);
    SDL_RenderPresent(panel->renderer);
}

/* Headings take a row of their own; buttons stand three in a row. */
static void place_buttons(struct panel *panel)
{
    int column = 0, y = 0, width = (WIDTH - (COLUMNS + 1) * MARGIN) / COLUMNS;
    for (size_t i = 0; i < COUNT(buttons); i++) {
        bool heading = !buttons[i].command;
        if (column == COLUMNS || (heading && column > 0))
            column = 0, y += ROW;
        panel->places[i] = (SDL_Rect){MARGIN + column * (width + MARGIN), y, width, ROW - MARGIN / 2};
        if (heading)
            y += HEAD;
        else
            column++;
    }
    panel->bottom = y + ROW + MARGIN / 2;
}

static int button_at(const struct panel *panel, int x, int y)
{
    for (size_t i = 0; i < COUNT(buttons); i++)
        if (buttons[i].command && SDL_PointInRect(&(SDL_Point){x, y}, &panel->places[i]))
            return (int)i;
    return -1;
}

static void press(struct panel *panel, int at)
{
    char answer[TEXT - 128];
    run_command(panel, buttons[at].command, answer, sizeof answer);
    snprintf(panel->said, sizeof panel->said, "$ anjungan %s\n%s", buttons[at].command, answer);
}

/* {"card": {"in": 1}} as "card: in 1", a line for each device. */
static void write_state(struct panel *panel, const json_t *devices)
{
    const char *device, *member;
    json_t *state, *value;
    char *text = (char[]){""};
    json_object_foreach ((json_t *)(uintptr_t)devices, device, state) {
        text = turn_text("%s%s:", text, device);
        json_object_foreach (state, member, value) {
            char *word = json_dumps(value, JSON_ENCODE_ANY);
            text = turn_text("%s %s %s,", text, member, json_is_string(value) ? json_string_value(value) : word);
            free(word);
        }
        text[strlen(text) - 1] = '\n';
    }
    snprintf(panel->state, sizeof panel->state, "%s", text);
}

/* False when the kiosk has gone. */
static bool look(struct panel *panel)
{
    char answer[TEXT * 4];
    run_command(panel, "sim status", answer, sizeof answer);
    json_decref(panel->devices);
    panel->devices = json_loads(answer, 0, NULL);
    if (panel->devices)
        write_state(panel, panel->devices);
    else
        snprintf(panel->state, sizeof panel->state, "%.1000s", answer);
    return run_command(panel, "status", answer, sizeof answer);
}

/* False when the window should close. */
static bool handle(struct panel *panel, const SDL_Event *event)
{
    if (event->type == SDL_MOUSEBUTTONDOWN) {
        panel->pressed = button_at(panel, event->button.x, event->button.y);
    } else if (event->type == SDL_MOUSEBUTTONUP) {
        int at = button_at(panel, event->button.x, event->button.y);
        if (at >= 0 && at == panel->pressed)
            press(panel, at);
        panel->pressed = -1;
    }
    return event->type != SDL_QUIT;
}

static void show(struct panel *panel)
{
    Uint64 next = 0;
    for (bool open = true; open;) {
        SDL_Event event;
        if (SDL_GetTicks64() >= next) {
            open = look(panel);
            next = SDL_GetTicks64() + POLL_MS;
        }
        draw(panel);
        turn_end();
        if (SDL_WaitEventTimeout(&event, (int)(next - SDL_GetTicks64() > POLL_MS ? 0 : next - SDL_GetTicks64())))
            open = handle(panel, &event) && open;
    }
}

static void open_window(struct panel *panel)
{
    json_t *fonts = conf_read_file(turn_text("%s/share/fonts.conf", panel->run));
    TTF_Init();
    panel->font = TTF_OpenFont(json_text(fonts, "regular"), 14);
    panel->bold = TTF_OpenFont(json_text(fonts, "semibold"), 15);
    json_decref(fonts);
    place_buttons(panel);
    int height = panel->bottom + SIGHT + LINES * LINE + 2 * MARGIN;
    SDL_Rect desktop = {0};
    SDL_GetDisplayUsableBounds(0, &desktop); /* the lower right corner, where it covers least of the kiosk's screens */
    panel->window =
        SDL_CreateWindow("Anjungan", desktop.x + desktop.w - WIDTH, desktop.y + desktop.h - height, WIDTH, height, 0);
    panel->renderer = panel->window ? SDL_CreateRenderer(panel->window, -1, SDL_RENDERER_SOFTWARE) : NULL;
    if (!panel->font || !panel->bold || !panel->renderer)
        die("the panel cannot open its window: %s", SDL_GetError());
}

static void close_window(struct panel *panel)
{
    SDL_DestroyRenderer(panel->renderer);
    SDL_DestroyWindow(panel->window);
    TTF_CloseFont(panel->font);
    TTF_CloseFont(panel->bold);
    TTF_Quit();
    free(panel->command);
    json_decref(panel->devices);
}

/* `anjungan` lies beside the panel. */
static char *find_command(void)
{
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    must(n > 0);
    path[n] = 0;
    *strrchr(path, '/') = 0;
    return make_text(turn_text("%s/anjungan", path));
}

static int print_desktop(void)
{
    SDL_DisplayMode mode;
    if (SDL_GetDesktopDisplayMode(0, &mode) < 0)
        return 1;
    printf("%d %d\n", mode.w, mode.h);
    return 0;
}

int main(int argc, char **argv)
{
    bool desktop = argc == 2 && strcmp(argv[1], "--desktop") == 0;
    guard_start();
    if (!desktop && (argc != 3 || strcmp(argv[1], "--run") != 0))
        return fputs("usage: anjungan-panel --run RUN   (or --desktop: print the size of the display)\n", stderr), 2;
    if (SDL_Init(SDL_INIT_VIDEO) < 0)
        return fprintf(stderr, "anjungan-panel: no display: %s\n", SDL_GetError()), 1;
    int code = 0;
    if (desktop) {
        code = print_desktop();
    } else {
        struct panel panel = {.run = argv[2], .command = find_command(), .pressed = -1};
        open_window(&panel);
        show(&panel);
        close_window(&panel);
    }
    SDL_Quit();
    turn_end();
    return code;
}
