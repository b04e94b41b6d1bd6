/* The floor of one check, in C over OpenSSL: connect, a handshake whose certificate is verified, GET, the whole body, close. Blocking, one at a time.
 * cc -O2 -o floor floor.c -lssl -lcrypto;  floor PORT COUNT [CA.pem NAME [PAUSE_US]]: with a pause before each it is as cold as a check is at that rate. */
#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <netinet/tcp.h>
#include <unistd.h>

static double cpu(void) {
  struct rusage r;
  getrusage(RUSAGE_SELF, &r);
  return r.ru_utime.tv_sec + r.ru_stime.tv_sec + (r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e6;
}
int main(int c, char **v) {
  int port = atoi(v[1]), count = atoi(v[2]), pause = c > 5 ? atoi(v[5]) : 0, well = 0;
  const char *name = c > 4 ? v[4] : "site-0.farm.test";
  SSL_CTX *x = NULL;
  if (c > 4) {
    x = SSL_CTX_new(TLS_client_method());
    if (!SSL_CTX_load_verify_locations(x, v[3], NULL)) return 2;
    SSL_CTX_set_verify(x, SSL_VERIFY_PEER, NULL);
    SSL_CTX_set_session_cache_mode(x, SSL_SESS_CACHE_OFF);
  }
  static char buffer[65536];
  char request[300];
  int length = sprintf(request, "GET / HTTP/1.1\r\nHost: %s\r\nUser-Agent: floor\r\nAccept: */*\r\nConnection: close\r\n\r\n", name);
  double began = cpu();
  for (int i = 0; i < count; i++) {
    if (pause) usleep(pause);
    int s = socket(AF_INET, SOCK_STREAM, 0), n = 0, r, one = 1;
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (connect(s, (void *)&a, sizeof a)) return 1;
    setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (x) {
      SSL *q = SSL_new(x);
      SSL_set_fd(q, s);
      SSL_set_tlsext_host_name(q, name);
      SSL_set1_host(q, name);
      if (SSL_connect(q) != 1) return ERR_print_errors_fp(stderr), 1;
      SSL_write(q, request, length);
      while ((r = SSL_read(q, buffer + n, sizeof buffer - 1 - n)) > 0) n += r;
      SSL_shutdown(q);
      SSL_free(q);
    } else {
      if (write(s, request, length) != length) return 1;
      while ((r = read(s, buffer + n, sizeof buffer - 1 - n)) > 0) n += r;
    }
    buffer[n] = 0;
    close(s);
    well += !strncmp(buffer, "HTTP/1.1 200", 12) && strstr(buffer, "fresh bread") != NULL;
  }
  printf("{\"cpuPer1000\":%.4f}\n", (cpu() - began) / count * 1000);
  return well == count ? 0 : 1;
}
