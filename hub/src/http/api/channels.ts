import { ChannelKinds, TriedChannel } from '@allclear/wire/channel.ts'
import { z } from 'zod'
import { minutes } from '../../domain/instant.ts'
import { APP_KINDS } from '../../domain/plan/app-kinds.ts'
import type { AppKind } from '../../domain/plan/app-kinds.ts'
import { settingsOf } from '../../domain/plan/app-settings.ts'
import { readAppForm } from '../../domain/plan/read-app-form.ts'
import { addAudit } from '../../store/audit.ts'
import type { Around } from '../around.ts'
import { limiter } from '../limiter.ts'
import { operatorOnly } from '../operator-only.ts'
import { tooMany } from '../problems.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

const kinds = Object.keys(APP_KINDS) as [AppKind, ...AppKind[]]
const oneLine = z.string().max(2000).regex(/^\P{Cc}*$/u, 'has a line break or another sign that nobody sees').trim() // prettier-ignore
const trial = z.strictObject({
  kind: z.enum(kinds),
  id: oneLine,
  settings: z.partialRecord(z.enum(['url', 'token', 'to', 'api', 'name', 'closes', 'signing-secret']), oneLine).default({}),
})

/** `/api/v1/channels`: what a chat, pager or tracker asks for, and one message through it before the configuration names it. */
export function channelRoutes(around: Around): Route[] {
  const knocks = limiter({ max: 6, per: minutes(1) })
  return [
    api({
      method: 'GET',
      path: '/api/v1/channels/kinds',
      who: 'owner',
      does: 'Lists the chats, pagers and trackers of others that can be connected, with what each asks for and where that is found.',
      query: z.strictObject({}),
      gives: ChannelKinds,
      answer: (asked) => {
        operatorOnly(asked)
        return { json: { items: kinds.map(showKind), taken: namesIn(around), next: null } }
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/channels/try',
      who: 'owner',
      does: 'Sends one message through a chat, pager or tracker with these settings, which are kept nowhere, and gives the lines of the configuration for it.',
      body: trial,
      gives: TriedChannel,
      answer: async (asked) => {
        operatorOnly(asked)
        const { by } = callerOf(asked)
        const wait = knocks(by, around.clock.now())
        if (wait !== null) throw tooMany(wait)
        return { json: await tryChannel(around, by, asked.body) }
      },
    }),
  ]
}

const namesIn = ({ plan }: Around) => Object.keys(plan().channels.apps ?? {})

const showKind = (kind: AppKind): ChannelKinds['items'][number] => ({
  ...{ kind, title: APP_KINDS[kind].title, says: APP_KINDS[kind].says },
  settings: settingsOf(kind).map((one) => ({ ...one, isChoice: one.isChoice === true })),
})

async function tryChannel(around: Around, by: string, { kind, id, settings }: z.infer<typeof trial>): Promise<TriedChannel> {
  const form = readAppForm(id, kind, settings, namesIn(around))
  if (!('app' in form)) return { faults: [...form.faults], tried: null, lines: null, variables: [] }
  const { app, secrets, lines, variables } = form
  const { operator, hub } = around.plan()
  const end = await around.tryApp(
    { kind, url: secrets.url, token: secrets.token, to: app.to ?? '', api: app.api ?? '', closes: app.closes === true },
    {
      subject: `A test of ${operator.name}`,
      text: `This is a test of ${operator.name}: messages of Allclear arrive here. Nothing is down, and nothing is to be done.`,
      link: `${hub.url}channels`,
    },
  )
  await around.store.transaction((tx) =>
    addAudit(tx, { at: around.clock.now(), partner: null, who: by, what: 'channel-tried', about: `${kind} "${id}": ${end.outcome}` }),
  )
  const says = end.says && withoutSecrets(end.says, [...Object.values(secrets), settings['signing-secret'] ?? ''])
  return { faults: [], tried: { outcome: end.outcome, says }, lines, variables: variables.map(({ name, title }) => ({ name, title })) }
}

/** Words of the other side, which may have repeated what it was asked with. */
function withoutSecrets(says: string, secrets: readonly string[]): string {
  const parts = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
    ...partsOf(secret),
  ])
  const longestFirst = parts.filter(({ length }) => length >= SHORTEST).sort((a, b) => b.length - a.length)
  return longestFirst.reduce((words, part) => words.replaceAll(part, '…'), says)
}
const SHORTEST = 6 // of a part: shorter ones stand in common words

// Of an address the host is no secret; what follows it is, and may be repeated in pieces.
function partsOf(secret: string): readonly string[] {
  const url = URL.parse(secret)
  if (!url?.protocol.startsWith('http')) return secret.split(':')
  const { pathname, search, searchParams } = url
  return [pathname + search, pathname, ...pathname.split('/'), ...searchParams.values()]
}
