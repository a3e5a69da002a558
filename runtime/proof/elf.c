/* elf.c - see elf.h.
 *
 * What a driver may import is a short list of functions that compute; what is not on it is refused, so that nobody has
 * to think of everything that opens, waits, forks, ends the process or asks what time it is. */
#define _GNU_SOURCE
#include "proof/elf.h"

#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Computing: bytes, texts, numbers, sorting, arithmetic. Memory of a driver's own is counted while it plays. */
static const char *const allowed[] = {
    "memcpy",
    "memmove",
    "memset",
    "memcmp",
    "memchr",
    "memrchr",
    "memmem",
    "mempcpy",
    "explicit_bzero",
    "strlen",
    "strnlen",
    "strcmp",
    "strncmp",
    "strcasecmp",
    "strncasecmp",
    "strcpy",
    "strncpy",
    "stpcpy",
    "strcat",
    "strncat",
    "strchr",
    "strrchr",
    "strchrnul",
    "strstr",
    "strcasestr",
    "strspn",
    "strcspn",
    "strpbrk",
    "strtok_r",
    "strsep",
    "strtol",
    "strtoul",
    "strtoll",
    "strtoull",
    "strtod",
    "atoi",
    "atol",
    "atoll",
    "__isoc23_strtol",
    "__isoc23_strtoul",
    "__isoc23_strtoll",
    "__isoc23_strtoull",
    "__isoc99_sscanf",
    "sscanf",
    "snprintf",
    "vsnprintf",
    "abs",
    "labs",
    "llabs",
    "div",
    "ldiv",
    "qsort",
    "bsearch",
    "isalnum",
    "isalpha",
    "isdigit",
    "isxdigit",
    "isspace",
    "isprint",
    "isupper",
    "islower",
    "toupper",
    "tolower",
    "__ctype_b_loc",
    "__ctype_tolower_loc",
    "__ctype_toupper_loc",
    "malloc",
    "calloc",
    "realloc",
    "free",
    "_setjmp",
    "longjmp",
    "__stack_chk_fail",
    "__cxa_finalize",
    "__gmon_start__",
    "_ITM_registerTMCloneTable",
    "_ITM_deregisterTMCloneTable",
};

/* And libjpeg, which every driver of a camera needs and which works in memory. */
static const char *const allowed_beginnings[] = {"jpeg_", "__asan_", "__ubsan_", "__lsan_", "__sanitizer_"};

/* Why not, for what is met most. Beginnings of names. */
static const struct {
    const char *name, *why;
} forbidden[] = {
    {"pthread_", "a driver has no thread"},
    {"fork", "a driver starts no process"},
    {"exec", "a driver starts no process"},
    {"system", "a driver starts no process"},
    {"popen", "a driver starts no process"},
    {"exit", "a driver does not end the process"},
    {"_exit", "a driver does not end the process"},
    {"abort", "a driver does not end the process"},
    {"__assert_fail", "a driver does not end the process: build with -DNDEBUG, or answer KD_BROKEN"},
    {"signal", "a driver has no signals"},
    {"sigaction", "a driver has no signals"},
    {"sleep", "a driver waits for nothing: set a timer"},
    {"usleep", "a driver waits for nothing: set a timer"},
    {"nanosleep", "a driver waits for nothing: set a timer"},
    {"poll", "a driver waits for nothing: bytes come to input()"},
    {"select", "a driver waits for nothing: bytes come to input()"},
    {"time", "a driver has no clock: set a timer"},
    {"clock", "a driver has no clock: set a timer"},
    {"gettimeofday", "a driver has no clock: set a timer"},
    {"open", "a driver opens nothing: the host owns the port"},
    {"fopen", "a driver opens nothing: the host owns the port"},
    {"socket", "a driver opens nothing: the host owns the port"},
    {"connect", "a driver opens nothing: the host owns the port"},
    {"read", "a driver reads nothing: bytes come to input()"},
    {"write", "a driver writes nothing: it has send() and log()"},
    {"printf", "a driver writes nothing: it has send() and log()"},
    {"__printf_chk", "a driver writes nothing: it has send() and log()"},
    {"__fprintf_chk", "a driver writes nothing: it has send() and log()"},
    {"fprintf", "a driver writes nothing: it has send() and log()"},
    {"puts", "a driver writes nothing: it has send() and log()"},
    {"dlopen", "a driver loads nothing"},
    {"dlsym", "a driver loads nothing"},
    {"getenv", "a driver has no environment: settings come with attach()"},
    {"libusb_", "a driver opens nothing: the host owns the port. A vendor's library becomes a program of its own"},
};

