/** Where an announcement is posted beside the status page: social networks, and the news, community and support sites of whoever speaks. */
export const NETWORKS = ['mastodon', 'bluesky', 'x', 'facebook', 'wordpress', 'discourse', 'zendesk'] as const
export type Network = (typeof NETWORKS)[number]

export const isNetwork = (name: string): name is Network => (NETWORKS as readonly string[]).includes(name)

/** An account that posts. Its token is a secret and stands apart. */
export type Account = {
  readonly url: string // of the service, without a slash at its end
  readonly account: string | null // who posts there: a handle, a user, the id of a page
  readonly place: string | null // where on it: a category, a section
}

export type Accounts = Readonly<Partial<Record<Network, Account>>>
