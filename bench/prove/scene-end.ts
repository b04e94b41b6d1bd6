import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { eventsOf, foldEvents } from '../../hub/src/store/events.ts'
import { listIncidents } from '../../hub/src/store/incidents.ts'
import { listMessages } from '../../hub/src/store/messages.ts'
import type { Message } from '../../hub/src/store/messages.ts'
import { openStore } from '../../hub/src/store/store.ts'
import type { SceneSinks } from './scene-sinks.ts'

/** What is left of a scene when everything is over, in its books and in its sinks. */
export type SceneEnd = {
  readonly incidents: readonly string[]
  readonly messages: readonly Message[]
  readonly events: ReadonlySet<string>
  readonly dots: readonly string[]
  readonly posts: readonly string[]
  readonly faults: readonly string[]
  readonly restored: readonly string[] | null
}

/** Reads the books in this directory and what the sinks took, and tells where the books contradict themselves. */
export async function endOf(directory: string, { dots, posts }: SceneSinks): Promise<SceneEnd> {
  const file = join(directory, 'allclear.sqlite')
  const faults: string[] = []
  const database = new DatabaseSync(file)
  const said = JSON.stringify(database.prepare('pragma integrity_check').all())
  database.close()
  if (said !== '[{"integrity_check":"ok"}]') faults.push(`the database is not whole: ${said}`)
  const store = await openStore({ file })
  const incidents = await listIncidents(store.db, { partner: null, limit: 100 })
  const events = new Set<string>()
  for (const { partner, number, incident } of incidents) {
    const told = await eventsOf(store.db, partner, number)
    if (told.some(({ seq }, n) => seq !== n + 1)) faults.push(`there is a gap in the events of ${number}`)
    if (!isDeepStrictEqual(foldEvents(told), incident)) faults.push(`the events of ${number} do not give the incident`)
    for (const { event } of told) events.add(`${number} ${event.type}${event.type === 'delivered' ? ` ${event.key}` : ''}`)
  }
  const messages = await listMessages(store.db, { limit: 1000 })
  await store.close()
  return {
    ...{
      incidents: incidents.map(
        ({ number, incident: { phase, diagnosis, outages } }) => `${number} ${phase} ${diagnosis?.cause} ${outages}`,
      ),
    },
    ...{ messages, events, dots, faults, restored: await restoredIn(directory) },
    posts: posts.map(({ body }) => (JSON.parse(body) as { text: string }).text.split('\n')[0]!.replaceAll('*', '')),
  }
}

async function restoredIn(directory: string): Promise<readonly string[] | null> {
  const file = join(directory, 'restored', 'allclear.sqlite')
  try {
    readFileSync(file)
  } catch {
    return null
  }
  const store = await openStore({ file })
  const messages = await listMessages(store.db, { limit: 1000 })
  await store.close()
  return messages.map(({ key, state, reason }) => `${key} ${state} ${reason}`).toSorted()
}

/** Where an end differs from that in peace in more than times, retries and what nobody can know. */
export function compareEnds(peace: SceneEnd, end: SceneEnd): string[] {
  const broken = [...end.faults]
  const differ = (what: string, one: unknown, other: unknown) => {
    if (!isDeepStrictEqual(one, other)) broken.push(`${what}: ${JSON.stringify(other)}, in peace ${JSON.stringify(one)}`)
  }
  const keys = ({ messages }: SceneEnd) => messages.map(({ key }) => key).toSorted()
  differ('incidents', peace.incidents, end.incidents)
  differ('messages', keys(peace), keys(end))
  differ('restored', peace.restored, end.restored)
  for (const event of peace.events) if (!end.events.has(event)) broken.push(`lost: ${event}`)
  for (const message of end.messages) broken.push(...wrongWith(message, end, peace))
  return broken
}

function wrongWith(message: Message, end: SceneEnd, peace: SceneEnd): string[] {
  const { key, state, contract, recipient, messageId, subject } = message
  const before = peace.messages.find((one) => one.key === key)
  const isMail = recipient.channel === 'mail'
  const timesIn = ({ dots, posts }: SceneEnd) =>
    (isMail ? dots.filter((id) => id === messageId) : posts.filter((one) => one === subject)).length
  const [taken, inPeace] = [timesIn(end), timesIn(peace)]
  const isPage = contract === 'page'
  const isAsBefore = state === before?.state || (!isPage && before?.state === 'delivered' && state === 'uncertain')
  return [
    ...(isAsBefore ? [] : [`${key} is ${state}, in peace ${before?.state}`]),
    ...(!isPage && taken > inPeace ? [`${key} was taken ${taken} times, in peace ${inPeace}`] : []),
    ...(state === 'delivered' && taken < inPeace ? [`${key} is delivered and was taken ${taken} times`] : []),
  ]
}
