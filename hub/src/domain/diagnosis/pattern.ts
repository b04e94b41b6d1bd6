import type { DnsEvidence, Evidence, NameServerEvidence } from './evidence.ts'

/** Whether an outage stays or comes and goes, and the sentence that says why. */
export type Pattern = { readonly pattern: 'persistent' | 'intermittent'; readonly because: string }

const FEWEST_IN_A_ROW = 10
const FEWEST_TURNS = 2
const FEWEST_LOOKS = 10
const MOST_SUCCESS = 0.05

/**
 * Intermittent or persistent by the definition of causes.md 3.5; null when a single look cannot tell. What looks intermittent from afar
 * and is a mistake in the settings — one dead name server of several, two versions of a zone, old answers in caches — is persistent.
 */
export function patternOf(evidence: Evidence): Pattern | null {
  return settings(evidence) ?? comings(evidence) ?? fixed(evidence) ?? row(evidence) ?? disagreement(evidence)
}

const persistent = (because: string): Pattern => ({ pattern: 'persistent', because })
const intermittent = (because: string): Pattern => ({ pattern: 'intermittent', because })

const isWell = ({ verdict }: NameServerEvidence) => verdict === 'ok'
const answerOf = ({ a, aaaa, cname }: NameServerEvidence) => [...a, ...aaaa, cname ?? ''].toSorted().join(' ')

// The exceptions: they fail for some visitors at some times, and nothing but a change of the settings will mend them.
function settings({ dns, baseline, page }: Evidence): Pattern | null {
  const servers = dns?.servers ?? []
  const bad = servers.filter((server) => !isWell(server))
  if (servers.length > 1 && bad.length === 1) {
    return persistent(
      `${bad[0]!.name} is out of order and the other name servers are well: about 1 visit in ${servers.length} is slow or fails.`,
    )
  }
  const well = servers.filter(isWell)
  if (new Set(well.map(answerOf)).size > 1 && new Set(well.map(({ serial }) => serial)).size > 1) {
    return persistent('The name servers hold different versions of the zone: who is asked decides what a visitor gets.')
  }
  const outcomes = new Set(page?.transports.filter(({ family }) => family === 4).map(({ outcome }) => outcome === 'connected'))
  if (outcomes.size > 1) return persistent('Of several addresses some are dead: which one a visitor gets is chance.')
  const before = baseline?.dns?.a ?? []
  const isCached = dns && before.length > 0 && dns.views.some(({ a }) => a.length > 0 && a.every((one) => before.includes(one)))
  if (isCached && well.length > 0 && well.every(({ a }) => !a.some((one) => before.includes(one)))) {
    return persistent('Some resolvers still remember the old address, which they do no longer than its time to live.')
  }
  return null
}

function comings({ pattern }: Evidence): Pattern | null {
  if (!pattern || pattern.looks === 0) return null
  const { looks, failures, turns } = pattern
  if (turns >= FEWEST_TURNS) return intermittent(`It went down and came back ${turns} times in the last half hour.`)
  // Without a turn it went down once: what was well before says nothing of how the outage behaves.
  const success = 1 - failures / looks
  if (turns === 0 || looks < FEWEST_LOOKS || success < MOST_SUCCESS || success > 1 - MOST_SUCCESS) return null
  return intermittent(`${looks - failures} of the last ${looks} checks were well.`)
}

// What every name server says with authority does not depend on when one asks.
function fixed({ dns }: Evidence): Pattern | null {
  if (!dns) return null
  if (dns.delegationCode === 'nxdomain') return persistent('The zone above says that the name does not exist, whoever asks.')
  if (dns.delegationCode !== 'found' || dns.servers.length === 0) return null
  if (dns.servers.every(isLame)) return persistent('None of the name servers knows the zone, whoever asks.')
  if (dns.servers.every(saysNothing)) return persistent('All name servers agree that there is no record.')
  return null
}

const isLame = ({ verdict }: NameServerEvidence) => ['refused', 'not_authoritative', 'upward_referral', 'no_ip'].includes(verdict)
const saysNothing = (server: NameServerEvidence) =>
  server.verdict === 'nxdomain' || (isWell(server) && server.a.length + server.aaaa.length === 0 && server.cname === null)

function row({ pattern }: Evidence): Pattern | null {
  if (!pattern || pattern.failingInARow < FEWEST_IN_A_ROW || 1 - pattern.failures / pattern.looks >= MOST_SUCCESS) return null
  return persistent(`The last ${pattern.failingInARow} checks failed one after the other.`)
}

function disagreement({ dns }: Evidence): Pattern | null {
  if (!dns) return null
  const bad = dns.servers.filter((server) => !isWell(server)).length
  if (bad > 0 && bad < dns.servers.length) return intermittent(`${bad} of ${dns.servers.length} name servers fail, the others do not.`)
  return resolversDiffer(dns) ? intermittent('Some resolvers find the site and others do not.') : null
}

function resolversDiffer({ views }: DnsEvidence): boolean {
  const checking = views.filter((view) => view.checking)
  return new Set(checking.map(({ code }) => code === 'ok')).size > 1
}
