import type { Evidence } from './evidence.ts'

/** The line that shows the certificate of a site as visitors get it, with what `x509` is to print of it. */
export const openssl =
  (print: string) =>
  ({ site }: Evidence) =>
    `openssl s_client -connect ${site.host}:443 -servername ${site.host} </dev/null 2>/dev/null | openssl x509 ${print}`
