import type { Cause } from '../cause.ts'
import { list } from '../compare.ts'

const WORDS: Readonly<Record<string, string>> = {
  MALWARE: 'malware',
  SOCIAL_ENGINEERING: 'deceiving its visitors',
  UNWANTED_SOFTWARE: 'unwanted software',
}

/** Browsers put a warning in place of the site: the list by which they do so has it. Why it came there is for whoever cleans it to find. */
export const securityBlocklisted: Cause = {
  id: 'security.blocklisted',
  layer: 'content',

  weigh({ listed, site }) {
    if (!listed || listed.threats.length === 0) return []
    const what = list(listed.threats.map((threat) => WORDS[threat] ?? threat.toLowerCase().replaceAll('_', ' ')))
    const because = `The list of dangerous sites that browsers go by has ${site.host} for ${what}: they warn every visitor.`
    return [{ strength: 'proof', because, facts: { listed: listed.threats.join(', ') } }]
  },

  check: ({ site }) => `open https://transparencyreport.google.com/safe-browsing/search?url=${site.host}`,
}
