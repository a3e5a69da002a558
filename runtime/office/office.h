/* office.h - the receiving back office: the embedded default, and the model for agencies that build their own.
 *
 * One process serves every simulated agency below its own path: /polri, /dukcapil, /biller. What arrived stays sealed
 * on disk and is opened only when an officer asks for it. */
#ifndef OFFICE_OFFICE_H
#define OFFICE_OFFICE_H

#include "base/clock.h"
#include "base/site.h"
#include "office/envelope.h"
#include "web/db.h"
#include "web/web.h"

enum { OFFICE_FAULTS = 16 };

/* What an agency does wrong the next `times` times, for tests. */
struct fault {
    char agency[32], mode[12];
    int64_t times, ms;
};

struct office {
    const struct site *site;
    struct loop *loop;
    struct web *web;
    struct db db;
    struct keys *webhooks, *officers;
    struct opener opener;
    json_t *people; /* the population register: those on the simulated cards */
    json_t *rules;  /* those that everybody shares: when the KUA is closed */
    struct fault faults[OFFICE_FAULTS];
};

/* Serves on the listening socket; ends the program when it cannot. */
void office_open(struct office *office, const struct site *site, int listener);
int office_run(struct office *office);
void office_close(struct office *office);

/* Now, in Unix seconds. */
int64_t office_now(void);

/* The agency of the request's first path segment; NULL when there is none or a fault was ordered that answers for it,
 * which was then answered. */
const char *office_agency(struct office *office, struct request *request);

/* True when the headers of Standard Webhooks are there and fit the body; otherwise it was answered. */
bool office_signed(struct office *office, struct request *request, const char *agency);

/* Spoils the request as ordered. True when it was answered already. */
bool fault_take(struct office *office, struct request *request, const char *agency);

/* The person with that NIK as the register knows it, NULL when it does not. New. */
json_t *people_find(const struct office *office, const char *nik);

/* The rules that everybody shares, {rules}; when the KUA has time for an akad, from a day on, NULL when it is no day.
 * New. */
json_t *slots_rules(const struct site *site);
json_t *slots_find(const struct office *office, const char *from);

/* What is wrong with an opened letter by its schema; NULL: nothing, or there is none. Turn memory. */
const char *schema_wrong(const struct office *office, const char *type, const json_t *data);

/* A letter or a notice about its case has arrived (data: opened). And questions about cases: false when it is none,
 * else *value is the answer (new), NULL when the case is not known. */
void cases_take(struct office *office, const char *agency, const char *type, const json_t *data);
bool cases_look(struct office *office, const char *agency, const char *name, const json_t *input, json_t **value);

/* The look dukcapil.document; and a letter, which may say that one was printed. */
json_t *look_document(struct office *office, const json_t *input);
void documents_take(struct office *office, const char *type, const json_t *data);

/* Handlers, as in "HTTP of an agency's back office" of runtime/messages.md. */
void letters_post(void *mine, struct request *request);
void letters_get(void *mine, struct request *request);
void pictures_get(void *mine, struct request *request);
void looks_post(void *mine, struct request *request);
void cases_decide(void *mine, struct request *request);
void bills_post(void *mine, struct request *request);
void bills_get(void *mine, struct request *request);
void bills_list(void *mine, struct request *request);
void bills_pay(void *mine, struct request *request);
void faults_post(void *mine, struct request *request);

#endif
