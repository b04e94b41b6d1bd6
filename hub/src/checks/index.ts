import type { Check } from './check.ts'
import { dns } from './dns.ts'
import { http } from './http.ts'
import { tls } from './tls.ts'

/** Every way of looking; the order is the one people see. */
export const CHECKS: readonly Check[] = [http, tls, dns]
