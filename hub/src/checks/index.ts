import { blocklist } from './blocklist.ts'
import type { Check } from './check.ts'
import { dns } from './dns.ts'
import { domain } from './domain.ts'
import { ftp } from './ftp.ts'
import { heartbeat } from './heartbeat.ts'
import { http } from './http.ts'
import { imap } from './imap.ts'
import { mysql } from './mysql.ts'
import { ping } from './ping.ts'
import { pop3 } from './pop3.ts'
import { postgresql } from './postgresql.ts'
import { redis } from './redis.ts'
import { smtp } from './smtp.ts'
import { ssh } from './ssh.ts'
import { tcp } from './tcp.ts'
import { tls } from './tls.ts'

/** Every way of looking; the order is the one people see. */
export const CHECKS: readonly Check[] = [
  http,
  tls,
  dns,
  domain,
  smtp,
  imap,
  pop3,
  ftp,
  ssh,
  mysql,
  postgresql,
  redis,
  tcp,
  ping,
  heartbeat,
  blocklist,
]
