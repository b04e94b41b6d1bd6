import type { Instant } from '../instant.ts'
import type { AlertMapping } from './generic.ts'

/** What another monitor says of something that it watches. It never declares an outage: it makes us look. */
export type Alert = {
  readonly key: string // what the other calls it: the same in every alert of the same thing
  readonly name: string
  readonly about: readonly string[] // what may name the site, the surest first: addresses, hosts, names
  readonly state: 'firing' | 'resolved'
  readonly since: Instant | null // when this episode began, where it says so in every alert of it
  readonly at: Instant | null // when it came to be so, by the other's clock
  readonly says: string
  readonly link: string | null
}

/** What a payload holds; `wrong`: nothing that this kind of source sends. A test of the other side holds no alert. */
export type AlertReading = { readonly alerts: readonly Alert[] } | { readonly wrong: string }

/** One kind of monitor. Adding one is a file, its samples in a test, and a line in `index.ts`. */
export type AlertKind = {
  readonly kind: string
  readonly title: string
  read(payload: unknown, mapping: AlertMapping | null): AlertReading
}

/** How the plan names who may send alerts; its token and its signing secret stand apart. */
export type AlertSource = {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly partner: string | null // whose sites alone it may speak of; null: anybody's
  readonly sites: Readonly<Record<string, string>> // what it calls them, and what we do
  readonly mapping: AlertMapping | null
}
