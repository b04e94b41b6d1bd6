import type { Website } from './sites.ts'

/** Websites that have one thing in common and fail together with it: a server, a name server company, a registrar, a delivery network. */
export type Group = { readonly id: string; readonly shares: string; readonly members: readonly Website[] }

type Kind = Pick<Website, 'address' | 'dns' | 'hosting'> & Partial<Pick<Website, 'registrar' | 'edge'>>

const TRADES = [
  ['harbour-florist', 'Harbour Florist', 'Flowers for every table', 'brightside'],
  ['quill-stationers', 'Quill Stationers', 'Paper worth writing on', 'brightside'],
  ['tern-cycles', 'Tern Cycles', 'Bicycles that fold', 'northlight'],
  ['olive-and-salt', 'Olive and Salt', 'Lunch until three', 'brightside'],
  ['north-quay-law', 'North Quay Law', 'Advice in plain words', 'northlight'],
  ['little-lanterns', 'Little Lanterns', 'A nursery with a garden', 'northlight'],
] as const

function member(group: string, index: number, kind: Kind): Website {
  const [key, title, phrase, partner] = TRADES[index % TRADES.length]!
  return {
    ...kind,
    name: `${key}-${group}.example`,
    partner,
    client: `${key}-${group}`,
    stack: index % 2 === 0 ? 'WordPress' : 'static pages',
    language: 'en',
    title,
    phrase,
    paragraphs: [
      `${phrase}: that is what ${title} has stood for since the day the shop opened its doors, and the people who work here would not have it otherwise.`,
      'We are open from Monday to Saturday. Ring the bell if nobody is at the counter; somebody is always in the back, making something.',
      'If you have a question that this page does not answer, write to us. We read every letter and we answer within a day.',
    ],
    menu: ['What we do', 'Prices', 'How to find us', 'Letters'],
  }
}

const group = (id: string, shares: string, kinds: readonly Kind[]): Group => ({
  id,
  shares,
  members: kinds.map((kind, index) => member(id.replace('shared-', ''), index, kind)),
})

const times = (count: number, kind: (index: number) => Kind): Kind[] => Array.from({ length: count }, (_, index) => kind(index))
const HOSTERS = ['anchor-hosting', 'kranich-hosting', 'hafen-hosting'] as const
const hoster = (index: number) => HOSTERS[index % HOSTERS.length]!
const names = (index: number) => (['namesilver', 'anchor', 'zonehaus'] as const)[index % 3]!

export const GROUPS: readonly Group[] = [
  group(
    'shared-server',
    'one server at one address of Hafen Hosting',
    times(6, (index) => ({ address: '127.41.1.10', dns: names(index), hosting: 'hafen-hosting' })),
  ),
  group(
    'shared-names',
    'the name servers of Zonehaus; their hosts are different',
    times(5, (index) => ({ address: `127.42.${index + 1}.10`, dns: 'zonehaus', hosting: hoster(index) })),
  ),
  group(
    'shared-registrar',
    'the registrar DomainDepot; hosts and name servers are different',
    times(3, (index) => ({ address: `127.43.${index + 1}.10`, dns: names(index), hosting: hoster(index), registrar: 'domaindepot' })),
  ),
  group(
    'shared-edge',
    'the delivery network Brightedge; the servers behind it are different',
    times(4, (index) => ({ address: `127.44.${index + 1}.10`, dns: names(index), hosting: hoster(index), edge: 'brightedge' })),
  ),
]
