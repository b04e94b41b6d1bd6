import type { KeyObject } from 'node:crypto'
import { Inventory, Report, SAMPLE_PARTS } from '@allclear/wire/agent.ts'
import type { HostEvent, ReportAnswer } from '@allclear/wire/agent.ts'
import { figuresOf } from '../../domain/host/sample.ts'
import type { HostSample } from '../../domain/host/sample.ts'
import { sayRestart } from '../../domain/host/say-restart.ts'
import { judgeHost, sayNews } from '../../domain/host/thresholds.ts'
import type { LevelNews } from '../../domain/host/thresholds.ts'
import { after, days, hours, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { Problem } from '../../problem.ts'
import { endOrder, giveOrders } from '../../store/agent-orders.ts'
import { findAgent, hearAgent, keepFigures } from '../../store/agents.ts'
import type { Agent, AgentState } from '../../store/agents.ts'
import { addAudit } from '../../store/audit.ts'
import { addSignToHostDay, addToHostDay } from '../../store/host-days.ts'
import { keepInventory } from '../../store/host-inventories.ts'
import { addHostEvent } from '../../store/host-events.ts'
import type { Tx } from '../../store/store.ts'
import { signText } from './agent-keys.ts'
import { openSealed, unsigned } from './open-sealed.ts'
import { replayed } from './replayed.ts'
import type { Sealed } from './open-sealed.ts'
import { pageOnCall } from '../duty/page-on-call.ts'
import type { Room } from '../room.ts'

const FIGURES_EVERY = minutes(10)

/**
 * Hears a report once: signed by the agent's own key, by clocks that agree, with a number that was not heard before. Gives what the host is to
 * do. A part of the sample that makes no sense is left out and named (MON-4).
 */
export async function hearReport(room: Room, key: KeyObject, sealed: Sealed): Promise<ReportAnswer> {
  const now = room.clock.now()
  const agent = await openSealed(sealed, now, (id) => findAgent(room.store.db, { id }))
  const report = readReport(sealed.body)
  if (report.agent !== agent.id || report.host !== agent.host) throw unsigned()
  if (report.number <= agent.lastNumber) throw replayed(report.number, agent.lastNumber)
  const { sample, faulty } = readSample(report)
  const inventory = report.inventory === undefined ? null : Inventory.safeParse(report.inventory)
  if (inventory?.error) faulty.push('inventory')
  const { levels, news } = judgeHost(sample, agent.state.levels)
  const state: AgentState = { version: report.version, sample, faulty, allows: report.allows, levels }
  const missed = agent.missed + (report.number - agent.lastNumber - 1)
  let orders: string[] = []
  await room.store.transaction(async (tx) => {
    const { host, id } = agent
    if (!(await hearAgent(tx, { host, id, number: report.number, boot: report.boot, at: now, missed, state }))) return
    await keepQuietly(tx, agent, sample, report.boot)
    for (const event of report.events) await keepEvent(room, tx, agent, event, now)
    for (const { id: order, end, code, output } of report.ends) {
      if (!(await endOrder(tx, host, order, { result: end === 'refused' ? `refused: ${code}` : end, output, at: now })))
        await addAudit(tx, {
          at: now,
          partner: null,
          who: `agent ${id}`,
          what: 'order-end-refused',
          about: `order ${order} on host ${host}`,
        })
    }
    if (inventory?.data) await keepInventory(tx, host, inventory.data, now)
    await tellNews(room, tx, agent.host, news, report.number)
    orders = await giveOrders(tx, host, now)
  })
  if (news.length + report.events.length > 0) room.loops.deliver?.nudge()
  if (report.ends.length > 0) room.loops.act?.nudge()
  if (inventory?.data) room.loops.vulnerabilities?.nudge()
  return { number: report.number, orders: orders.map((order) => ({ order, signature: signText(key, order) })) }
}

function readReport(body: string): Report {
  try {
    return Report.parse(JSON.parse(body))
  } catch {
    throw new Problem(
      'bad-input',
      'report_invalid',
      'This is no report that is understood here.',
      'Bring agent and hub to the same version.',
    )
  }
}

function readSample({ sample, at }: Report): { sample: HostSample; faulty: string[] } {
  const faulty: string[] = []
  const parts = Object.entries(SAMPLE_PARTS).map(([name, schema]) => {
    const given = sample[name]
    if (given === undefined || given === null) return [name, null]
    const read = schema.safeParse(given)
    if (!read.success) faulty.push(name)
    return [name, read.data ?? null]
  })
  return { sample: { ...(Object.fromEntries(parts) as Omit<HostSample, 'at'>), at: at as Instant }, faulty }
}

// Cost follows change: the last sample replaces the one before, and a few figures are kept every ten minutes, for a day; what makes a month is kept for each day.
async function keepQuietly(tx: Tx, { host, state }: Agent, sample: HostSample, boot: string) {
  const slot = (at: number) => Math.floor(at / FIGURES_EVERY)
  if (state.sample && slot(state.sample.at) === slot(sample.at)) return
  await keepFigures(tx, host, sample.at, figuresOf(sample), after(sample.at, hours(-24)))
  await addToHostDay(tx, host, sample, boot, after(sample.at, days(-400)))
}

// Why it was restarted is told once, and not at night: the hub says it, from the moments that the host remembers.
async function keepEvent(room: Room, tx: Tx, { host }: Agent, { at, kind, says, lines, moments }: HostEvent, now: Instant) {
  const name = room.plan().hosts[host]?.name ?? host
  const said = kind === 'restarted' ? sayRestart(name, moments, at as Instant) : says
  await addHostEvent(tx, host, { at: at as Instant, kind, says: said, lines, moments }, after(now, days(-30)))
  if (kind === 'login' || kind === 'spam') await addSignToHostDay(tx, host, now, kind === 'login' ? 'logins' : 'spam')
  if (kind !== 'restarted') return
  const alarm = { key: `host/${host}/restarted/${at}`, template: 'host-restarted', quietly: true }
  await pageOnCall(room, tx, { ...alarm, subject: `${name} was restarted`, text: said })
}

// Long before the cut-off, and never as an outage. Danger comes over the channels of the rung; a warning wakes nobody.
async function tellNews(room: Room, tx: Tx, host: string, news: readonly LevelNews[], number: number) {
  if (news.length === 0) return
  const name = room.plan().hosts[host]?.name ?? host
  const quietly = news.every(({ to }) => to !== 'danger')
  await pageOnCall(room, tx, { key: `host/${host}/${number}`, template: 'host-warning', quietly, ...sayNews(name, news) })
}
