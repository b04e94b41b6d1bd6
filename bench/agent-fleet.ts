import { generateKeyPairSync, sign } from 'node:crypto'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { signedText } from '@allclear/wire/signed-text.ts'
import { agentDouble } from '../hub/test/agent-double.ts'
import { seededHub } from '../hub/test/seeded-hub.ts'
import { seededPlan } from '../hub/test/seeded-plan.ts'
import { findAgent } from '../hub/src/store/agents.ts'
import { sampleOf } from '../hub/src/domain/host/sample.double.ts'
import { after, seconds } from '../hub/src/domain/instant.ts'
import type { Plan } from '../hub/src/domain/plan/plan.ts'
import { routesOf } from '../hub/src/http/routes.ts'
import { buildServer } from '../hub/src/http/server.ts'

/**
 * What many agents cost one hub (MON-4): `--agents` of them report `--rounds` times, thirty seconds apart on the hub's clock, each report signed
 * and heard as from outside. Prints the CPU and the storage of a report, and whether a round is heard, thresholds included, before the next one
 * begins: the last agent’s disk is beyond one from the first round on. The agents sign in the same process; what that takes is measured by itself and taken off.
 */
const { values } = parseArgs({ options: { agents: { type: 'string', default: '1000' }, rounds: { type: 'string', default: '4' } } })
const [count, rounds] = [Number(values.agents), Number(values.rounds)]
const EVERY_S = 30

const hosts = Object.fromEntries(Array.from({ length: count }, (_, n) => [`web-${n}`, { id: `web-${n}`, name: `Web ${n}` }]))
const hub = await seededHub({ ...seededPlan(), hosts } as Plan)
const app = await buildServer(hub.around, routesOf(hub.around))
const agents = []
for (const host of Object.keys(hosts)) {
  const { token } = await hub.around.agents.invite(host, 'bench')
  hub.clock.at = after(hub.clock.at, seconds(1)) // so that enrolling keeps to its limit
  agents.push(await agentDouble(app, token, () => hub.clock.at))
}
const top = Array.from({ length: 10 }, (_, pid) => ({ pid: pid + 1, name: 'php-fpm', user: 'www-data', cpu: 0.2, memory: 1e8, command: 'php-fpm: pool www', file: '/usr/sbin/php-fpm8.2', age: 600 })) // prettier-ignore
const { at: _, ...sample } = sampleOf({ processes: { count: 200, top } })
const filling = { ...sample, disks: sample.disks!.map((disk) => ({ ...disk, used: disk.size * 0.9 })) }

const stored = async () => {
  const { rows } = await sql<{ bytes: number }>`select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`.execute(hub.store.db) // prettier-ignore
  return rows[0]!.bytes
}
const before = await stored()
const [cpu, started] = [process.cpuUsage(), performance.now()]
const roundsMs: number[] = []
for (let round = 0; round < rounds; round++) {
  const began = performance.now()
  hub.clock.at = after(hub.clock.at, seconds(EVERY_S))
  for (const [n, agent] of agents.entries()) {
    const { status } = await agent.reports({ sample: n === count - 1 ? filling : sample })
    if (status !== 200) throw new Error(`A report was answered with ${status}`)
  }
  roundsMs.push(performance.now() - began)
}
const [{ user, system }, tookMs] = [process.cpuUsage(cpu), performance.now() - started]
const grown = (await stored()) - before
// What the agents did themselves: putting a report together and signing it.
const { privateKey } = generateKeyPairSync('ed25519')
const alone = process.cpuUsage()
const ALONE = 2000
for (let n = 0; n < ALONE; n++) sign(null, Buffer.from(signedText(n, agents[0]!.seal({ sample }))), privateKey)
const agentMs = (({ user, system }) => user + system)(process.cpuUsage(alone)) / 1000 / ALONE
const disk = (await findAgent(hub.store.db, { host: `web-${count - 1}` }))!.state.levels['disk /']
await app.close()
await hub.store.close()

const reports = count * rounds
const bothMs = (user + system) / 1000 / reports
const cpuMs = bothMs - agentMs
const core = (cpuMs * count) / (EVERY_S * 1000)
process.stdout.write(`${reports} reports of ${count} agents in ${(tookMs / 1000).toFixed(1)} s\n`)
process.stdout.write(
  `CPU per report: ${bothMs.toFixed(2)} ms, ${agentMs.toFixed(2)} of them the agent’s and ${cpuMs.toFixed(2)} the hub’s; ${count} agents every ${EVERY_S} s take ${(core * 100).toFixed(0)} % of a core of the hub\n`,
)
process.stdout.write(`storage per agent: ${Math.round(grown / count)} bytes after ${rounds} reports\n`)
const slowest = Math.max(...roundsMs) / 1000
const toldAfter = disk?.level === 'warning' ? EVERY_S * (rounds - 1) - (hub.clock.at - disk.since) / 1000 : null
process.stdout.write(`slowest round: ${slowest.toFixed(1)} s, of the ${EVERY_S} s that it may take\n`)
process.stdout.write(
  `a disk beyond its threshold was a warning ${toldAfter === null ? 'never' : `after ${toldAfter} s, of which 60 it had to stay there`}\n`,
)
process.exitCode = core < 1 && slowest < EVERY_S && toldAfter !== null && toldAfter <= 60 + EVERY_S ? 0 : 1
