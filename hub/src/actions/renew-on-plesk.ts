import { runOnPlesk } from '../network/plesk.ts'
import type { Renewer } from './renewer.ts'

const MOST_LOOKS = 5

/** Renews through Plesk's extension SSL It!, which asks Let's Encrypt and says in its answer how that ended (`plesk ext sslit --certificate -issue`). */
export const renewOnPlesk: Renewer = (plesk, site) =>
  Promise.resolve({
    ok: true,
    async attempt() {
      const params = ['--call', 'sslit', '--certificate', '-issue', '-domain', site, '-secure-domain']
      const issued = await runOnPlesk(plesk, 'extension', params)
      if (!issued.ok) return issued
      let looks = 0
      const problem = () => Promise.resolve(++looks < MOST_LOOKS ? null : 'Plesk issued a certificate, but the site does not serve it.')
      return { ok: true, says: `SSL It! has issued a certificate for ${site}.`, problem }
    },
  })
