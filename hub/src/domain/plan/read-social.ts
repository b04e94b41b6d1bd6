import { z } from 'zod'
import { NETWORKS } from '../announce/networks.ts'
import type { Accounts, Network } from '../announce/networks.ts'
import type { Draft } from './draft.ts'
import { SUBSCRIBER_CHANNELS } from './plan.ts'
import type { Public } from './plan.ts'
import { secret, shortText, webAddress } from './words.ts'

const AccountPart = z.strictObject({
  url: webAddress.optional(),
  token: secret,
  account: shortText().optional(),
  place: shortText(60).optional(),
})

/** The accounts on networks and news sites that somebody speaks with. */
export const SocialPart = z.partialRecord(z.enum(NETWORKS), AccountPart)

/** What a page's owner writes of how the page speaks to the public. */
export const publicPart = { announce: z.array(z.enum(NETWORKS)).optional(), subscribe: z.array(z.enum(SUBSCRIBER_CHANNELS)).optional() }

// A stranger's text message costs the operator money, so it is offered where somebody says so.
const OFFERED: Public['subscribe'] = ['mail', 'slack', 'webhook']

/** The same, with what holds where nothing is written. */
export const publicOf = ({ announce, subscribe }: Partial<Public>): Public => ({
  announce: announce ?? null,
  subscribe: subscribe ?? OFFERED,
})

const HOME: Readonly<Partial<Record<Network, string>>> = {
  bluesky: 'https://bsky.social',
  x: 'https://api.x.com',
  facebook: 'https://graph.facebook.com/v23.0',
}
/** Who posts there, where a token alone does not say it. */
const ASKS_WHO: Readonly<Partial<Record<Network, string>>> = {
  bluesky: 'write the handle: harbor.bsky.social',
  facebook: 'write the number of the page',
  wordpress: 'write the user whose application password the token is',
  discourse: 'write the user whose API key the token is',
  zendesk: 'write the mail address of the agent whose API token the token is',
}

/** Reads the accounts at `path`; their tokens are kept as secrets. */
export function readSocial(draft: Draft, path: readonly string[], part: z.infer<typeof SocialPart>): Accounts {
  const accounts = Object.entries(part).map(([name, { url, token, account, place }]) => {
    const network = name as Network
    const here = [...path, network]
    const where = here.join('.')
    draft.keepSecret([...here, 'token'], token, `nothing is posted to ${network}`)
    const home = url ?? HOME[network]
    if (home === undefined) draft.complain(here, `${where}.url is missing`, 'add "url: https://…", where it is')
    const who = account === undefined ? ASKS_WHO[network] : undefined
    if (who !== undefined && token !== '') draft.complain(here, `${where}.account is missing`, who)
    return [network, { url: (home ?? '').replace(/\/$/, ''), account: account ?? null, place: place ?? null }] as const
  })
  return Object.fromEntries(accounts)
}

/** Complains about each network that a page wants to speak on and has no account for. */
export function judgeAnnounce(
  draft: Draft,
  path: readonly string[],
  announce: readonly Network[] | undefined,
  accounts: Accounts,
  of: string,
) {
  for (const [index, network] of (announce ?? []).entries())
    if (!accounts[network])
      draft.complain([...path, 'announce', index], `${path.join('.')}.announce: there is no account for ${network}`, `add it under ${of}`)
}
