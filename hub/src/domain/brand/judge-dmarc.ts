import { getDomain } from 'tldts'
import type { RecordState, TextAnswer } from './brand-state.ts'
import { readTags } from './read-tags.ts'

/** Where the policy of a domain may stand: at itself, else at its organizational domain (RFC 7489 section 6.6.3). */
export function dmarcNames(domain: string): string[] {
  const organization = getDomain(domain) ?? domain
  return [...new Set([domain, organization])].map((name) => `_dmarc.${name}`)
}

/**
 * Whether a DMARC policy stands and our mail meets it. The envelope and the signature of a brand's mail bear the very domain of From, so they
 * are aligned, strictly too; what is left is that SPF or DKIM passes. `found` answers `dmarcNames` in their order.
 */
export function judgeDmarc(domain: string, from: string, found: readonly TextAnswer[], passes: boolean): RecordState {
  const paste = { name: `_dmarc.${domain}`, type: 'TXT' as const, value: `v=DMARC1; p=none; rua=mailto:${from}` }
  if (found[0] === null) return { state: 'unknown', says: `DNS gave no answer for _dmarc.${domain}.`, paste }
  const policies = found.map((answer) => (answer ?? []).filter((record) => /^v\s*=\s*DMARC1\s*(;|$)/i.test(record.trim())))
  const records = policies.find((one) => one.length > 0)
  if (!records) return { state: 'missing', says: `There is no DMARC policy: large mailbox providers ask for one.`, paste }
  if (records.length > 1) return { state: 'wrong', says: 'There are several DMARC policies; receivers then use none.', paste }
  const policy = readTags(records[0]!).get('p')?.toLowerCase() ?? ''
  if (!['none', 'quarantine', 'reject'].includes(policy))
    return {
      state: 'wrong',
      says: `The DMARC policy says p=${policy === '' ? 'nothing' : policy}; it must be none, quarantine or reject.`,
      paste,
    }
  if (passes) return { state: 'good', says: `The policy is p=${policy}, and mail in this name meets it.`, paste: null }
  const then = policy === 'none' ? 'it is delivered for now' : policy === 'reject' ? 'receivers refuse it' : 'it lands in spam'
  return { state: 'wrong', says: `The policy is p=${policy}, and neither SPF nor DKIM passes: ${then}.`, paste: null }
}
