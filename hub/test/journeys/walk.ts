import type { Plan } from '../../src/domain/plan/plan.ts'
import { openChromium } from '../chromium.ts'
import { freePort } from '../../src/network/free-port.double.ts'
import { startHubOnLab } from '../hub-on-lab.ts'
import { openTally } from '../tally.ts'
import { walkAsClient } from './client.ts'
import { walkAsOwner } from './owner.ts'
import { walkAsPartner } from './partner.ts'
import { walkAsResponder } from './responder.ts'
import type { Stage } from './stage.ts'

// `npm run journeys [-- NAME…]`: a responder, a partner, a client and an owner go their ways through a whole hub on the lab, in Chromium, as people do.
const IN_AN_OUTAGE = { responder: walkAsResponder, client: walkAsClient, partner: walkAsPartner }
const MEANWHILE = { owner: walkAsOwner }
const QUICKENED = 100 // 15 minutes of a playbook pass in 9 seconds
// Ana is on call whatever the hour is, and is paged by mail; the partners want to hear by mail as well.
function adjust(plan: Plan): Plan {
  const partners = Object.entries(plan.partners).map(([id, partner]) => [id, { ...partner, loopIn: 'mail' as const }])
  const rung = { ...plan.escalation[0]!, notify: 'ana', by: ['mail'] as const, wait: plan.escalation[0]!.wait, repeat: 100 }
  return { ...plan, partners: Object.fromEntries(partners), escalation: [rung] }
}

const wanted = process.argv.slice(2)
const tally = openTally()
const began = performance.now()
const port = await freePort()
{
  await using world = await startHubOnLab(QUICKENED, AbortSignal.timeout(300_000), adjust, port)
  const browser = await openChromium()
  const stage: Stage = { world, browser, tally, url: world.hub().url }
  await world.lab.order({ do: 'panel', renewals: 'fail' })
  const go = async (journeys: Readonly<Record<string, (stage: Stage) => Promise<unknown>>>) => {
    for (const [name, walk] of Object.entries(journeys)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue
      await walk(stage).catch((error: unknown) => {
        tally.claim(`the ${name} came to the end`, false, error instanceof Error ? error.stack : String(error))
      })
    }
  }
  // One outage after the other, since several at once are a larger one; what needs none goes on beside them.
  await Promise.all([go(IN_AN_OUTAGE), go(MEANWHILE)])
  await browser.close()
}
process.stdout.write(`\n${((performance.now() - began) / 1000).toFixed(0)} s\n`)
process.exitCode = tally.close() ? 0 : 1
