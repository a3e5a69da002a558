/* minisign: our keys and signatures and those of the tool, both ways; what is not exactly right is refused. */
#define _GNU_SOURCE
#include "fixture.h"

#include <sys/wait.h>

static const char text[] = "one\ntwo\n";

/* Runs the tool in the folder of the test, silently; true when it is content. */
static bool tool(const char *arguments)
{
    return system(turn_text("cd %s && minisign %s >tool.log 2>&1 </dev/null", folder, arguments)) == 0;
}

static int read_signature(const char *name, struct signature *to)
{
    char *bytes;
    size_t n;
    must(file_read_path(path_of(name), 4096, &bytes, &n) == OK);
    const char *at = bytes;
    int code = signature_read(name, &at, bytes + n, to);
    check(code < 0 || at == bytes + n);
    free(bytes);
    return code;
}

static void test_own(void)
{
    struct pair *pair = &root_keys[0];
    struct public_key public;
    struct secret_key secret;
    struct signature signature;
    char id[KEY_ID_TEXT], line[PUBLIC_TEXT];
    check(key_write_files(path_of("own"), &pair->public, &pair->secret) == OK);
    check(public_key_read_file(path_of("own.pub"), &public) == OK &&
          memcmp(&public, &pair->public, sizeof public) == 0);
    check(secret_key_read_file(path_of("own"), &secret) == OK && memcmp(&secret, &pair->secret, sizeof secret) == 0);
    const char *made = signature_make(&secret, text, sizeof text - 1, "root 1"), *at = made;
    check_text(signature_make(&secret, text, sizeof text - 1, "root 1"), made);
    check(signature_read("own", &at, made + strlen(made), &signature) == OK && *at == 0);
    check_text(signature.comment, "root 1");
    check(signature_good(&signature, &public, text, sizeof text - 1));
    check(!signature_good(&signature, &public, text, sizeof text - 2));
    check(!signature_good(&signature, &root_keys[1].public, text, sizeof text - 1));
    key_id_write((const unsigned char *)"\x38\xe1\xcc\xe8\x71\x10\x5f\x67", id);
    check_text(id, "675F1071E8CCE138");
    public_key_write(&public, line);
    check(public_key_read(line, &public) == OK);
    line[55] = '=';
    check(public_key_read(line, &public) == E_FORMAT);
}

static void test_never_over_a_key(void)
{
    quiet_start();
    check(key_write_files(path_of("own"), &root_keys[1].public, &root_keys[1].secret) < 0);
    check(quiet_end() == 1 && strstr(said, "never overwritten"));
}

static void test_files(void)
{
    static const char *const bad[] = {"",
                                      "untrusted comment: x",
                                      "untrusted comment: x\n",
                                      "RWQ4\n",
                                      "untrusted comment: x\nRWQ4\n",
                                      "untrusted comment: x\n%%%%\n",
                                      "untrusted comment: x\nRWQ4\nmore\n"};
    struct public_key public;
    struct secret_key secret;
    for (size_t i = 0; i < COUNT(bad); i++) {
        fixture_write("bad", bad[i], strlen(bad[i]));
        quiet_start();
        check(public_key_read_file(path_of("bad"), &public) < 0 && secret_key_read_file(path_of("bad"), &secret) < 0);
        check(quiet_end() == 2);
    }
    quiet_start();
    check(secret_key_read_file(path_of("own.pub"), &secret) < 0 && public_key_read_file(path_of("own"), &public) < 0);
    check(secret_key_read_file(path_of("none"), &secret) < 0);
    check(quiet_end() == 3);
}

/* A secret whose halves do not belong together would give its key away with the first signature. */
static void test_damaged_secret(void)
{
    char *bytes;
    size_t n;
    struct secret_key secret;
    must(file_read_path(path_of("own"), 4096, &bytes, &n) == OK);
    bytes[n - 80] = bytes[n - 80] == 'A' ? 'B' : 'A';
    fixture_write("damaged", bytes, n);
    free(bytes);
    quiet_start();
    check(secret_key_read_file(path_of("damaged"), &secret) == E_FORMAT);
    check(quiet_end() == 1 && strstr(said, "damaged"));
}

