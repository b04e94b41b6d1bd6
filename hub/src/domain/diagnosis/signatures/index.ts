import { applications } from './applications.ts'
import { capacity } from './capacity.ts'
import { defaultPages } from './default-pages.ts'
import { edges } from './edges.ts'
import { intrusions } from './intrusions.ts'
import { providers } from './providers.ts'
import { registration } from './registration.ts'
import type { Signature } from './signature.ts'
import { suspended } from './suspended.ts'
import { unmapped } from './unmapped.ts'
import { walls } from './walls.ts'

/** Kept with every diagnosis, so that an old one can be judged again with the rules of its day. Raised with every change to an entry. */
export const RULESET = '2026-11-22.1'

/** Every signature, a file for each family. Adding one is an entry there and a sample page in `samples/`. */
export const signatures: readonly Signature[] = [
  ...suspended,
  ...unmapped,
  ...registration,
  ...defaultPages,
  ...applications,
  ...capacity,
  ...edges,
  ...walls,
  ...intrusions,
  ...providers,
]
