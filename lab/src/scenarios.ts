import { FAULTS } from './faults.ts'
import type { Fits } from './faults/fault.ts'
import { WEBSITES, type Website } from './sites.ts'

/** A fault or a variant of one, and where it makes sense. What a diagnosis should find is not said here: that is for the tests of whoever diagnoses. */
export type Scenario = {
  readonly fault: string // as in the order `break`: `suspended`, `suspended/no-redirect`
  readonly family: string // the fault without its variant
  readonly variant: string | null
  readonly row: number | null // of the list of scenarios in causes.md 6
  readonly description: string
  readonly sites: readonly string[]
}

const FITTING: Readonly<Record<Fits, (site: Website) => boolean>> = {
  any: () => true,
  wordpress: ({ stack }) => stack === 'WordPress',
  english: ({ language }) => language === 'en',
  panel: ({ hosting }) => hosting === 'anchor-hosting',
  german: ({ language, stack }) => language === 'de' && stack === 'WordPress',
}

/** Every scenario of the lab that concerns one site. Those of many sites at once are these faults on a group (`groups.ts`). */
export const SCENARIOS: readonly Scenario[] = FAULTS.map(({ id, row, description, fits }) => {
  const [family = id, variant = null] = id.split('/')
  return { fault: id, family, variant, row, description, sites: WEBSITES.filter(FITTING[fits]).map(({ name }) => name) }
})

/** Scenarios of several sites at once, and of the world around them: the orders that set them up, in turn. */
export const SHARED_SCENARIOS = [
  {
    id: 'provider-outage-posted',
    row: 44,
    orders: [
      { do: 'break', site: 'shared-server', fault: 'provider-outage' },
      { do: 'status', provider: 'hafen-hosting', state: 'major' },
    ],
  },
  { id: 'provider-outage-unposted', row: 45, orders: [{ do: 'break', site: 'shared-server', fault: 'provider-outage' }] },
  {
    id: 'provider-maintenance',
    row: 75,
    orders: [
      { do: 'break', site: 'shared-server', fault: 'provider-outage/refused' },
      { do: 'status', provider: 'hafen-hosting', state: 'maintenance' },
    ],
  },
  {
    id: 'provider-outage-elsewhere',
    row: 45,
    orders: [
      { do: 'break', site: 'shared-server', fault: 'provider-outage' },
      { do: 'status', provider: 'hafen-hosting', state: 'elsewhere' },
    ],
  },
  {
    id: 'probe-offline',
    row: 80,
    orders: [
      { do: 'canaries', state: 'dead' },
      { do: 'break', site: 'cornerbakery.example', fault: 'server-silent' },
    ],
  },
  {
    id: 'clock-wrong',
    row: 37,
    orders: [
      { do: 'canaries', state: 'another-year' },
      { do: 'break', site: 'cornerbakery.example', fault: 'certificate-not-yet-valid' },
    ],
  },
  {
    id: 'name-servers-shared-dead',
    row: 83,
    orders: [
      { do: 'break', site: 'shared-names', fault: 'one-name-server-dead/both-dead' },
      { do: 'status', provider: 'zonehaus', state: 'major' },
    ],
  },
  { id: 'registrar-shared-hold', row: 84, orders: [{ do: 'break', site: 'shared-registrar', fault: 'domain-on-hold' }] },
  {
    id: 'edge-shared-down',
    row: 85,
    orders: [
      { do: 'break', site: 'shared-edge', fault: 'edge-down' },
      { do: 'status', provider: 'brightedge', state: 'major' },
    ],
  },
] as const
