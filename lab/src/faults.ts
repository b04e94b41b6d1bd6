import { APP_FAULTS } from './faults/app-faults.ts'
import { CAPACITY_FAULTS } from './faults/capacity-faults.ts'
import { DNS_FAULTS } from './faults/dns-faults.ts'
import { EDGE_FAULTS } from './faults/edge-faults.ts'
import type { Fault, FaultEntry } from './faults/fault.ts'
import { HEALTHY_TRAPS } from './faults/healthy-traps.ts'
import { HOSTILE_FAULTS } from './faults/hostile-faults.ts'
import { HOSTING_FAULTS } from './faults/hosting-faults.ts'
import { REGISTRATION_FAULTS } from './faults/registration-faults.ts'
import { SECURITY_FAULTS } from './faults/security-faults.ts'
import { TLS_FAULTS } from './faults/tls-faults.ts'
import { TRANSPORT_FAULTS } from './faults/transport-faults.ts'
import { WALL_FAULTS } from './faults/wall-faults.ts'

const ENTRIES: readonly FaultEntry[] = [
  ...REGISTRATION_FAULTS,
  ...DNS_FAULTS,
  ...TLS_FAULTS,
  ...TRANSPORT_FAULTS,
  ...HOSTING_FAULTS,
  ...CAPACITY_FAULTS,
  ...APP_FAULTS,
  ...EDGE_FAULTS,
  ...WALL_FAULTS,
  ...SECURITY_FAULTS,
  ...HEALTHY_TRAPS,
  ...HOSTILE_FAULTS,
]

/** Every fault and every variant of it that a site can have: a variant differs from its fault in what it names and is the same in the rest. */
export const FAULTS: readonly Fault[] = ENTRIES.flatMap(({ variants = {}, ...entry }) => {
  const fault: Fault = { fits: 'any', ...entry }
  return [
    fault,
    ...Object.entries(variants).map(([name, changes]): Fault => ({
      ...fault,
      ...changes,
      id: `${fault.id}/${name}`,
      description: describe(fault, name, changes.description),
    })),
  ]
})

/** The fault of this name, or null when there is none. */
export const findFault = (id: string): Fault | null => BY_ID.get(id) ?? null

const BY_ID = new Map(FAULTS.map((fault) => [fault.id, fault]))

/** Where a variant does not describe itself, its name stands behind the sentence. */
function describe({ description }: Fault, name: string, own: string | undefined): string {
  return own ?? `${description.replace(/\.$/, '')} (${name.replaceAll('-', ' ')}).`
}
