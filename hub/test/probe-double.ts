import { makeKey } from '@allclear/wire/sealing.ts'
import { systemClock } from '../src/clock.ts'
import type { RunningHub } from '../src/cli/run-hub.ts'
import { createChannelNetwork } from '../src/network/create-network.ts'
import type { Network } from '../src/network/network.ts'
import { linkTo } from '../src/probe/remote/hub-link.ts'
import { runProbe } from '../src/probe/remote/run-probe.ts'

/** A probe at another location, let in by the hub and looking until it is disposed of. `isCut` says which names it does not reach. */
export async function startProbe(
  { url, engine }: Pick<RunningHub, 'url' | 'engine'>,
  { location, network, isCut }: { readonly location: string; readonly network: Network; readonly isCut: (host: string) => boolean },
) {
  const { key, publicKey } = makeKey()
  const { token } = await engine.probes.invite(location, 'ana')
  const { probe } = await engine.probes.enrol({ token, key: publicKey, location })
  const ending = new AbortController()
  let number = 0
  const running = runProbe({
    ...{
      probe,
      version: '0.1.0',
      now: systemClock.now,
      nextNumber: () => ++number,
      say: () => {},
      kept: NOTHING_KEPT,
      signal: ending.signal,
    },
    link: linkTo({ hub: url, probe, location, key }, createChannelNetwork({ operatorHosts: [new URL(url).hostname] })),
    network: cutOff(network, isCut),
    onBug: (error) => void process.stderr.write(`${String(error)}\n`),
  })
  return {
    probe,
    ended: running,
    async [Symbol.asyncDispose]() {
      ending.abort()
      await running
    },
  }
}

const NOTHING_KEPT = { isThere: () => false, read: () => undefined, write: () => {}, remove: () => {} }

/** A way out on which some hosts are not reached. */
const cutOff = (network: Network, isCut: (host: string) => boolean): Network => ({
  ...network,
  request: async (order, options) =>
    isCut(new URL(order.url).hostname)
      ? { ok: false, code: 'connection_refused', tlsCode: null, message: 'cut', address: '127.0.0.1', afterBody: false, tookMs: 1 }
      : network.request(order, options),
})
