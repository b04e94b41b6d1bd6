import { isDeepStrictEqual } from 'node:util'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as rest } from 'node:timers/promises'
import { LabMail, LabPost } from '@allclear/wire/lab.ts'
import type { LabReady } from '@allclear/wire/lab.ts'
import type { Incident } from '../hub/src/domain/incident/incident.ts'
import { createChannelNetwork } from '../hub/src/network/create-network.ts'
import { eventsOf, foldEvents } from '../hub/src/store/events.ts'
import type { StoredEvent } from '../hub/src/store/events.ts'
import { listIncidents } from '../hub/src/store/incidents.ts'
import { countUnsettled, listMessages, unheardEnds } from '../hub/src/store/messages.ts'
import type { Message } from '../hub/src/store/messages.ts'
import { openToRead } from '../hub/src/store/store.ts'
import type { Place, Store } from '../hub/src/store/store.ts'
import type { Tally } from '../hub/test/tally.ts'
import { z } from 'zod'
import type { Life } from './hub-process.ts'
import { spread } from './spread.ts'

const ALL = 10_000
const QUARTER_MS = 15 * 60_000
const STILL_MS = 30_000 // within this there is a moment in which nothing is on its way

type Given = {
  readonly place: Place
  readonly ready: LabReady
  readonly lives: readonly Life[]
  readonly breaks: ReadonlyMap<string, number>
  readonly slackMs: number // how late a mail may come after its time, or after the start of a hub
  readonly quickened: number
  readonly say?: (line: string) => void // hears figures; standard output when it is not given
}
/** What was compared; `lateMs` is the latest of the first mails to clients, `flaggedMs` the latest that an uncertain end was shown after its hub died. */
export type Reckoned = {
  readonly incidents: number
  readonly events: number
  readonly mails: number
  readonly posts: number
  readonly pages: number
  readonly firstMails: number
  readonly uncertain: number
  readonly lateMs: number
  readonly flaggedMs: number
}
type Claims = Pick<Tally, 'claim'>
type Told = { readonly incident: Incident; readonly events: readonly StoredEvent[] }

/** Waits, at most so long, until no incident lives any more and nothing waits in the outbox. Reads beside the running hub; a database may be away. */
export async function untilSettled(place: Place, mostMs: number): Promise<void> {
  for (const until = Date.now() + mostMs; Date.now() < until && !(await settled(place).catch(() => false));) await rest(500)
}

// All three of one moment: an end that was late may be told to its incident between two readings, and order an all clear behind the first of them.
async function settled(place: Place): Promise<boolean> {
  const store = await openToRead(place)
  const ofOneMoment = store.db.transaction().setIsolationLevel('repeatable read')
  try {
    return await ofOneMoment.execute(async (tx) => {
      const living = await listIncidents(tx, { phases: ['suspected', 'open', 'stabilising'], limit: 1 })
      const { uncertain: _, ...underWay } = await countUnsettled(tx)
      return living.length + Object.keys(underWay).length + (await unheardEnds(tx, 1)).length === 0
    })
  } finally {
    await store.close()
  }
}

/** Compares our books with themselves, and with what the mail sink and Slack took; a hub may be running beside. */
export async function reckon(tally: Claims, given: Given): Promise<Reckoned> {
  if (given.place.file) claimWhole(tally, given.place.file)
  const store = await openToRead(given.place)
  try {
    const { told, everyMessage, mails, posts } = await readWhileStill(store, given.ready)
    const messages = everyMessage.filter(({ foldedInto }) => foldedInto === null) // a digest stands for what it carries
    claimEvents(tally, told, given)
    claimMails(tally, messages, mails)
    claimPosts(tally, messages, posts)
    const uncertain = claimUncertain(tally, everyMessage, told, given)
    const first = claimDeadlines(tally, { ...given, told, messages, mails })
    return {
      ...{ incidents: told.length, events: told.reduce((sum, one) => sum + one.events.length, 0) },
      ...{ mails: mails.length, posts: posts.length, pages: messages.filter(({ contract }) => contract === 'page').length },
      ...uncertain,
      ...first,
    }
  } finally {
    await store.close()
  }
}

function claimWhole(tally: Claims, file: string) {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 })
  const said = database.prepare('pragma integrity_check').all()
  database.close()
  tally.claim('the database is whole', said.length === 1 && said[0]!.integrity_check === 'ok', said)
}

/**
 * All books, those of the sinks between two readings of ours that are the same: long after an outage a summary may be due, and what is on its way
 * stands in some and not yet in others. Where nothing ever rests, the last reading is judged.
 */
