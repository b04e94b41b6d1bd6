import type { ScenarioName } from '../scenarios.ts'
import type { Stage } from '../stage.ts'
import { billing } from './billing.ts'
import { capacity } from './capacity.ts'
import { dns } from './dns.ts'
import { domain } from './domain.ts'
import { malware } from './malware.ts'
import { outage } from './outage.ts'

/** What each scenario does to the lab, and who answers. Each ends when all is mended; the all clear comes by itself. */
const PLAYS: Readonly<Record<ScenarioName, (stage: Stage) => Promise<void>>> = {
  certificate: outage({
    fault: 'certificate-expired',
    breaks: 'the certificate of cornerbakery.example expires',
    mends: 'hosting support installs a new certificate',
  }),
  domain,
  billing,
  capacity,
  malware,
  dns,
  suspended: outage({
    fault: 'suspended',
    breaks: 'the host suspends lakeside-yoga.example',
    mends: 'the host opens the account again',
  }),
  server: outage({
    fault: 'server-stopped',
    breaks: 'the web server of fahrradwerk.example stops',
    mends: 'the host starts it again',
  }),
}

const ENDS_MS = 150_000

/** Plays a scenario to its all clear; false when it does not come. */
export async function play(stage: Stage): Promise<boolean> {
  await PLAYS[stage.scenario.name](stage)
  return stage.until({ kind: 'state', state: 'resolved' }, { withinMs: ENDS_MS })
}