LIKE_PRINTF(2) static void wrong(struct elf_facts *facts, const char *format, ...)
{
    va_list args;
    if (facts->n_wrong == ELF_WRONG)
        return;
    va_start(args, format);
    vsnprintf(facts->wrong[facts->n_wrong++], sizeof facts->wrong[0], format, args);
    va_end(args);
}

static bool is_among(const char *name, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i], name) == 0)
            return true;
    return false;
}

/* memcpy is __memcpy_chk in a fortified build. */
static bool is_allowed(const char *name)
{
    size_t n = strlen(name);
    char plain[64];
    for (size_t i = 0; i < COUNT(allowed_beginnings); i++)
        if (strncmp(name, allowed_beginnings[i], strlen(allowed_beginnings[i])) == 0)
            return true;
    if (is_among(name, allowed, COUNT(allowed)))
        return true;
    if (n < 7 || n >= sizeof plain || strncmp(name, "__", 2) != 0 || strcmp(name + n - 4, "_chk") != 0)
        return false;
    snprintf(plain, sizeof plain, "%.*s", (int)(n - 6), name + 2);
    return is_among(plain, allowed, COUNT(allowed));
}

static void judge_import(struct elf_facts *facts, const char *name)
{
    facts->n_imports++;
    if (strncmp(name, "__asan_", 7) == 0)
        facts->sanitized = true;
    if (is_allowed(name))
        return;
    for (size_t i = 0; i < COUNT(forbidden); i++)
        if (strncmp(name, forbidden[i].name, strlen(forbidden[i].name)) == 0) {
            wrong(facts, "it imports %s: %s", name, forbidden[i].why);
            return;
        }
    wrong(facts, "it imports %s, which is none of the functions that only compute (hw/README.md)", name);
}

/* AddressSanitizer adds a sign of its own beside each symbol. */
static void judge_export(struct elf_facts *facts, const char *name)
{
    facts->n_exports++;
    if (strcmp(name, "kiosk_driver") != 0 && strncmp(name, "__odr_asan.", 11) != 0)
        wrong(facts, "it exports %s: kiosk_driver is the one symbol; build with -fvisibility=hidden", name);
}

static void judge_symbol(struct elf_facts *facts, const GElf_Sym *symbol, const char *name)
{
    unsigned bind = GELF_ST_BIND(symbol->st_info), hidden = GELF_ST_VISIBILITY(symbol->st_other);
    if (!name || !*name || bind == STB_LOCAL)
        return;
    if (symbol->st_shndx == SHN_UNDEF)
        judge_import(facts, name);
    else if (hidden == STV_DEFAULT || hidden == STV_PROTECTED)
        judge_export(facts, name);
}

static int judge_symbols(struct elf_facts *facts, Elf *elf, const char *path)
{
    for (Elf_Scn *part = elf_nextscn(elf, NULL); part; part = elf_nextscn(elf, part)) {
        GElf_Shdr head;
        Elf_Data *data = elf_getdata(part, NULL);
        if (!gelf_getshdr(part, &head) || head.sh_type != SHT_DYNSYM || !data || head.sh_entsize == 0)
            continue;
        for (size_t i = 0; i < data->d_size / head.sh_entsize; i++) {
            GElf_Sym symbol;
            if (gelf_getsym(data, (int)i, &symbol))
                judge_symbol(facts, &symbol, elf_strptr(elf, head.sh_link, symbol.st_name));
        }
        return OK;
    }
    return fail(E_FORMAT, "%s: there are no symbols in it", path);
}

static int look(struct elf_facts *facts, int fd, const char *path)
{
    GElf_Ehdr head;
    elf_version(EV_CURRENT);
    Elf *elf = elf_begin(fd, ELF_C_READ, NULL);
    int code = OK;
    if (!elf || !gelf_getehdr(elf, &head) || head.e_type != ET_DYN)
        code = fail(E_FORMAT, "%s: no shared object (cc -shared -fPIC)", path);
    else
        code = judge_symbols(facts, elf, path);
    elf_end(elf);
    return code;
}

int elf_look(const char *path, struct elf_facts *facts)
{
    *facts = (struct elf_facts){0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail(E_IO, "%s: %s", path, strerror(errno));
    int code = look(facts, fd, path);
    close(fd);
    if (code == OK && facts->n_exports == 0)
        wrong(facts, "it exports no kiosk_driver: KD_EXPORT const struct kd_driver kiosk_driver = {...};");
    return code;
}
