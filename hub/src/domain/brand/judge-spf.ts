import type { RecordState } from './brand-state.ts'

/** What an evaluation of SPF came to (RFC 7208 section 2.6), with the reason in a few words. */
export type SpfEnd = {
  readonly result: 'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'permerror' | 'temperror'
  readonly why: string
  readonly record: string | null
}

/** Whether the domain lets our mail server send. `server` is its host name; `ends` one evaluation for each of its addresses, null: none is known. */
export function judgeSpf(domain: string, server: string | null, ends: ReadonlyMap<string, SpfEnd> | null): RecordState {
  if (server === null) return { state: 'unknown', says: 'No mail server is configured: write channels.mail.smtp.', paste: null }
  if (ends === null || ends.size === 0)
    return { state: 'unknown', says: `The mail server ${server} has no address that can be looked up.`, paste: null }
  const [, first] = [...ends][0]!
  const paste = { name: domain, type: 'TXT' as const, value: recordWith(first.record, server) }
  const failing = [...ends].find(([, { result }]) => result !== 'pass')
  if (!failing) return { state: 'good', says: `${domain} lets the mail server ${server} send.`, paste: null }
  const [address, { result, why }] = failing
  if (result === 'temperror') return { state: 'unknown', says: `DNS gave no answer: ${why}.`, paste }
  if (result === 'none') return { state: 'missing', says: `${domain} has no SPF record.`, paste }
  if (result === 'permerror') return { state: 'wrong', says: `The SPF record is broken: ${why}.`, paste }
  return { state: 'wrong', says: `The SPF record does not name the mail server ${server} (${address}): ${why}.`, paste }
}

// Our server goes right after the version, so that whatever stands there goes on to hold.
function recordWith(record: string | null, server: string): string {
  const named = `v=spf1 ${server.includes(':') ? 'ip6' : /^[\d.]+$/.test(server) ? 'ip4' : 'a'}:${server}`
  return record === null ? `${named} ~all` : record.replace(/^v=spf1/i, named)
}
