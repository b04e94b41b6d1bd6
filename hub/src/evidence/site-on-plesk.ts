import type { PanelEvidence } from '../domain/diagnosis/evidence.ts'
import { sendToPlesk } from '../network/plesk.ts'
import type { Plesk } from '../network/plesk.ts'

/** Why a site is off is a sum of these (docs.plesk.com, objectStatus); the words are ours, the gravest first. */
const WHY: readonly (readonly [bit: number, reason: string])[] = [
  [256, 'The subscription has expired'],
  [16, 'suspended by the administrator'],
  [32, 'suspended by the reseller'],
  [64, 'suspended by the customer'],
  [4, 'being backed up or restored'],
]
const UNKNOWN_SITE = '1013'

/** A site on a Plesk server: whether it is suspended, why, and the disk it uses; null where the panel gave no usable answer. */
export async function siteOnPlesk(plesk: Plesk, site: string): Promise<Omit<PanelEvidence, 'provider'> | null> {
  const answer = await sendToPlesk(plesk, `<site><get><filter><name>${site}</name></filter><dataset><gen_info/></dataset></get></site>`)
  if (!answer.ok) return null
  const known = textOf(answer.body, 'gen_info')
  if (known === null)
    return textOf(answer.body, 'errcode') === UNKNOWN_SITE ? { account: null, suspended: false, reason: null, since: null } : null
  const status = numberIn(known, 'status')
  const disk = numberIn(known, 'real_size')
  if (status === null) return null
  const reason = WHY.find(([bit]) => (status & bit) !== 0)?.[1] ?? null
  return { account: site, suspended: status !== 0, reason, since: null, ...(disk !== null && { used: { disk } }) }
}

const numberIn = (xml: string, tag: string): number | null => {
  const text = textOf(xml, tag)
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null
}

// The first element of that name; Plesk gives these without attributes and never inside themselves.
function textOf(xml: string, tag: string): string | null {
  const from = xml.indexOf(`<${tag}>`)
  const to = xml.indexOf(`</${tag}>`, from)
  return from < 0 || to < 0 ? null : xml.slice(from + tag.length + 2, to).trim()
}
