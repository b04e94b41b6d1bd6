import { readFileSync } from 'node:fs'
import type { Lab } from '../../../lab/src/lab.ts'
import type { NetworkPlan } from '../domain/plan/plan.ts'
import { createNetwork } from '../network/create-network.ts'
import type { Network } from '../network/network.ts'

/** What `network:` says to live on the lab's Internet. */
export const planOf = ({ ready: { network } }: Pick<Lab, 'ready'>, more: Partial<NetworkPlan> = {}): NetworkPlan => ({
  ...network,
  allowPrivateTargets: true,
  wordpressChecksums: null,
  webRisk: null,
  ports: Object.fromEntries(Object.entries(network.ports).map(([from, to]) => [Number(from), to])),
  ...more,
})

/** The way out into the lab. */
export const networkOf = (lab: Pick<Lab, 'ready'>, more: Partial<NetworkPlan> = {}): Network =>
  createNetwork({ plan: planOf(lab, more), trustedCa: readFileSync(lab.ready.network.trustedCa, 'utf8') })
