import { createChannelNetwork } from '../../network/create-network.ts'
import { startMailDouble } from '../../network/smtp.double.ts'
import type { Happening } from '../../domain/incident/incident.ts'
import { minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { readPlan } from '../../domain/plan/read-plan.ts'
import { readPlaybook } from '../../domain/playbook/read-playbook.ts'
import { loadLibrary } from '../../library.ts'
import { findIncident } from '../../store/incidents.ts'
import { openStore } from '../../store/store.ts'
import { listTasks } from '../../store/tasks.ts'
import { timelineOf } from '../../store/timeline.ts'
import { createBackOff } from './back-off.ts'
import { deliverDue } from './deliver.ts'
import { createCalendar } from '../maintenance/maintenance-calendar.ts'
import { createMetrics } from '../metrics.ts'
import { EVERY_TURN } from '../turns.ts'
import { respond, suspect } from '../respond/respond.ts'
import type { Room } from '../room.ts'

const PLAN = `
operator: { name: Harbor, timezone: America/New_York, mail: noc@harbor.example }
people: { ana: { name: Ana, mail: ana@harbor.example } }
partners:
  brightside:
    name: Brightside
    brand: { from: Brightside Care <care@brightside.example> }
    contacts: [{ name: Rosa Lind, mail: rosa@brightside.example }]
clients:
  bakery: { partner: brightside, name: Corner Bakery, contacts: [{ name: Bo Hart, mail: bo@cornerbakery.example }, { name: Al, mail: al@mail.example }] }
sites: { cornerbakery.example: { client: bakery, url: https://cornerbakery.example } }
`

// Tells the client, asks whether something may be done, and reminds until there is an answer.
const PLAYBOOK = `
playbook: asking
causes: ["*"]
steps:
  - { id: tell, start: at once, message: { to: client, template: investigating } }
  - { id: remind, start: 1 business day after tell, unless: [client-replied], message: { to: client, template: still-working } }
  - { id: ask, start: 5m after confirmed, approval: { from: client, template: still-working } }
`
const START = Date.parse('2026-03-02T15:00:00Z') as Instant

/** A hub's room with a store, a mail server that keeps what it got, and a clock moved by hand; an incident is open and its client was told. */
export async function openPostOffice(
  inbox: string,
  more: { readonly brand?: string; readonly sites?: string; readonly smtpPort?: number; readonly cc?: string } = {},
) {
  const mail = await startMailDouble()
  const text = PLAN.replace(/^sites: .*\n/m, (line) => (more.sites === undefined ? line : ''))
    .replace('brand: {', `brand: { ${more.brand ?? ''}`)
    .replace('    contacts:', `    cc: [${more.cc ?? 'rosa@brightside.example'}]\n    contacts:`)
  const sites = more.sites ?? ''
  const channels = `channels: { mail: { smtp: "smtp://127.0.0.1:${more.smtpPort ?? mail.port}", inbox: ${inbox} } }\n`
  const read = readPlan(`${text}${sites}${channels}`, 'a.yaml', { variables: { lookup: () => '', unsetIsEmpty: true }, checkSchemas: {} })
  if (!read.plan) throw new Error(JSON.stringify(read.complaints))
  const { plan, secrets } = read
  const playbook = readPlaybook(PLAYBOOK, 'p.yaml', { templates: ['investigating', 'still-working'], actions: [] }).playbook!
  const store = await openStore({})
  const bugs: unknown[] = []
  let now = START
  const room: Room = {
    metrics: createMetrics(),
    turns: EVERY_TURN,
    store,
    clock: { now: () => now },
    plan: () => plan,
    secrets: () => secrets,
    library: () => library,
    outside: createChannelNetwork({ operatorHosts: [] }),
    channels: createChannelNetwork({ operatorHosts: ['127.0.0.1'] }),
    strangers: createChannelNetwork({ operatorHosts: ['127.0.0.1'] }),
    answerKey: 'a key of this test',
    loops: {},
    calendar: createCalendar({ store, clock: { now: () => now }, plan: () => plan }),
    news: () => {},
    onBug: (error) => void bugs.push(error),
  }
  const library = await loadLibrary({ people: ['ana'] })
  const happens = (happening: Happening) => respond(room, 'brightside', 1, happening)
  const deliver = () =>
    deliverDue({ ...room, backOff: createBackOff(() => 0.5), respond: async (...told) => void (await respond(room, ...told)) })
  return {
    room,
    mail,
    bugs,
    happens,
    deliver,
    passes(span: number) {
      now = (now + span) as Instant
    },
    /** Opens the incident, tells the client and asks them. */
    async begin() {
      await suspect(room, plan.sites['cornerbakery.example']!, now)
      const verdict = {
        verdict: 'genuine',
        reason: null,
        class: 'status',
        code: 'status_500',
        deterministic: true,
        because: ['It is down.'],
      } as const
      await happens({ type: 'confirmed', verdict, since: now })
      const diagnosis = { cause: 'app.fatal', confidence: 1, because: [], alternatives: [], facts: {} }
      await happens({ type: 'diagnosed', diagnosis, playbook })
      await deliver()
      now = (now + minutes(5)) as Instant
      await happens({ type: 'clock' })
      await deliver()
    },
    /** The letters that the client got, each with a header's value. */
    headers: (name: string) =>
      mail.letters
        .filter(({ to }) => to.includes('bo@cornerbakery.example'))
        .map(({ raw }) => new RegExp(`^${name}: (.*)$`, 'im').exec(raw.replace(/\r\n[ \t]+/g, ' '))?.[1]?.trim() ?? null),
    incident: async () => (await findIncident(store.db, 'brightside', 1))!.incident,
    timeline: async () =>
      (await timelineOf(store.db, 'brightside', 1)).map(
        ({ note, state, kind, to }) => `${kind} ${to?.join() ?? ''} ${state ?? ''} ${note ?? ''}`,
      ),
    openTasks: async () => (await listTasks(store.db, { open: true, limit: 50 })).map(({ title, for: who }) => `${who}: ${title}`),
    async close() {
      await mail.close()
      await store.close()
    },
  }
}

/** A letter as a mail program writes it. */
export const letterOf = ({
  from = 'Bo Hart <bo@cornerbakery.example>',
  to = 'care@brightside.example',
  id = '',
  words = 'Thank you.',
  more = [] as string[],
}) =>
  Buffer.from(
    [
      `From: ${from}`,
      `To: ${to}`,
      'Subject: Re: down',
      `Message-ID: <${id || `${words.length}.${words.split(' ')[0]!.replace(/\W/g, '')}`}@cornerbakery.example>`,
      ...more,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      '',
      words,
      '',
    ].join('\r\n'),
  )
