import type { Authority } from './authority.ts'
import { Host } from './host.ts'
import { showingFor } from './showing.ts'
import { reply } from './site-answers.ts'
import { CANARIES } from './sites.ts'

export type CanaryState = 'well' | 'dead' | 'another-year'

const YEAR_MS = 365 * 86_400_000

/** Hosts that are always well, unless the probe's own world is what is to be broken: then all are unreachable, or tell another date. */
export class Canaries {
  readonly hosts: readonly Host[]
  state: CanaryState = 'well'

  constructor(authority: Authority) {
    this.hosts = CANARIES.map(
      ({ name, address }) =>
        new Host(
          address,
          ({ response }) => {
            if (this.state === 'another-year') response.setHeader('date', new Date(Date.now() - YEAR_MS).toUTCString())
            const date = response.getHeader('date')
            reply(response, 200, [['server', 'nginx'], ...(date ? ([['date', String(date)]] as const) : [])], 'ok')
          },
          showingFor(authority, name),
        ),
    )
  }

  async become(state: CanaryState) {
    this.state = state
    await Promise.all(this.hosts.map((host) => host.become(state === 'dead' ? 'silent' : 'open')))
  }
}
