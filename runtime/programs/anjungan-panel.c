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

enum { COLUMNS = 3, WIDTH = 460, MARGIN = 12, ROW = 52, HEAD = 30, LINE = 20, LINES = 9, TEXT = 1024, POLL_MS = 1000 };

struct button {
    const char *label, *command; /* without a command: a heading */
};

static const struct button buttons[] = {
    {"Card reader", NULL},
    {"Siti's card", "sim card in 1"},
    {"Bambang's card", "sim card in 2"},
    {"Dewi's card", "sim card in 3"},
    {"Card out", "sim card out"},
    {"Slip printer", NULL},
    {"Paper out", "sim paper out"},
    {"Cover open", "sim cover open"},
    {"Silent", "sim printer silent on"},
    {"Paper in", "sim paper in"},
    {"Cover closed", "sim cover close"},
    {"Answers again", "sim printer silent off"},
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

static void draw(struct panel *panel)
{
    fill(panel, NULL, paper);
    for (size_t i = 0; i < COUNT(buttons); i++)
        draw_button(panel, i);
    int used = write_lines(panel, panel->said, panel->bottom, 4);
    write_lines(panel, panel->state, panel->bottom + (used + 1) * LINE, LINES - used);
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
    json_t *devices = json_loads(answer, 0, NULL);
    if (devices)
        write_state(panel, devices);
    else
        snprintf(panel->state, sizeof panel->state, "%.1000s", answer);
    json_decref(devices);
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
    int height = panel->bottom + LINES * LINE + 2 * MARGIN;
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
