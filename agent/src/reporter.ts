import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HostEvent, Inventory, OrderEnd, Report, ReportAnswer, Sample } from '@allclear/wire/agent.ts'
import { sealed } from './identity.ts'
import type { Identity } from './identity.ts'
import { readText } from './metrics/files.ts'
import { post } from './post.ts'
import { openSpool } from './spool.ts'
import { VERSION } from './version.ts'
import { writeWhole } from './write-whole.ts'

const AT_ONCE = 50 // reports sent after one another when the hub is back

/** Numbers the reports, keeps them until the hub has them, and sends them in order. */
export function createReporter({ identity, folder, boot }: { identity: Identity; folder: string; boot: string }) {
  const spool = openSpool(join(folder, 'spool'))
  const numberFile = join(folder, 'number')
  let number = Math.max(Number(readText(numberFile) ?? 0) || 0, spool.last())
  let isSending = false

  return {
    waiting: () => spool.count(),
    /** Puts a report where it is safe until it has arrived. */
    file(
      sample: Sample,
      more: { events: readonly HostEvent[]; ends: readonly OrderEnd[]; allows: readonly string[]; inventory: Inventory | null },
    ) {
      const { at, ...parts } = sample
      number += 1
      writeWhole(numberFile, String(number)) // first: a number is never used twice, and a lost one is only a gap
      const { agent, host } = identity
      const { events, ends, allows, inventory } = more
      const report: Report = { ...{ agent, host, boot, number, at, version: VERSION, sample: parts }, events: [...events], ends: [...ends], allows: [...allows], ...(inventory && { inventory }) } // prettier-ignore
      spool.add(number, JSON.stringify(report))
    },
    /** Sends what waits, the oldest first, until the hub does not answer. Gives the orders that came back, and what went wrong. */
    async send(): Promise<{ orders: ReportAnswer['orders']; trouble: string | null }> {
      const orders: ReportAnswer['orders'] = []
      if (isSending) return { orders, trouble: null }
      isSending = true
      try {
        for (let sent = 0; sent < AT_ONCE; sent++) {
          const next = spool.first()
          if (!next) break
          const answer = await post(new URL('api/agent/v1/reports', identity.hub).href, next.body, sealed(identity, next.body, Date.now()))
          if (!answer.ok) return { orders, trouble: answer.why }
          if (answer.status === 200) orders.push(...(JSON.parse(answer.body) as ReportAnswer).orders)
          else if (!isRefusedForGood(answer.status, answer.body))
            return { orders, trouble: `${answer.status} ${answer.body.slice(0, 300)}` }
          spool.drop(next.number)
        }
        return { orders, trouble: null }
      } finally {
        isSending = false
      }
    },
  }
}

// What the hub has heard already, or will never understand, is not sent again. All else waits: the hub or its clock may be mended.
const isRefusedForGood = (status: number, body: string) =>
  /"code":"(report_replayed|report_invalid|body_too_large)"/.test(body) && status >= 400

/** The id that the kernel gives each start of the machine. */
export const bootId = (proc: string) => readFileSync(`${proc}/sys/kernel/random/boot_id`, 'utf8').trim()
