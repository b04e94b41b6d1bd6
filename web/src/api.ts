import type { Audit } from '@allclear/wire/audit.ts'
import type { ChannelKinds, TriedChannel } from '@allclear/wire/channel.ts'
import type { Drills } from '@allclear/wire/drill.ts'
import type { ContactBook } from '@allclear/wire/contact-book.ts'
import type { Brands } from '@allclear/wire/brand.ts'
import type { Health } from '@allclear/wire/health.ts'
import type { Hosts, WholeHost } from '@allclear/wire/host.ts'
import type { Alerts, AlertSources, TriedAlerts } from '@allclear/wire/alert.ts'
import type { Inbox } from '@allclear/wire/inbox.ts'
import type { Message, Messages } from '@allclear/wire/message.ts'
import type { Now } from '@allclear/wire/now.ts'
import type { OnCall } from '@allclear/wire/on-call.ts'
import type { Parents } from '@allclear/wire/parent.ts'
import type { Browsers, People } from '@allclear/wire/person.ts'
import type { Planner, Scope } from '@allclear/wire/planner.ts'
import type { Providers } from '@allclear/wire/provider.ts'
import type { Locations } from '@allclear/wire/probe.ts'
import type { Proposals, Trial } from '@allclear/wire/proposal.ts'
import type { Readiness } from '@allclear/wire/readiness.ts'
import type { Report } from '@allclear/wire/report.ts'
import type { Review } from '@allclear/wire/review.ts'
import type { Choices, Imported, Kind, LookLine, Settings } from '@allclear/wire/plan.ts'
import type { Checked, Desk, Difference, Playbook, Playbooks, PlaybookText, Rehearsed, Replayed } from '@allclear/wire/playbook.ts'
import type { Layers, Room } from '@allclear/wire/room.ts'
import type { Session } from '@allclear/wire/session.ts'
import type { Site, Sites } from '@allclear/wire/site.ts'
import type { Tasks } from '@allclear/wire/task.ts'
import type { WarningLetter, Warnings } from '@allclear/wire/warning.ts'
import type { Vulnerabilities } from '@allclear/wire/vulnerability.ts'
import { words } from './parts/words/index.ts'

/** A refusal of the hub, in its own words: what is wrong, what to do, and the id to ask for. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly fix: string
  readonly id: string | null

  constructor(status: number, { code, message, fix, id }: { code: string; message: string; fix: string; id?: string }) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.code = code
    this.fix = fix
    this.id = id ?? null
  }
}

/** What each address gives, as `wire/` has it. A screen adds its own line. */
export type Given = {
  '/api/v1/session': Session
  '/api/v1/now': Now
  [room: `/api/v1/incidents/${string}/room?after=${number}`]: Room
  [layers: `/api/v1/incidents/${string}/layers`]: Layers
  [messages: `/api/v1/messages?${string}`]: Messages
  [message: `/api/v1/messages/${string}`]: Message
  '/api/v1/on-call': OnCall
  [onCall: `/api/v1/on-call?from=${string}`]: OnCall
  [planner: `/api/v1/planner?${string}`]: Planner
  '/api/v1/planner/scope': Scope
  [report: `/api/v1/reports?${string}`]: Report
  '/api/v1/sites': Sites
  '/api/v1/drills': Drills
  '/api/v1/proposals': Proposals
  '/api/v1/probes': Locations
  '/api/v1/proposals?state=open': Proposals
  [trial: `/api/v1/proposals/${number}/trial`]: Trial
  '/api/v1/tasks?open=true': Tasks
  '/api/v1/tasks?open=false': Tasks
  [site: `/api/v1/sites/${string}`]: Site
  '/api/v1/brands': Brands
  '/api/v1/vulnerabilities': Vulnerabilities
  '/api/v1/warnings': Warnings
  [letter: `/api/v1/warnings/${number}/letter`]: WarningLetter
  '/api/v1/parents': Parents
  [inbox: `/api/v1/inbox?${string}`]: Inbox
  [alerts: `/api/v1/alerts?${string}`]: Alerts
  '/api/v1/alerts/sources': AlertSources
  '/api/v1/people': People
  '/api/v1/channels/kinds': ChannelKinds
  '/api/v1/providers': Providers
  '/api/v1/browsers': Browsers
  '/api/v1/hosts': Hosts
  [host: `/api/v1/hosts/${string}`]: WholeHost
  [review: `/api/v1/incidents/${string}/review`]: Review
  '/api/v1/health': Health
  [audit: `/api/v1/audit?${string}`]: Audit
  [readiness: `/api/v1/readiness?${string}`]: Readiness
  [book: `/api/v1/contacts/${string}`]: ContactBook
  '/api/v1/plan/choices': Choices
  [settings: `/api/v1/plan/${Kind}/${string}`]: Settings
  '/api/v1/playbooks': Playbooks
  [playbook: `/api/v1/playbooks/${string}`]: Playbook
}

