/* kiosk.h - a whole kiosk of its own for a measure: `anjungan up` in a new run folder, a robot at its window. */
#ifndef BENCH_KIOSK_H
#define BENCH_KIOSK_H

#include "bench/bench.h"
#include "bench/program.h"
#include "robot/visit.h"

enum { KIOSK_PROGRAMS = 24 };

struct kiosk {
    struct bench *bench;
    char *run;
    struct program up;
    struct site site;
    struct robot robot;
    bool has_robot;
    int width, height; /* of the citizen's window; 0: as usual */
};

struct kiosk_program {
    char name[24];
    pid_t pid;
};

/* A new run folder; nothing runs yet. */
void kiosk_new(struct kiosk *kiosk, struct bench *bench);

/* Starts it; `without` is a program that is left out, or NULL. */
int kiosk_up(struct kiosk *kiosk, const char *without);

/* Until every program that is started at once runs and the robot sees home with services. */
int kiosk_wait(struct kiosk *kiosk);

/* Both, and then for a while nothing, so that leases, the board and the first pictures are over. */
int kiosk_open(struct kiosk *kiosk, struct bench *bench);
int kiosk_open_sized(struct kiosk *kiosk, struct bench *bench, int width, int height);

void kiosk_down(struct kiosk *kiosk);
void kiosk_close(struct kiosk *kiosk);

/* Every process that runs now, the supervisor ("up") first; returns how many. */
int kiosk_programs(struct kiosk *kiosk, struct kiosk_program list[KIOSK_PROGRAMS]);

/* 0 when it does not run. */
pid_t kiosk_pid(struct kiosk *kiosk, const char *name);

/* The citizen's window on the display. */
struct area kiosk_window(const struct kiosk *kiosk);

/* One whole visit for a police certificate, back to home. `arrived` (may be NULL) is called at every screen. */
int kiosk_visit(struct kiosk *kiosk, void (*arrived)(struct visit *visit, void *mine), void *mine);

#endif