/* Every byte of a signature, changed in three ways: it is not read, or it is not good. */
static void test_every_byte(void)
{
    const char *made = signature_make(&root_keys[0].secret, text, sizeof text - 1, "root 1");
    size_t n = strlen(made);
    struct signature signature;
    quiet_start();
    for (size_t i = 0; i < n; i++) {
        for (int change = 0; change < 3; change++) {
            char *copy = memcpy(make(n), made, n);
            copy[i] = (char)(change == 0 ? copy[i] ^ 1 : change == 1 ? copy[i] ^ 0x20 : 0);
            const char *at = copy;
            check(signature_read("changed", &at, copy + n, &signature) < 0 ||
                  !signature_good(&signature, &root_keys[0].public, text, sizeof text - 1));
            free(copy);
        }
    }
    for (size_t i = 0; i < n; i++) {
        char *copy = memcpy(make(i), made, i);
        const char *at = copy;
        check(signature_read("cut", &at, copy + i, &signature) < 0);
        free(copy);
    }
    quiet_end();
}

static void test_the_tool_reads_ours(void)
{
    const char *made = signature_make(&root_keys[0].secret, text, sizeof text - 1, "bundle a 1");
    fixture_write("text", text, sizeof text - 1);
    fixture_write("text.minisig", made, strlen(made));
    check(tool("-Vm text -p own.pub"));
    check(tool("-Sm text -s own -x again.minisig -t 'bundle a 1'")); /* and our secret key */
    char *bytes;
    size_t n;
    must(file_read_path(path_of("again.minisig"), 4096, &bytes, &n) == OK);
    check_text(bytes, made); /* to the byte */
    free(bytes);
    fixture_write("text", "other", 5);
    check(!tool("-Vm text -p own.pub"));
}

static void test_we_read_the_tools(void)
{
    struct public_key public;
    struct secret_key secret;
    struct signature signature;
    check(tool("-G -W -p tool.pub -s tool"));
    fixture_write("text", text, sizeof text - 1);
    check(tool("-Sm text -s tool -t 'root 7'"));
    check(public_key_read_file(path_of("tool.pub"), &public) == OK);
    check(secret_key_read_file(path_of("tool"), &secret) == OK);
    check(read_signature("text.minisig", &signature) == OK);
    check_text(signature.comment, "root 7");
    check(signature_good(&signature, &public, text, sizeof text - 1));
    check(tool("-Slm text -s tool -t 'root 7'")); /* the old kind, without hash: not accepted */
    quiet_start();
    check(read_signature("text.minisig", &signature) == E_FORMAT);
    check(quiet_end() == 1);
}

/* A key with a password is not opened; the reason says who can. */
static void test_password(void)
{
    struct secret_key secret;
    char *bytes, *line;
    size_t n;
    must(file_read_path(path_of("own"), 4096, &bytes, &n) == OK);
    line = strchr(bytes, '\n') + 1;
    memcpy(line, "RWRTY0Iy", 8); /* "EdSc": locked by scrypt */
    fixture_write("locked", bytes, n);
    free(bytes);
    quiet_start();
    check(secret_key_read_file(path_of("locked"), &secret) == E_DENIED);
    check(quiet_end() == 1 && strstr(said, "password"));
}

int main(void)
{
    fixture_start();
    test_own();
    test_never_over_a_key();
    test_files();
    test_damaged_secret();
    test_password();
    test_every_byte();
    if (system("command -v minisign >/dev/null") == 0) {
        test_the_tool_reads_ours();
        test_we_read_the_tools();
    } else {
        printf("skipped: the tool's own keys and signatures; the package minisign is not installed (scripts/setup "
               "test)\n");
    }
    fixture_end();
    return test_end();
}
