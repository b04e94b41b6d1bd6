import { randomUUID } from 'node:crypto'
import { app } from '../channels/app.ts'
import type { Clock } from '../clock.ts'
import type { Around } from '../http/around.ts'
import type { Network } from '../network/network.ts'

const LONGEST_MS = 15_000

/** Sends one message of no incident through a chat, pager or tracker, as the engine would. What it is sent with stays nowhere. */
export const createAppTrial =
  ({ network, clock, from }: { network: Network; clock: Clock; from: () => { name: string; mail: string } }): Around['tryApp'] =>
  async (settings, words) => {
    const { name, mail } = from()
    const id = randomUUID()
    const message = {
      ...{ ...words, key: `app-trial/${id}`, messageId: `<${id}@${mail.split('@')[1]}>`, threadReference: null, html: null, page: null },
      ...{ to: [settings.kind], cc: [], from: { name, address: mail }, replyTo: null, at: clock.now() },
      ...(settings.closes && { stand: 'over' as const }), // the ticket that is opened is closed again
    }
    const around = { network, signal: AbortSignal.timeout(LONGEST_MS), committing: async () => {} }
    const end = await app.send(message, { app: settings }, around)
    return { outcome: end.outcome, says: end.outcome === 'delivered' ? null : end.reason }
  }
