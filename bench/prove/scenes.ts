import { createReadStream } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Happening } from '../../hub/src/domain/incident/incident.ts'
import { minutes } from '../../hub/src/domain/instant.ts'
import type { Instant } from '../../hub/src/domain/instant.ts'
import { readPlan } from '../../hub/src/domain/plan/read-plan.ts'
import { readPlaybook } from '../../hub/src/domain/playbook/read-playbook.ts'
import { createBackOff } from '../../hub/src/engine/deliver/back-off.ts'
import { deliverDue } from '../../hub/src/engine/deliver/deliver.ts'
import { settle } from '../../hub/src/engine/deliver/settle.ts'
import { createCalendar } from '../../hub/src/engine/maintenance/maintenance-calendar.ts'
import { createMetrics } from '../../hub/src/engine/metrics.ts'
import { respond, suspect, wakeNext } from '../../hub/src/engine/respond/respond.ts'
import type { Room } from '../../hub/src/engine/room.ts'
import { EVERY_TURN } from '../../hub/src/engine/turns.ts'
import { loadLibrary } from '../../hub/src/library.ts'
import { createChannelNetwork } from '../../hub/src/network/create-network.ts'
import { restoreBackup, writeBackup } from '../../hub/src/store/backup.ts'
import { listIncidents, livingIncidentOf } from '../../hub/src/store/incidents.ts'
import { listMessages } from '../../hub/src/store/messages.ts'
import { recoverMessages } from '../../hub/src/store/outbox.ts'
import { openStore } from '../../hub/src/store/store.ts'

/** What happens in a scene, one after the other; the number is the minute of it. */
export type Deed = readonly [
  minute: number,
  deed:
    'fails' | 'confirmed' | 'dismissed' | 'diagnosed' | 'acknowledged' | 'up' | 'again' | 'waits' | 'sent-again' | 'backup' | 'restored',
]

const OPEN: readonly Deed[] = [
  [0, 'fails'],
  [0, 'confirmed'],
]
const KNOWN: readonly Deed[] = [...OPEN, [1, 'diagnosed']]
const TOLD: readonly Deed[] = [...KNOWN, [2, 'acknowledged'], [5, 'waits']]
const WELL: readonly Deed[] = [...TOLD, [10, 'up']]

/** Twelve scenes: `before` is lived through in peace, `deeds` are those in which the process is killed. */
export const SCENES: Readonly<
  Record<string, { readonly before: readonly Deed[]; readonly deeds: readonly Deed[]; readonly isUncertain?: true }>
> = {
  'first-start': { before: [], deeds: [] },
  suspected: { before: [[0, 'waits']], deeds: [[0, 'fails']] },
  'false-alarm': { before: [[0, 'fails']], deeds: [[1, 'dismissed']] },
  opened: { before: [[0, 'fails']], deeds: [[0, 'confirmed']] },
  diagnosed: { before: OPEN, deeds: [[1, 'diagnosed']] },
  'client-told': { before: [...KNOWN, [2, 'acknowledged']], deeds: [[5, 'waits']] },
  acknowledged: { before: KNOWN, deeds: [[2, 'acknowledged']] },
  escalated: { before: KNOWN, deeds: [[17, 'waits'], [33, 'waits']] }, // prettier-ignore
  relapsed: { before: WELL, deeds: [[15, 'again'], [16, 'up']] }, // prettier-ignore
  'all-clear': { before: WELL, deeds: [[30, 'waits']] },
  'sent-again': { before: TOLD, deeds: [[6, 'sent-again']], isUncertain: true },
  'backed-up': { before: [...KNOWN, [2, 'acknowledged']], deeds: [[5, 'backup'], [7, 'restored']] }, // prettier-ignore
}

const START = Date.parse('2026-03-02T15:00:00Z') as Instant
const SITE = 'cornerbakery.example'
const planOf = (mailPort: string, slackPort: string) => `
operator: { name: Harbor, timezone: America/New_York, mail: noc@harbor.example }
people: { ana: { name: Ana, mail: ana@harbor.example }, kofi: { name: Kofi, mail: kofi@harbor.example } }
escalation: [{ notify: ana, by: [mail], wait: 15m }, { notify: kofi, by: [mail], repeat: 2 }]
partners:
  brightside:
    name: Brightside
    brand: { from: Brightside Care <care@brightside.example> }
    contacts: [{ name: Rosa Lind, mail: rosa@brightside.example }]
    cc: [rosa@brightside.example]
    slack: { channel: C0BRIGHT, token: '\${TOKEN}', signing-secret: '\${TOKEN}' }
clients:
  bakery: { partner: brightside, name: Corner Bakery, contacts: [{ name: Bo Hart, mail: bo@cornerbakery.example }] }
sites: { ${SITE}: { client: bakery, url: https://${SITE} } }
channels: { mail: { smtp: "smtp://127.0.0.1:${mailPort}" }, slack: { api: "http://127.0.0.1:${slackPort}", token: '\${TOKEN}', signing-secret: '\${TOKEN}' } }
`
const PLAYBOOK = `
playbook: telling
causes: ["*"]
stable-for: 15m
steps:
  - { id: tell, start: 5m after confirmed, message: { to: [client, partner], template: investigating } }
  - { id: look, start: at once, task: { title: Look at it, for: on-call } }
`
const VERDICT = {
  verdict: 'genuine',
  reason: null,
  class: 'status',
  code: 'status_500',
  deterministic: true,
  because: ['It is down.'],
} as const
const DISMISSED = { ...VERDICT, verdict: 'false-alarm', reason: 'false_alarm.clock' } as const

