import { cdnOf } from '../cdn.ts'
import type { Cause } from '../cause.ts'
import { compareAddresses, list } from '../compare.ts'
import type { Evidence } from '../evidence.ts'
import { pageSigns, showsDefaultPage } from '../page-signs.ts'
import type { Sign } from '../weigh-signs.ts'
import { fact } from '../fact.ts'
import { knowsNoName } from '../knows-no-name.ts'

/** The name leads to the right host, and the host does not know which site to show for it. */
export const hostingUnmapped: Cause = {
  id: 'hosting.unmapped',
  layer: 'account',

  weigh(evidence) {
    const { site } = evidence
    const facts = fact('hosting', site.hosting)
    const signs = [...pageSigns(evidence, 'hosting.unmapped'), ...defaultPage(evidence), ...unknownName(evidence)]
    const isMoved = signs.length > 0 && compareAddresses(evidence) === 'moved' && cdnOf(evidence.page) === null
    return [
      ...signs.map((sign) => ({ ...sign, facts: { ...facts, ...sign.facts } })),
      isMoved ? { strength: 'against', because: 'But the address is another than before, which may be why.' } : null,
    ]
  },

  check: ({ page, site }) =>
    `curl -sI --resolve ${site.host}:443:${page?.transports[0]?.address ?? 'ADDRESS'} https://${site.host}/; then the host’s list of domains`,
}

// At the known address the host has lost the site; at another the name points at the wrong server (causes.md 2.3).
function defaultPage(evidence: Evidence): Sign[] {
  const shown = showsDefaultPage(evidence)
  if (!shown) return []
  const address = compareAddresses(evidence)
  if (address === 'moved') return []
  if (address === 'unknown') return [{ strength: 'medium', because: shown.because }, ...ownCertificate(evidence)]
  return [shown, { strength: 'medium', because: 'The address is the one known to be right, so the host has lost the site.' }]
}

// A stranger's server has no certificate for the site that browsers trust.
const ownCertificate = ({ tls }: Evidence): Sign[] =>
  tls?.authorized && tls.nameMatches
    ? [{ strength: 'medium', because: 'The server there holds a good certificate for the site, so it is the right one.' }]
    : []

function unknownName(evidence: Evidence): Sign[] {
  const { tls, site, page } = evidence
  if (!tls || !knowsNoName(tls)) return []
  const facts = fact('tls-code', tls.code)
  const because = `The server breaks off as soon as it hears the name ${site.host}: it has no site of that name.`
  const others = list(tls.withoutName?.names.slice(0, 2) ?? [])
  const signs: (Sign | null)[] = [
    { strength: 'strong', because, facts },
    compareAddresses(evidence) === 'same' ? { strength: 'strong', because: 'The address is the one known to be right.' } : null,
    others ? { strength: 'medium', because: `Asked without a name it shows a certificate for ${others}.` } : null,
    page?.plain === 'connected' ? { strength: 'weak', because: 'Its plain port is open.' } : null,
  ]
  return signs.filter((sign) => sign !== null)
}
