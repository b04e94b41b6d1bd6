/** The chats, pagers and trackers of others that we can speak to: what each needs, and where it is asked unless the plan says otherwise. */
export const APP_KINDS = {
  teams: {
    title: 'Microsoft Teams',
    says: 'Adaptive cards in a channel of Microsoft Teams, through a workflow that takes webhooks.',
    needs: ['url'],
    api: null,
  },
  discord: { title: 'Discord', says: 'Posts in a channel of Discord, through a webhook of it.', needs: ['url'], api: null },
  telegram: {
    title: 'Telegram',
    says: 'Messages from a bot of yours to a chat or a group.',
    needs: ['token', 'to'],
    api: 'https://api.telegram.org',
  },
  mattermost: { title: 'Mattermost', says: 'Posts in a channel of Mattermost, through an incoming webhook.', needs: ['url'], api: null },
  'google-chat': { title: 'Google Chat', says: 'Messages in a space of Google Chat, through a webhook of it.', needs: ['url'], api: null },
  pushover: {
    title: 'Pushover',
    says: 'Notifications on the phones of a person or a group.',
    needs: ['token', 'to'],
    api: 'https://api.pushover.net',
  },
  pagerduty: {
    title: 'PagerDuty',
    says: 'Opens an alert in PagerDuty, and closes it when the page is over.',
    needs: ['token'],
    api: 'https://events.pagerduty.com',
  },
  opsgenie: {
    title: 'Opsgenie',
    says: 'Opens an alert in Opsgenie, or what speaks like it, and closes it when the page is over.',
    needs: ['token'],
    api: 'https://api.opsgenie.com',
  },
  matrix: { title: 'Matrix', says: 'Messages in a room, as a user of yours on its home server.', needs: ['token', 'to', 'api'], api: null },
  jira: {
    title: 'Jira',
    says: 'Keeps one issue of each incident in a Jira project, with a comment for what follows.',
    needs: ['token', 'to', 'api'],
    api: null,
  },
  github: {
    title: 'GitHub issues',
    says: 'Keeps one issue of each incident in a GitHub repository, with a comment for what follows.',
    needs: ['token', 'to'],
    api: 'https://api.github.com',
  },
  clickup: {
    title: 'ClickUp',
    says: 'Keeps one task of each incident in a ClickUp list, with a comment for what follows.',
    needs: ['token', 'to'],
    api: 'https://api.clickup.com',
  },
} as const satisfies Readonly<Record<string, AppNeeds>>

export type AppKind = keyof typeof APP_KINDS

/** Those that keep a ticket of each incident. */
export const TRACKERS: readonly AppKind[] = ['jira', 'github', 'clickup']

/** `url` and `token` are secrets: whoever has them speaks in our name. */
type AppNeeds = {
  readonly title: string
  readonly says: string
  readonly needs: readonly ('url' | 'token' | 'to' | 'api')[]
  readonly api: string | null
}

/** A chat, pager or tracker that the plan names; its secrets stand apart. */
export type App = {
  readonly id: string
  readonly kind: AppKind | null // null: its Apprise URL is not set, and it is off
  readonly name: string
  readonly api: string | null
  readonly to: string | null // the chat, room, user, project or list there
  readonly closes?: boolean // a ticket there is closed with the all clear
}

/** Whether everything that the app needs is there. */
export const isAppOn = (app: App | undefined, secretsPresent: (path: string) => boolean): boolean =>
  app !== undefined &&
  app.kind !== null &&
  APP_KINDS[app.kind].needs.every((key) =>
    key === 'url' || key === 'token' ? secretsPresent(`channels.apps.${app.id}.${key}`) : app[key] !== null,
  )