async function readWhileStill(store: Store, ready: LabReady) {
  for (const until = Date.now() + STILL_MS; ; await rest(200)) {
    const before = await readOurs(store)
    const [mails, posts] = [await get(`${ready.mail}/api/messages`, LabMail), await get(postsOf(ready), LabPost)]
    const ours = await readOurs(store)
    const isUnderWay = ours.everyMessage.some(({ state }) => state === 'sending' || state === 'committing')
    if ((!isUnderWay && isDeepStrictEqual(before, ours)) || Date.now() >= until) return { ...ours, mails, posts }
  }
}

const readOurs = async (store: Store) => ({
  told: await readIncidents(store),
  everyMessage: await listMessages(store.db, { limit: ALL }),
})

async function readIncidents({ db }: Store): Promise<readonly Told[]> {
  const stored = await listIncidents(db, { partner: null, limit: ALL })
  return Promise.all(stored.map(async ({ partner, number, incident }) => ({ incident, events: await eventsOf(db, partner, number) })))
}

function claimEvents(tally: Claims, told: readonly Told[], { breaks }: Given) {
  const events = told.reduce((sum, one) => sum + one.events.length, 0)
  const gaps = told.filter((one) => one.events.some(({ seq }, index) => seq !== index + 1))
  tally.claim(
    `${events} events of ${told.length} incidents, no gap among them`,
    gaps.length === 0,
    gaps.map(({ incident }) => incident.id),
  )
  const folded = told.filter((one) => !isDeepStrictEqual(foldEvents(one.events), one.incident))
  tally.claim(
    'folded, they give every incident as it is stored',
    folded.length === 0,
    folded.map(({ incident }) => incident.id),
  )
  const living = told.filter(({ incident }) => !['resolved', 'reviewed', 'false-alarm'].includes(incident.phase))
  tally.claim(
    'every incident came to its end',
    living.length === 0,
    living.map(({ incident }) => `${incident.id} ${incident.site} ${incident.phase}`),
  )
  const outagesOf = (site: string) =>
    told
      .filter(({ incident }) => incident.site === site && incident.confirmedAt !== null)
      .reduce((sum, one) => sum + one.incident.outages, 0)
  const missed = [...breaks].filter(([site, times]) => outagesOf(site) !== times)
  const times = [...breaks.values()].reduce((sum, one) => sum + one, 0)
  tally.claim(
    `all ${times} outages of the lab are in the books, each once`,
    missed.length === 0,
    missed.map(([site, n]) => `${site}: ${n} in the lab, ${outagesOf(site)} in the books`),
  )
}

function claimMails(tally: Claims, messages: readonly Message[], mails: readonly LabMail[]) {
  const accepted = Map.groupBy(mails, ({ messageId }) => bare(messageId))
  const copies = ({ messageId }: Message) => accepted.get(bare(messageId))?.length ?? 0
  const byMail = messages.filter(({ recipient }) => recipient.channel === 'mail')
  const known = new Set(byMail.map(({ messageId }) => bare(messageId)))
  tally.claim(
    `${mails.length} mails were accepted, all of them ours`,
    [...accepted.keys()].every((id) => known.has(id)),
  )
  const letters = byMail.filter(({ contract }) => contract === 'message')
  const twice = letters.filter((letter) => copies(letter) > 1)
  tally.claim(
    `none of ${letters.length} mails to clients was accepted twice`,
    twice.length === 0,
    twice.map(({ key }) => key),
  )
  const lost = byMail.filter((one) => one.state === 'delivered' && copies(one) === 0)
  tally.claim(
    'every mail that the books call delivered was accepted',
    lost.length === 0,
    lost.map(({ key }) => key),
  )
  const silent = byMail.filter(
    (one) => (one.state === 'waiting' || one.state === 'cancelled') && one.contract === 'message' && copies(one) > 0,
  )
  tally.claim(
    'none that the books call unsent was',
    silent.length === 0,
    silent.map(({ key }) => key),
  )
  const pages = byMail.filter(({ contract }) => contract === 'page')
  const again = pages.filter((page) => copies(page) > 1).length
  tally.claim(
    `all ${pages.length} pages by mail arrived at least once; ${again} more than once`,
    pages.every((page) => page.state === 'cancelled' || copies(page) > 0),
  )
}

// A post has no number of ours, so the posts of each subject are counted against the messages of it.
function claimPosts(tally: Claims, messages: readonly Message[], posts: readonly LabPost[]) {
  const bySlack = messages.filter(({ recipient }) => recipient.channel === 'slack')
  const subjects = Map.groupBy(bySlack, ({ recipient, subject }) => `${recipient.address[0]} ${subject}`)
  const wrong = [...subjects].flatMap(([subject, ofIt]) => {
    const counted = posts.filter(({ channel, text }) => subject === `${channel} ${text.split('\n')[0]!.replaceAll('*', '')}`).length
    const [sure, unsure] = ['delivered', 'uncertain'].map((state) => ofIt.filter((one) => one.state === state).length)
    const ends = () => ofIt.map(({ key, state }) => `${key} ${state}`).join(', ')
    return counted >= sure! && counted <= sure! + unsure! ? [] : [`${subject}: ${counted} posts; ${ends()}`]
  })
  tally.claim(`none of ${bySlack.length} posts to partners came twice or was lost (${posts.length} came)`, wrong.length === 0, wrong)
}

