import type { HostEvent } from '@allclear/wire/agent.ts'
import { redact } from './redact.ts'

/** From where who has logged in, and when last: kept over a restart of the agent. */
export type LoginMemory = { readonly began: number; readonly known: Readonly<Record<string, number>> } // `ana 192.0.2`

const DAY_MS = 86_400_000
const LEARNS_MS = 7 * DAY_MS
const FORGETS_MS = 90 * DAY_MS
const HOUR_MS = 3_600_000
const MANY = 10 // failures within an hour
const MOST_ADDRESSES = 2000
const MOST_KNOWN = 500
const ADDRESS = String.raw`(?<address>[\da-fA-F:.]+)`
// Anchored at both ends: the name in the middle is whatever a stranger types.
const SSH_IN = new RegExp(`^Accepted (?<way>\\S+) for (?<user>.+) from ${ADDRESS} port \\d+ ssh2(: .*)?$`)
const SSH_OUT = new RegExp(`^(Failed \\S+ for .*|Invalid user .*) from ${ADDRESS} port \\d+( ssh2)?$`)
const MAIL_IN = new RegExp(`^(imap|pop3|submission|managesieve)-login: Login: user=<(?<user>[^>]*)>.*, rip=${ADDRESS},`)
const MAIL_OUT = new RegExp(`^(imap|pop3|submission|managesieve)-login: .*\\(auth failed, (?<count>\\d+) attempts.*, rip=${ADDRESS},`)

/**
 * Watches who logs in (PRE-2): root with a password, somebody from a network that was not seen in 90 days, and a success after ten failures from
 * the same address; of mailboxes the last alone. Of the first week new networks are not told: that is for learning.
 */
export function watchLogins(memory: LoginMemory | null = null, learnsMs = LEARNS_MS) {
  let began = memory?.began ?? null
  const known = new Map(Object.entries(memory?.known ?? {}))
  const failures = new Map<string, number[]>()

  const fail = (address: string, now: number, count: number) => {
    const before = (failures.get(address) ?? []).filter((at) => now - at < HOUR_MS)
    failures.delete(address) // and to the end: the longest quiet go first
    failures.set(address, [...before, ...Array.from({ length: Math.min(count, MANY) }, () => now)].slice(-100))
    if (failures.size > MOST_ADDRESSES) failures.delete(failures.keys().next().value!)
  }
  const isNew = (user: string, address: string, now: number): boolean => {
    const key = `${user} ${networkOf(address)}`.slice(0, 100)
    const seenAt = known.get(key)
    known.delete(key)
    known.set(key, now)
    if (known.size > MOST_KNOWN) known.delete(known.keys().next().value!)
    return (seenAt === undefined || now - seenAt > FORGETS_MS) && now - began! >= learnsMs
  }
  const judge = (text: string, now: number): string | null => {
    const out = (SSH_OUT.exec(text) ?? MAIL_OUT.exec(text))?.groups
    if (out) fail(out.address!, now, Number(out.count ?? 1))
    const [ssh, mail] = [SSH_IN.exec(text)?.groups, MAIL_IN.exec(text)?.groups]
    const { user, address } = { user: '', address: '', ...(ssh ?? mail) }
    if (address === '' || /^(127\.|::1$)/.test(address)) return null
    const failed = (failures.get(address) ?? []).filter((at) => now - at < HOUR_MS).length
    const fresh = ssh ? isNew(user, address, now) : false
    const whom = mail ? `the mailbox ${user}` : user
    if (failed >= MANY) return `${address} logged in to ${whom} after ${failed} failures within an hour.`
    if (ssh?.way === 'password' && user === 'root') return `root logged in with a password, from ${address}.`
    return fresh ? `${user} logged in from ${address}, a network that was not seen here before.` : null
  }

  return {
    memory: (): LoginMemory | null => (began === null ? null : { began, known: Object.fromEntries(known) }),
    /** What the new lines of SSH and Dovecot are worth telling, without what stands before the message. */
    hear(lines: readonly string[], now: number): HostEvent[] {
      began ??= now
      return lines.flatMap((line): HostEvent[] => {
        const says = judge(line, now)
        return says === null ? [] : [{ at: now, kind: 'login', says: says.slice(0, 500), lines: [redact(line).slice(0, 300)], moments: [] }]
      })
    },
  }
}

// Home lines change their address, and seldom their network.
const networkOf = (address: string) => (address.includes(':') ? address.split(':').slice(0, 3).join(':') : address.split('.').slice(0, 3).join('.')) // prettier-ignore
