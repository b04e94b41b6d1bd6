import { channels } from '../channels/index.ts'
import { isNetwork } from '../domain/announce/networks.ts'
import { APP_KINDS, TRACKERS } from '../domain/plan/app-kinds.ts'
import type { AppKind } from '../domain/plan/app-kinds.ts'
import { settingsOf } from '../domain/plan/app-settings.ts'
import { pageOf, table } from './doc-page.ts'
import type { DocPage } from './doc-page.ts'
import { exampleOf, settingTable } from './setting-table.ts'
import type { Setting } from './setting-table.ts'

type Way = {
  readonly kind: string
  readonly title: string
  readonly says: string
  readonly settings: readonly Setting[]
  readonly found?: readonly string[] // where the other side shows what is asked for
  readonly more: readonly string[]
}

const IDS = { partners: 'brightside', people: 'ana', apps: 'night-desk' }
const TRACKED = { ...IDS, apps: 'ops' }

/** A page for each way of speaking, and their first page. */
export function channelPages(settings: readonly Setting[]): readonly DocPage[] {
  const ways = [
    ...channels.filter(({ kind }) => kind !== 'app').map(({ kind, title, says }) => ({ kind, title, says, ...ofChannel(kind, settings) })),
    ...Object.entries(APP_KINDS).map(([kind, { title, says }]) => ({ kind, title, says, ...ofApp(kind as AppKind, settings) })),
  ]
  const rows = ways.map(({ kind, title, says }) => [`[${title}](${kind}.md)`, says])
  const first = `# Channels\n\nA channel is one way of speaking. Which ones there are stands under \`channels\` of the [configuration](../guide/configuration.md#channels); over which a person is paged, [On call](../guide/on-call.md) says.\n\n${table(['channel', 'what it does'], rows)}`
  return [{ source: 'docs/channels/README.md', text: first }, ...ways.map(aChannel)]
}

function aChannel({ kind, title, says, settings, found = [], more }: Way): DocPage {
  const text = [
    `# ${title}`,
    says,
    ...(settings.length === 0 ? ['There is nothing to set: its address is all there is, and its owner gives it.'] : ['## Settings', settingTable(settings), '## Example', exampleOf(settings, isTracker(kind) ? TRACKED : IDS)]), // prettier-ignore
    ...(found.length === 0 ? [] : ['## Where to find it', found.join('\n'), CONNECTED]),
    '## See also',
    ...more.map((line) => `- ${line}`),
    '- Everything that is set, by key: [Configuration](../guide/configuration.md#channels)',
    `- Whether it works: \`npm run -s allclear -- doctor\`, and [Readiness](../guide/readiness.md)`,
  ]
  return pageOf(`docs/channels/${kind}.md`, text)
}

const under = (settings: readonly Setting[], prefixes: readonly string[]) =>
  settings.filter(({ key }) => prefixes.some((prefix) => key.startsWith(prefix)))

function ofChannel(kind: string, settings: readonly Setting[]): Pick<Way, 'settings' | 'more'> {
  if (isNetwork(kind)) {
    const own = under(settings, [`channels.social.${kind}.`, `partners.<id>.social.${kind}.`])
    return { settings: own.map((one) => ({ ...one, example: networkExample(kind, one) })), more: [ANNOUNCED] }
  }
  const more = MORE[kind] ?? [PAGED]
  return { settings: under(settings, [`channels.${kind}.`, `partners.<id>.${kind}.`]), more }
}

const isTracker = (kind: string) => TRACKERS.some((one) => one === kind)
const TICKETS =
  'When a ticket is opened, and when it is closed: [A ticket for each incident](../guide/on-call.md#a-ticket-for-each-incident)'
const PAGED = 'Who is paged over it, and when: [On call](../guide/on-call.md)'
const ANNOUNCED = 'What is announced where: [Status pages](../guide/status-pages.md#one-announcement-every-channel)'
const CONNECTED = 'The console asks for the same under *Connect a chat*, tries it with one message, and writes the lines.'
const SUBSCRIBED = 'How people subscribe: [Status pages](../guide/status-pages.md)'
const MORE: Readonly<Record<string, readonly string[]>> = {
  mail: [
    'The words, the brand and its DNS records: [Words and brands](../guide/words.md)',
    'What comes back: [Answers by mail](../guide/answers.md)',
  ],
  slack: [
    'For your own people: [On call](../guide/on-call.md#in-slack)',
    'What is answered there: [Incidents](../guide/incidents.md#answers)',
  ],
  webhook: ['What is posted to an address of yours: [the webhook](../guide/operating.md#the-webhook)', SUBSCRIBED],
  'slack-webhook': [SUBSCRIBED],
}

// The example of the guide is that of one network.
const networkExample = (kind: string, { key, example }: Setting) =>
  key.endsWith('.token') ? `\${${kind.toUpperCase()}_TOKEN:-}` : key.endsWith('.place') ? null : key.endsWith('.url') ? `https://${kind}.example` : example // prettier-ignore

function ofApp(kind: AppKind, settings: readonly Setting[]): Pick<Way, 'settings' | 'found' | 'more'> {
  const prefix = 'channels.apps.<id>.'
  const asked = settingsOf(kind)
  const named = ['kind', ...asked.map(({ key }) => key), ...(isTracker(kind) ? ['channels.tickets'] : ['apprise', 'people.<id>.app'])]
  const word = kind.toUpperCase().replace('-', '_')
  const examples: Readonly<Record<string, string | null>> = {
    ...{ kind, api: null, apprise: null },
    ...Object.fromEntries(asked.filter(({ isNeeded }) => isNeeded).map(({ key, like, isSecret }) => [key, isSecret ? `\${${word}_${key.toUpperCase()}:-}` : JSON.stringify(like)])), // prettier-ignore
  }
  return {
    settings: settings
      .map((one) => ({ ...one, name: one.key.replace(prefix, '') }))
      .filter(({ name }) => named.includes(name))
      .map((one) => ({ ...one, example: one.name in examples ? examples[one.name]! : one.example })),
    found: asked.map(({ title, says }) => `- **${title}**: ${says}`),
    more: [isTracker(kind) ? TICKETS : 'Whom it pages: [In another chat or pager](../guide/on-call.md#in-another-chat-or-pager)'],
  }
}
