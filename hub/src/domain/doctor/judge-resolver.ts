import { well } from './doctor-line.ts'
import type { DoctorLine } from './doctor-line.ts'

type Said = { readonly name: string; readonly code: string; readonly records: readonly string[] } // as the resolver client gives it

/** What a resolver said to a name that nobody has, and to one that is there. */
export type ResolverTried = { readonly resolver: string; readonly madeUp: Said; readonly real: Said }

/** Whether a resolver tells the truth of a name that does not exist; one that does not makes a lapsed domain look like a site. */
export function judgeResolver({ resolver, madeUp: { name, code, records }, real }: ResolverTried): DoctorLine {
  const isSystem = resolver === 'system'
  const who = isSystem ? 'The resolver of this machine' : `The resolver ${resolver}`
  const about = `resolver ${resolver}`
  const mend = isSystem
    ? 'Write an honest one in /etc/resolv.conf (nameserver 9.9.9.9), or in network.resolvers.'
    : `Write another in place of ${resolver} in network.resolvers, such as 9.9.9.9.`
  const isWrong = (says: string): DoctorLine => ({ about, state: 'wrong', says: `${who} ${says}.`, mend })
  if (code === 'ok') return isWrong(`lies: it answers ${records[0]} for ${name}, which nobody has`)
  if (code === 'nodata') return isWrong(`lies: it says that ${name}, which nobody has, exists`)
  if (code !== 'nxdomain') return isWrong(`gave no answer for ${name} (${code})`)
  if (real.code !== 'ok' && real.code !== 'malformed')
    // an address in place of a name is not asked for
    return isWrong(`does not find ${real.name} (${real.code})`)
  return well(about, `${who} says that ${name} does not exist, which is so, and finds ${real.name}.`)
}
