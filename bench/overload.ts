import { setTimeout as rest } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { siteOn } from './storm/farm-words.ts'
import { atLeast, atMost, exactly, quantile, report, say } from './storm/figures.ts'
import type { Figure } from './storm/figures.ts'
import { ask, poll } from './storm/poll.ts'
import { openWorld, untilWell } from './storm/world.ts'

/**
 * A hub that is asked to look at twice what it can. First its own maximum, by asking for more and more until it does not follow; then twice that. It must do
 * nearly as much as before, say how far it is behind, answer its API and find no outage. The farm stands on the same cores. `--sites N`, `--seconds S`, `--json`.
 */
const { values } = parseArgs({
  options: {
    sites: { type: 'string', default: '3000' },
    seconds: { type: 'string', default: '20' },
    json: { type: 'boolean', default: false },
  },
})
const [SITES, SECONDS] = [Number(values.sites), Number(values.seconds)]
const GROUPS = 20
const START_S = 16 // the interval of the first run; each further one asks for twice as much
const SHORTEST_S = 1
const SHORT_S = 2 // the interval of what is too much
const TWICE = 2.1 // with what the maximum may be measured too low
const FOLLOWS = 0.9 // of what is asked

type Run = {
  readonly interval: number
  readonly asked: number
  readonly done: number // a second
  readonly behindS: number
  readonly says: string
  readonly api: readonly number[]
  readonly outages: number
  readonly suspicions: number
}

const runs: Run[] = []
for (let interval = START_S; interval >= SHORTEST_S; interval /= 2) {
  runs.push(await run(interval, SITES))
  if (runs.at(-1)!.done < runs.at(-1)!.asked * FOLLOWS) break
}
const most = runs.reduce((one, other) => (other.done > one.done ? other : one))
const over = await run(SHORT_S, Math.ceil(most.done * TWICE * SHORT_S))
const best = (most.done + (await run(most.interval, SITES)).done) / 2 // before it and after, since a machine has its moods
if (runs.at(-1)!.done >= runs.at(-1)!.asked * FOLLOWS) say(`This machine follows ${most.done.toFixed(0)} a second: ask for more --sites.`)
const figures: Figure[] = [
  atLeast('overload: asked for, against the maximum before', over.asked / best, 2, 'times'),
  atLeast('overload: done, against the maximum before', over.done / best, 0.9, 'times', best),
  atMost('overload: API, p99', quantile(over.api, 0.99), 1, 's', quantile(runs[0]!.api, 0.99)),
  exactly('overload: outages of sites that are well', over.outages, 0, 'outages'),
  atLeast('overload: lag in /metrics', over.behindS, 1, 's', runs[0]!.behindS),
  exactly('overload: lag is told where health is', Number(/behind/.test(over.says)), 1, 'sentences'),
]
report(figures, values.json)

async function run(interval: number, count: number): Promise<Run> {
  const sites = Array.from({ length: count }, (_, n) => siteOn(n % GROUPS, n))
  const written = (site: string) => [
    site,
    { url: `https://${site}/`, interval: `${interval}s`, expect: { contains: 'fresh bread' }, checks: { tls: false, dns: false } },
  ]
  await using world = await openWorld({ groups: GROUPS, plan: { sites: Object.fromEntries(sites.map(written)) } })
  await untilWell(world, count)
  await rest(Math.min(interval, 5) * 1000)
  const { url, token } = world.hub
  const polls = [poll(`${url}api/v1/incidents?limit=50`, 400, token), poll(`${url}api/v1/sites/${sites[0]!}`, 400, token)]
  const [before, began] = [await world.order({ do: 'count' }), performance.now()]
  await rest(SECONDS * 1000)
  const done = ((await world.order({ do: 'count' })) - before) / ((performance.now() - began) / 1000)
  const answers = (await Promise.all(polls.map((stop) => stop()))).flat()
  const metrics = await ask(`${url}metrics`, token)
  const ready = await ask(`${url}readyz`)
  const health = await ask(`${url}api/v1/health`, token)
  const incidents = await world.store.db.selectFrom('incident').select('confirmed_at').execute()
  const one: Run = {
    interval,
    asked: count / interval,
    done,
    behindS: Number(/^allclear_checks_behind_seconds (\S+)/m.exec(metrics.text)?.[1] ?? Number.NaN),
    says: /"looks":"[^"]*"/.exec(ready.text)?.[0] + (/\d+ s behind/.exec(health.text)?.[0] ?? ''),
    api: answers.map(({ status, tookMs }) => (status === 200 ? tookMs / 1000 : Infinity)),
    outages: incidents.filter(({ confirmed_at }) => confirmed_at !== null).length,
    suspicions: incidents.length,
  }
  say(
    `asked ${one.asked.toFixed(0)}/s, done ${one.done.toFixed(0)}/s, behind ${one.behindS.toFixed(1)} s (${one.says}); API p99 ${quantile(one.api, 0.99).toFixed(2)} s; ${one.outages} outages, ${one.suspicions} suspicions`,
  )
  return one
}
