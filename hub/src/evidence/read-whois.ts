import type { RegistrationEvidence } from '../domain/diagnosis/evidence.ts'
import type { Instant } from '../domain/instant.ts'
import { collapse } from './read-html.ts'
import { readDate } from './read-date.ts'

/** What one server said: of the domain, where it speaks of it, and whom else to ask. */
export type WhoisAnswer = { readonly registration: RegistrationEvidence | null; readonly referral: string | null }

const MOST_LINES = 1000
const MOST_VALUES = 20
const MOST_TEXT = 200

const KEYS = {
  domain: ['domain name', 'domain'],
  registrar: ['registrar', 'registrar name', 'sponsoring registrar', 'registrar organization'],
  registrarExpires: ['registrar registration expiration date'],
  expires: [
    ...['registry expiry date', 'expiry date', 'expiration date', 'expires', 'expires on', 'expire', 'expire date', 'paid-till'],
    ...['renewal date', 'valid until', 'validity', 'expiration time', 'record expires on', 'domain expires', 'exp date', 'expire-date'],
  ],
  changed: ['updated date', 'last updated', 'last updated on', 'changed', 'last modified', 'modified', 'last-update', 'last update'],
  status: ['domain status', 'status', 'state', 'eppstatus'],
  nameServers: ['name server', 'name servers', 'nserver', 'nameserver', 'nameservers', 'domain servers in listed order'],
  referral: ['registrar whois server', 'refer', 'whois server', 'whois'],
} as const

// As registries say it, at the beginning of a line: a notice below a record says such words in other senses.
const FREE = /^\W*(no match|not found|no data found|no entries found|no object found|nothing found|domain not found|not registered|is free)\b|^\W*(the )?(queried )?(object|domain)\b.{0,100}\b(does not exist|not found|is free|is available)|^(status|state)\s*:\s*(free|available|not registered)\s*$/im // prettier-ignore
const BUSY = /\b(limit|quota|rate|too many|exceeded|try again|denied|blocked|blacklisted)\b/i

/**
 * Reads a WHOIS answer (RFC 3912: text in no fixed form). What speaks of another domain is no answer; a date that is odd, ambiguous
 * or given twice is null, never the past. Everything that comes out is one line of plain text.
 */
export function readWhois(text: string, domain: string, learntAt: Instant): WhoisAnswer {
  const said = fields(text)
  const first = (key: keyof typeof KEYS) => KEYS[key].flatMap((name) => said.get(name) ?? [])
  const referral = hostIn(first('referral')[0])
  const named = first('domain')[0]
  const isOurs = named !== undefined && bare(named) === domain
  const nothing = { domain, source: 'whois' as const, learntAt, retryAt: null }
  if (isOurs) {
    const registrar = first('registrar')[0]
    const registration: RegistrationEvidence = {
      ...nothing,
      found: true,
      registrar: registrar === undefined ? null : line(registrar.replace(/\[Tag = .*\]$/, '')) || null,
      status: [
        ...new Set(
          first('status')
            .map(spelled)
            .filter((status) => status !== ''),
        ),
      ].slice(0, MOST_VALUES),
      registryExpires: oneDate(first('expires')),
      registrarExpires: oneDate(first('registrarExpires')),
      nameServers: [...new Set(first('nameServers').map(bare).filter((name) => name.includes('.')))].slice(0, MOST_VALUES), // prettier-ignore
      changedAt: oneDate(first('changed')),
    }
    return { registration, referral }
  }
  if (named !== undefined || BUSY.test(text.slice(0, 2000)) || !FREE.test(text.slice(0, 4000))) return { registration: null, referral }
  const unknown = { registrar: null, status: [], registryExpires: null, registrarExpires: null, nameServers: [], changedAt: null }
  return { registration: { ...nothing, ...unknown, found: false }, referral }
}

/** `Key: value` lines, `[Key] value` lines, and values on the lines below a key that has none. Comments are passed over. */
function fields(text: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  let open: string | null = null
  const add = (key: string, value: string) => {
    const values = found.get(key) ?? []
    if (values.length < MOST_VALUES) values.push(value)
    found.set(key, values)
  }
  for (const raw of text.split(/\r\n|\r|\n/, MOST_LINES)) {
    const row = raw.slice(0, 1000).trim()
    if (row === '') open = null
    if (row === '' || /^[%#>]/.test(row)) continue
    const match = /^([A-Za-z][\w /()-]{0,60}?)[ .]*:(?:\s+|$)(.*)$/.exec(row) ?? /^(?:[a-z]\. )?\[([\w ]{1,60})\]\s*(.*)$/i.exec(row)
    const key = match?.[1]?.trim().toLowerCase()
    if (key !== undefined && match![2] !== '') add(key, match![2]!)
    else if (key === undefined && open !== null) add(open, row)
    if (key !== undefined) open = match![2] === '' ? key : null
  }
  return found
}

// `clientHold https://icann.org/epp#clientHold`, `client hold`, `ok`.
function spelled(status: string): string {
  const words = line(status.replace(/https?:\/\/\S*/g, ' ').replace(/\([^)]*\)/g, ' ')).replace(/[,;].*$/, '')
  return words.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().trim() // prettier-ignore
}

function oneDate(texts: readonly string[]): Instant | null {
  const dates = new Set(texts.map(readDate))
  return dates.size === 1 ? [...dates][0]! : null
}

function hostIn(text: string | undefined): string | null {
  const host = /^(?:(?:r?whois|https?):\/\/)?([a-z0-9][a-z0-9.-]{2,252})(?::43)?\/?$/i.exec((text ?? '').trim())?.[1] ?? null
  return host?.includes('.') ? host.toLowerCase() : null
}

const bare = (name: string) => line(name).split(' ')[0]!.toLowerCase().replace(/\.$/, '') // prettier-ignore
const line = (text: string) => collapse(text).slice(0, MOST_TEXT)
