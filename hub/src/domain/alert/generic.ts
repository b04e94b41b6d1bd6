import { valueAt } from '../value-at.ts'
import type { Alert, AlertKind } from './alert.ts'
import { linkIn, momentIn, nameIn, namesIn, wordsIn } from './words-of.ts'

/** Where a sender's JSON says what: each a path (`valueAt`). */
export type AlertMapping = {
  readonly alerts: string | null // to a list of alerts; null: the document is one
  readonly key: string
  readonly site: string
  readonly name: string | null
  readonly state: string | null // null: whatever comes is firing
  readonly firing: readonly string[] // its values that say so; empty: every other
  readonly resolved: readonly string[]
  readonly starts: string | null // when the episode began, the same in all of its alerts
  readonly says: string | null
  readonly link: string | null
}

const MOST = 1000

/** Any JSON, by where the operator says that it says what. */
export const generic: AlertKind = {
  kind: 'generic',
  title: 'JSON with a mapping',
  read(payload, mapping) {
    if (!mapping) return { wrong: 'There is no mapping that says where it says what.' }
    const entries = mapping.alerts === null ? [payload] : valueAt(payload, mapping.alerts)
    if (!Array.isArray(entries) || entries.length > MOST)
      return { wrong: `There is no list of at most ${MOST} alerts at ${mapping.alerts}.` }
    const read = entries.map((entry) => readEntry(entry, mapping))
    const wrong = read.find((one) => typeof one === 'string')
    return wrong === undefined ? { alerts: read.filter((one) => typeof one === 'object' && one !== null) } : { wrong }
  },
}

// Null: of a state that says nothing; a text: what is missing.
function readEntry(entry: unknown, mapping: AlertMapping): Alert | string | null {
  const at = (path: string | null) => (path === null ? undefined : valueAt(entry, path))
  const key = nameIn(at(mapping.key))
  if (key === '') return `There is nothing at ${mapping.key}, which is to name the alert.`
  const state = stateOf(at(mapping.state), mapping)
  if (state === 'unknown') return `There is nothing at ${mapping.state}, which is to say whether it fires.`
  if (state === null) return null
  const sites = at(mapping.site)
  const since = momentIn(at(mapping.starts))
  return {
    key,
    name: nameIn(at(mapping.name), key),
    about: namesIn(...(Array.isArray(sites) ? sites : [sites]), at(mapping.name)),
    state,
    ...{ since, at: state === 'firing' ? since : null },
    says: wordsIn(at(mapping.says)),
    link: linkIn(at(mapping.link)),
  }
}

function stateOf(value: unknown, { state, firing, resolved }: AlertMapping): Alert['state'] | 'unknown' | null {
  if (state === null) return 'firing'
  if (!['string', 'number', 'boolean'].includes(typeof value)) return 'unknown'
  const said = String(value).trim().toLowerCase()
  if (resolved.includes(said)) return 'resolved'
  return firing.length === 0 || firing.includes(said) ? 'firing' : null
}
