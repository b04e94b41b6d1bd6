import { compareAddresses, sameName } from '../compare.ts'
import type { Cause } from '../cause.ts'
import { danglingAlias } from '../dangling-alias.ts'
import type { Evidence } from '../evidence.ts'
import type { Sign } from '../weigh-signs.ts'
import { isWellVariant } from '../variants.ts'
import { fact } from '../fact.ts'

/** The www record leads to the wrong place while the bare domain may be well: the third of the named mistakes (DIA-6). */
export const dnsWwwCname: Cause = {
  id: 'dns.www_cname',
  layer: 'records',

  weigh(evidence) {
    const { dns, site } = evidence
    if (!dns) return []
    return site.host === `www.${dns.zone}` ? ofOurselves(evidence) : site.host === dns.zone ? ofTheOther(evidence) : []
  },

  check: ({ dns }) => `dig +norecurse @${dns?.delegation[0] ?? 'NAME-SERVER'} www.${dns?.zone ?? ''} CNAME`,
}

function ofOurselves(evidence: Evidence): (Sign | null)[] {
  const { dns, site, baseline, variants } = evidence
  const dangling = danglingAlias(evidence)
  const alias = dns!.servers.find(({ verdict }) => verdict === 'ok')?.cname ?? dns!.resolver.cname
  const before = baseline?.dns?.www?.cname ?? null
  const isOther = alias !== null && before !== null && !sameName(alias, before)
  const isMissing = alias === null && before !== null && dns!.servers.some(({ verdict }) => verdict === 'nxdomain')
  if (!dangling && !isOther && !isMissing) return []
  const facts = { record: site.host, ...fact('alias', alias), ...fact('alias-before', before) }
  return [
    isOther
      ? { strength: 'strong', because: `${site.host} is an alias of ${alias}; when the site was last well it was one of ${before}.`, facts }
      : null,
    isMissing
      ? { strength: 'medium', because: `${site.host} is gone; when the site was last well it was an alias of ${before}.`, facts }
      : null,
    dangling,
    isWellVariant(variants?.other) ? { strength: 'strong', because: `${dns!.zone} without “www” is well.` } : null,
    isOther && compareAddresses(evidence) === 'same'
      ? { strength: 'contradicts', because: 'But it leads to the same address as before.' }
      : null,
  ]
}

// Seen from the bare domain it is a finding: the site may well be up.
function ofTheOther({ dns, baseline, variants }: Evidence): (Sign | null)[] {
  const before = baseline?.dns?.www?.cname ?? null
  const www = dns!.www
  if (!www || before === null) return []
  const isGone = (www.code === 'nxdomain' || www.code === 'nodata') && www.a.length === 0
  const isOther = www.cname !== null && !sameName(www.cname, before)
  if (!isGone && !isOther) return []
  const what = isGone ? 'leads nowhere' : `is an alias of ${www.cname}`
  const isWell = isWellVariant(variants?.other)
  return [
    { strength: 'medium', because: `www.${dns!.zone} ${what}; it was an alias of ${before}.`, facts: { record: `www.${dns!.zone}` } },
    isWell ? { strength: 'contradicts', because: 'But the page is there under “www”.' } : null,
  ]
}
