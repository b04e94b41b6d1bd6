import type { NameServerEvidence } from './evidence.ts'

/** Answers, and not for this zone: nobody configured it there, or what it had has lapsed. */
export const isLame = ({ verdict }: NameServerEvidence) =>
  verdict === 'refused' || verdict === 'not_authoritative' || verdict === 'upward_referral' || verdict === 'no_ip'

/** Out of order: silence, or a failure of its own. */
export const isDead = ({ verdict }: NameServerEvidence) => verdict === 'no_response' || verdict === 'servfail'

/** Says with authority that the site's host has no address: it does not exist, or has other records only. */
export const hasNoRecord = ({ verdict, a, aaaa, cname }: NameServerEvidence) =>
  verdict === 'nxdomain' || (verdict === 'ok' && a.length === 0 && aaaa.length === 0 && cname === null)

/** What a name server answers for the site's host, as one word to compare. */
export const answerOf = ({ a, aaaa, cname }: NameServerEvidence) => [...a, ...aaaa, cname ?? ''].toSorted().join(' ').trim()
