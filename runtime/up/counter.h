/* counter.h - what an officer does from the terminal: call a number, read what arrived, settle a simulated bill. */
#ifndef UP_COUNTER_H
#define UP_COUNTER_H

#include "up/options.h"

/* Calls the next number to a counter ("D1") and prints it; queue NULL: the counter's own. */
int counter_call(const char *run, const char *counter, const char *queue);
int counter_recall(const char *run, const char *counter);

/* Prints the letters that the back offices have received and opened, one JSON value a line. */
int counter_letters(const char *run);

/* As if the citizen had paid with a phone; code NULL: the newest bill that is open. */
int counter_pay(const char *run, const char *code);

/* What an officer of a simulated agency decides about a case, as the words of `anjungan decide` say. 1 after --help. */
int counter_decide(const char *run, struct words words);

#endif
