import type { PanelEvidence } from '../domain/diagnosis/evidence.ts'
import { accountOnWhm } from './account-on-whm.ts'
import type { Collector, PanelDoor, Subject } from './collector.ts'
import { siteOnPlesk } from './site-on-plesk.ts'

type Asking = PanelDoor & Pick<Subject, 'network' | 'signal' | 'now'>

/** How each kind of panel is asked. */
const ASK: Readonly<Record<PanelDoor['kind'], (asking: Asking, site: string) => Promise<Omit<PanelEvidence, 'provider'> | null>>> = {
  cpanel: (asking, site) => accountOnWhm(asking, site, asking.now()),
  plesk: siteOnPlesk,
}

/** What the control panel of the host, where its token is known, says of the site's account: whether it is suspended and why, and what it uses (DIA-3). */
export const panel: Collector<'panel'> = {
  key: 'panel',
  async collect({ url, panel: door, network, signal, now }) {
    if (door === null) return null
    const said = await ASK[door.kind]({ ...door, network, signal, now }, url.hostname.replace(/^www\./, ''))
    return said && { provider: door.provider, ...said }
  },
}
