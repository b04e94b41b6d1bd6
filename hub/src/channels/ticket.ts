import { createHash } from 'node:crypto'
import { minutes } from '../domain/instant.ts'
import type { HttpRequest } from '../network/network.ts'
import type { AppSettings, Delivery, Outgoing, SendToApp } from './channel.ts'
import { appText, cut } from './app-words.ts'
import { askNetwork, posted } from './ask-network.ts'
import type { Around, Said } from './ask-network.ts'

/** A ticket as its tracker knows it, with the words it began with. */
export type Ticket = { readonly id: string; readonly url: string | null; readonly words: string }

/** What a message comes to as a ticket: `mark` is the same for all of an incident, `sign` for all attempts of this message. */
export type TicketWords = { readonly mark: string; readonly sign: string; readonly title: string; readonly text: string }

/** A tracker, as it is asked. Each deed is one that may be asked twice, or is looked up before. */
export type Tracker = {
  readonly find: (mark: string) => Promise<Ticket | null>
  readonly open: (words: TicketWords) => Promise<Ticket>
  readonly comments: (id: string) => Promise<readonly string[]>
  readonly comment: (id: string, words: TicketWords) => Promise<void>
  readonly close: (id: string) => Promise<void>
}

/** Asks the tracker in JSON and gives what it says to a 2xx. */
export type AskTracker = (request: Omit<HttpRequest, 'body'> & { readonly body?: object }) => Promise<Said>

const LONGEST = 20_000
const SETTLES = minutes(2) // a search index may not know a new ticket for so long (developer.atlassian.com, "Search and reconcile")

/**
 * Keeps one ticket of each incident in a tracker. Before a ticket or comment is made it is looked for by its mark, so that an attempt of which
 * nobody knows is simply made again, later. What follows is a comment; the all clear closes the ticket where the plan says so.
 */
export const sendTicket =
  (service: string, trackerOf: (ask: AskTracker, settings: AppSettings) => Tracker): SendToApp =>
  async (message, settings, around) => {
    try {
      const tracker = trackerOf(askerOf(service, around), settings)
      const { id, url } = await keepTicket(tracker, message, settings.closes === true)
      return posted(service, id, url)
    } catch (error) {
      if (!(error instanceof NotTaken)) throw error
      const { delivery } = error
      return delivery.outcome === 'try_later' ? { ...delivery, after: delivery.after ?? SETTLES } : delivery
    }
  }

async function keepTicket(tracker: Tracker, message: Outgoing, closes: boolean): Promise<Pick<Ticket, 'id' | 'url'>> {
  const words = wordsOf(message)
  const [known = null, url = null] = message.threadReference?.split(' ') ?? []
  const found = known === null ? await tracker.find(words.mark) : { id: known, url, words: '' }
  const ticket = found ?? (await tracker.open(words))
  if (closes && message.stand === 'over') await tracker.close(ticket.id)
  if (found === null || found.words.includes(words.sign)) return ticket
  const before = await tracker.comments(found.id)
  if (!before.some((one) => one.includes(words.sign))) await tracker.comment(found.id, words)
  return ticket
}

function wordsOf(message: Outgoing): TicketWords {
  const { key, link, incident, subject } = message
  const mark = `allclear-${new URL(link).host.replace(/[^a-z0-9.]+/gi, '-')}-${incident ?? shortHash(key)}`
  return { mark, sign: `${mark}-${shortHash(key)}`, title: cut(subject.replace(/\s+/g, ' '), 250), text: newsOf(message) }
}

// The page itself is there already: in its place stand its words once more, and what became of it at their end.
const newsOf = ({ isInPlace, text, link }: Outgoing) =>
  isInPlace ? (text.trim().split('\n\n').at(-1) ?? '') : appText({ text, link }, LONGEST)

const shortHash = (key: string) => createHash('sha256').update(key).digest('hex').slice(0, 12)

class NotTaken extends Error {
  readonly delivery: Delivery
  constructor(delivery: Delivery) {
    super()
    this.delivery = delivery
  }
}

function askerOf(service: string, around: Around): AskTracker {
  return async (request) => {
    const asked = await askNetwork(service, request, around, false)
    if ('end' in asked) throw new NotTaken(asked.end)
    return asked.said
  }
}

/** The first of these texts that is one; an empty one where none is. */
export const textOf = (...given: readonly unknown[]): string => given.find((one) => typeof one === 'string') ?? ''

/** What a tracker lists, whether under a name or as it is. */
export const listOf = (said: unknown): readonly Said[] => (Array.isArray(said) ? (said as Said[]) : [])
