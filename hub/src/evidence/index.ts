import type { Collector } from './collector.ts'
import { core } from './core.ts'
import { dns } from './dns.ts'
import { listed } from './listed.ts'
import { page } from './page.ts'
import { panel } from './panel.ts'
import { provider } from './provider.ts'
import { registration } from './registration.ts'
import { tls } from './tls.ts'
import { variants } from './variants.ts'

/** Every source of evidence. Adding one is a file, its test, and a line here. */
export const collectors: readonly Collector[] = [page, tls, dns, registration, variants, provider, listed, panel, core]