/** What lies below an address that gives something itself. */
type Below = {
  [text: `/api/v1/playbooks/${string}/versions/${number}`]: PlaybookText
  [difference: `/api/v1/playbooks/${string}/difference?${string}`]: Difference
  [desk: `/api/v1/playbooks/${string}/desk`]: Desk
}
type Gives<Address extends keyof Given | keyof Below> = Address extends keyof Below
  ? Below[Address]
  : Address extends keyof Given
    ? Given[Address]
    : never

/** What each question with a body gives. */
type Answered = {
  '/api/v1/alerts/try': TriedAlerts
  '/api/v1/channels/try': TriedChannel
  [check: `/api/v1/playbooks/${string}/check`]: Checked
  [rehearse: `/api/v1/playbooks/${string}/rehearse`]: Rehearsed
  [replay: `/api/v1/playbooks/${string}/replay`]: Replayed
}

/** Asks the hub. Rejects with a `Refusal`, or with a TypeError when there is no way to it. */
export const get = async <Address extends keyof Given | keyof Below>(address: Address, signal?: AbortSignal): Promise<Gives<Address>> =>
  (await answerOf(await fetch(address, { ...(signal && { signal }), headers: { accept: 'application/json' } }))) as Gives<Address>

/** Tells the hub that a person does something. It arrives even if the page is left meanwhile. */
export const post = async (address: `/api/v1/${string}`, body: object = {}, method: 'POST' | 'PUT' = 'POST'): Promise<unknown> => {
  const text = JSON.stringify(body)
  const headers = { 'content-type': 'application/json', accept: 'application/json' }
  return answerOf(await fetch(address, { method, keepalive: text.length < KEPT_ALIVE, headers, body: text }))
}
const KEPT_ALIVE = 20_000 // a browser refuses to keep more than 64 KiB of them alive at once

/** Looks at an address that nobody watches yet; `hear` is told each line as it comes. */
export async function look(url: string, hear: (line: LookLine) => void): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch('/api/v1/sites/look/lines', { method: 'POST', headers, body: JSON.stringify({ url }) })
  if (!response.ok || !response.body) return void (await answerOf(response))
  let rest = ''
  for await (const part of response.body.pipeThrough(new TextDecoderStream()) as unknown as AsyncIterable<string>) {
    const lines = (rest + part).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) hear(JSON.parse(line) as LookLine)
  }
}

/** What a file of another program would become here. */
export const readImport = async (kind: string, body: string): Promise<Imported> =>
  (await answerOf(
    await fetch(`/api/v1/plan/import?kind=${kind}`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body }),
  )) as Imported

/** Asks the hub about something that is too long for an address; nothing is done by it. */
export const ask = async <Address extends keyof Answered>(
  address: Address,
  body: object,
  signal?: AbortSignal,
): Promise<Answered[Address]> => (await send('POST', address, body, signal)) as Answered[Address]

/** Puts something in the place of what is there. */
export const put = (address: `/api/v1/${string}`, body: object): Promise<unknown> => send('PUT', address, body)

/** Takes something away. */
export const remove = async (address: `/api/v1/${string}`): Promise<unknown> =>
  answerOf(await fetch(address, { method: 'DELETE', headers: { accept: 'application/json' } }))

const send = async (method: 'POST' | 'PUT', address: string, body: object, signal?: AbortSignal) =>
  answerOf(
    await fetch(address, {
      ...{ method, ...(signal && { signal }), body: JSON.stringify(body) },
      headers: { 'content-type': 'application/json', accept: 'application/json' },
    }),
  )

async function answerOf(response: Response): Promise<unknown> {
  const said: unknown = await response.json().catch(() => null)
  if (response.ok) return said
  // The session is over: the login page says how to begin one.
  if (response.status === 401) location.assign('/login')
  throw new Refusal(response.status, (said as ReturnType<typeof noWords> | null) ?? noWords())
}

const noWords = () => ({ code: 'answer_unreadable', message: words.unreadable, fix: words.unreadableFix })