function claimUncertain(tally: Claims, messages: readonly Message[], told: readonly Told[], { lives, say = print }: Given) {
  const uncertain = messages.filter(({ state }) => state === 'uncertain')
  const states = Object.entries(Object.groupBy(messages, ({ state }) => state)).map(([state, of]) => `${of.length} ${state}`)
  say(`${messages.length} messages: ${states.join(', ')}`)
  const carriedIn = ({ key }: Message) => messages.filter(({ foldedInto }) => foldedInto === key)
  // A digest is of no incident: each whose words it carried has to hear how it ended.
  const heard = (message: Message): boolean => {
    if (message.incident === null) return carriedIn(message).length > 0 && carriedIn(message).every(heard)
    return told.some(
      ({ incident, events }) =>
        incident.id === String(message.incident) &&
        events.some(({ event }) => event.type === 'delivered' && event.key === message.key && event.outcome === 'uncertain'),
    )
  }
  tally.claim(
    `all ${uncertain.length} ambiguous ends are shown as uncertain to their incidents`,
    uncertain.every(heard),
    uncertain.filter((one) => !heard(one)).map(({ key }) => key),
  )
  tally.claim(
    'no page is left uncertain',
    uncertain.every(({ contract }) => contract === 'message'),
  )
  const keys = new Set(uncertain.map(({ key }) => key))
  const shownAt = told.flatMap(({ events }) =>
    events.flatMap(({ event, at }) => (event.type === 'delivered' && event.outcome === 'uncertain' && keys.has(event.key) ? [at] : [])),
  )
  const flaggedMs = Math.max(0, ...shownAt.map((at) => at - (lives.findLast(({ to }) => to <= at)?.to ?? at)))
  tally.claim('each was shown within 60 s of the death of its hub', flaggedMs <= 60_000, flaggedMs)
  return { uncertain: uncertain.length, flaggedMs }
}

type Kept = Pick<Given, 'lives' | 'slackMs' | 'quickened' | 'say'> & {
  readonly told: readonly Told[]
  readonly messages: readonly Message[]
  readonly mails: readonly LabMail[]
}

// While no hub runs nothing can be sent, so the time runs from the due time or from the start of the life that sent it.
function claimDeadlines(tally: Claims, { told, messages, mails, lives, slackMs, quickened, say = print }: Kept) {
  const quarterMs = QUARTER_MS / quickened
  const first = messages
    .filter(({ key, recipient }) => /\.tell-client\/1\//.test(key) && recipient.channel === 'mail')
    .flatMap((message) => {
      const mail = mails.find(({ messageId }) => bare(messageId) === bare(message.messageId))
      const incident = told.find((one) => one.incident.id === String(message.incident))?.incident
      return mail && incident?.confirmedAt && incident.outages === 1
        ? [{ key: message.key, due: incident.confirmedAt + quarterMs, at: mail.at }]
        : []
    })
  const waited = ({ due, at }: { due: number; at: number }) =>
    Math.max(0, at - Math.max(due, lives.findLast(({ from }) => from <= at)?.from ?? 0))
  const seconds = (times: readonly number[]) =>
    spread(
      times.map((ms) => ms / 1000),
      's',
    )
  say(`first mails to clients, after their time: ${seconds(first.map(({ at, due }) => at - due))}`)
  say(`after their time, or the start that came later: ${seconds(first.map(waited))}`)
  const early = first.filter(({ at, due }) => at < due)
  tally.claim(`none of ${first.length} first mails to clients came before its time`, early.length === 0, early)
  const late = first.filter((one) => waited(one) > slackMs)
  tally.claim(`each came within ${slackMs / 1000} s of its time, or of the start of the hub that sent it`, late.length === 0, late)
  return { firstMails: first.length, lateMs: Math.max(0, ...first.map(waited)) }
}

const print = (line: string) => void process.stdout.write(`${line}\n`)

const bare = (messageId: string) => messageId.replace(/^<|>$/g, '')

const postsOf = ({ slack }: LabReady) => `${slack.replace(/\/api\/?$/, '')}/messages`

async function get<T>(url: string, shape: z.ZodType<T>): Promise<T[]> {
  const network = createChannelNetwork({ operatorHosts: ['127.0.0.1'] })
  const answer = await network.request({ url, maxBytes: 4 * 1024 * 1024 }, { signal: AbortSignal.timeout(10_000) })
  if (!answer.ok || !answer.complete) throw new Error(`${url} gave no whole answer`)
  return z.array(shape).parse(JSON.parse(answer.body))
}
