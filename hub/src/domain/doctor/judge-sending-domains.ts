import { OPERATOR } from '../audience/pages.ts'
import type { BrandState, RecordState } from '../brand/brand-state.ts'
import { well } from './doctor-line.ts'
import type { DoctorLine } from './doctor-line.ts'

/** Whether mail is believed in every name it is sent in: a line for each of SPF, DKIM and DMARC, one for each domain where all are well. */
export const judgeSendingDomains = (brands: readonly BrandState[]): DoctorLine[] => brands.flatMap(judgeBrand)

function judgeBrand({ partner, from, domain, spf, dkim, dmarc }: BrandState): DoctorLine[] {
  if ([spf, dkim, dmarc].every(({ state }) => state === 'good'))
    return [well(`mail from ${domain}`, `Mail from ${from} is proved by SPF and DKIM, and meets its DMARC policy.`)]
  const isProved = spf.state === 'good' || dkim.state === 'good'
  return [
    lineOf(`SPF of ${domain}`, spf, { mayStay: isProved, else: `Let the SPF record of ${domain} name the mail server.` }),
    lineOf(`DKIM of ${domain}`, dkim, { mayStay: isProved || dkim.paste === null, else: mendDkim(partner, domain) }),
    lineOf(`DMARC of ${domain}`, dmarc, { mayStay: dmarc.state === 'missing', else: 'Mend SPF or DKIM: then mail meets the policy.' }),
  ]
}

const mendDkim = (partner: string, domain: string) =>
  partner === OPERATOR
    ? `Let your mail server sign for ${domain}.`
    : `Write partners.${partner}.brand.dkim: { selector: allclear, key: "\${DKIM_KEY}" }, with the RSA key in PEM in DKIM_KEY.`

// One of SPF and DKIM is enough to be believed, and a policy that is not there refuses nothing.
function lineOf(
  about: string,
  { state, says, paste }: RecordState,
  { mayStay, else: other }: { mayStay: boolean; else: string },
): DoctorLine {
  if (state === 'good') return well(about, says)
  const mend = paste === null ? other : `Put into DNS: ${paste.name} ${paste.type} "${paste.value}"`
  return { about, state: mayStay || state === 'unknown' ? 'warning' : 'wrong', says, mend }
}
