import { lookup } from 'node:dns/promises'
import { existsSync } from 'node:fs'
import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { Premises } from './host-hand.ts'
import { runCommand } from './run-command.ts'

const WP = ['/usr/local/bin/wp', '/usr/bin/wp']

/** This host, as an action may use it. `hub` is the address that was written down when the agent was installed. */
export const premisesOf = (
  { hub, ...given }: Pick<Premises, 'sites' | 'kept' | 'proc' | 'now'> & { readonly hub: string | null },
  order: string,
): Premises => ({
  ...{ ...given, order, run: runCommand },
  wp: WP.find((path) => existsSync(path)) ?? null,
  async ownAddresses() {
    const hubs = hub === null ? null : await addressesOf(new URL(hub).hostname)
    if (hubs === null) return null
    const here = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address.replace(/%.*$/, '')))
    return [...hubs, ...here]
  },
})

async function addressesOf(host: string): Promise<string[] | null> {
  const name = host.replace(/^\[|\]$/g, '')
  if (isIP(name) !== 0) return [name]
  try {
    return (await lookup(name, { all: true })).map(({ address }) => address)
  } catch {
    return null
  }
}