/** Opens the data of a scene in this directory, as a hub does at its start. `live` gives each deed, and says `done N` when it is in the books. */
export async function openScene(directory: string, mailPort: string, slackPort: string) {
  const text = planOf(mailPort, slackPort)
  const read = readPlan(text, 'scene.yaml', { variables: { lookup: () => 'xoxb-1', unsetIsEmpty: false }, checkSchemas: {} })
  if (!read.plan) throw new Error(JSON.stringify(read.complaints))
  const { plan, secrets } = read
  const playbook = readPlaybook(PLAYBOOK, 'telling.yaml', { templates: ['investigating'], actions: [] }).playbook!
  const library = await loadLibrary({ people: ['ana', 'kofi'] })
  const store = await openStore({ file: join(directory, 'allclear.sqlite') })
  let now = START
  const clock = { now: () => now }
  const network = createChannelNetwork({ operatorHosts: ['127.0.0.1'] })
  const rethrow = (error: unknown) => {
    throw error
  }
  const room: Room = {
    ...{ store, clock, library: () => library, plan: () => plan, secrets: () => secrets, loops: {}, turns: EVERY_TURN },
    ...{ outside: network, channels: network, strangers: network, answerKey: 'a key of this scene', metrics: createMetrics() },
    ...{ calendar: createCalendar({ store, clock, plan: () => plan }), news: () => {}, onBug: rethrow },
  }
  await recoverMessages(store.db, now, 'all')

  const living = () => livingIncidentOf(store.db, 'brightside', SITE)
  async function happens(happening: Happening) {
    const one = await living()
    if (one) await respond(room, one.partner, one.number, happening)
  }
  async function drain() {
    for (let seen: number[] = []; await wakeNext(room, seen); seen = []);
    await deliverDue({ ...room, backOff: createBackOff(() => 0.5), respond: async (...told) => void (await respond(room, ...told)) })
  }
  const backup = join(directory, 'backup.jsonl')
  const DEEDS: Readonly<Record<Deed[1], () => Promise<unknown>>> = {
    fails: async () => (await living()) ?? suspect(room, plan.sites[SITE]!, now),
    confirmed: () => happens({ type: 'confirmed', verdict: VERDICT, since: now }),
    dismissed: () => happens({ type: 'dismissed', verdict: DISMISSED }),
    diagnosed: () =>
      happens({
        type: 'diagnosed',
        diagnosis: { cause: 'app.fatal', confidence: 1, because: [], alternatives: [], facts: {} },
        playbook,
      }),
    acknowledged: () => happens({ type: 'acknowledged', by: 'ana' }),
    up: () => happens({ type: 'seen-up' }),
    again: () => happens({ type: 'confirmed', verdict: VERDICT, since: now }),
    waits: async () => {},
    async 'sent-again'() {
      for (const { partner, key, tries } of await listMessages(store.db, { states: ['uncertain'], limit: 10 }))
        if (tries === 1) await settle(store, clock, { partner, key, as: 'send-again', by: 'ana' })
    },
    async backup() {
      await wakeNext(room, []) // what it orders has not been sent when the backup is made
      const lines: string[] = []
      await writeBackup(store, now, async (line) => void lines.push(line))
      await writeFile(`${backup}.new`, `${lines.join('\n')}\n`)
      await rename(`${backup}.new`, backup)
    },
    async restored() {
      const file = join(directory, 'restored', 'allclear.sqlite')
      const half = await openStore({ file }) // as a hub would that is started after a restore that was cut short
      const [row] = await listIncidents(half.db, { partner: null, limit: 1 })
      await half.close()
      if (!row) await restoreBackup({ file }, () => createInterface({ input: createReadStream(backup) }), now)
    },
  }
  return {
    store,
    async live(deeds: readonly Deed[], from = 0, done: (n: number) => void = () => {}) {
      for (const [n, [minute, deed]] of deeds.entries()) {
        now = (START + minutes(minute)) as Instant
        if (n >= from) {
          await DEEDS[deed]()
          done(n)
        }
        if (n >= from - 1) await drain() // what followed from the last one that was said may still be due
      }
    },
    /** Time goes on until nothing waits to be sent again. */
    async rest() {
      for (let n = 0; n < 5; n++) {
        now = (now + minutes(1)) as Instant
        await drain()
      }
    },
  }
}
