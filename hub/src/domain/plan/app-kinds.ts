/** What an app needs to be spoken to: `url` and `token` are secrets, since whoever has them speaks in our name. */
export type AppKey = 'url' | 'token' | 'to' | 'api'

/** One thing that a kind needs: what the other side calls it, where it shows it, and how it looks there. */
export type AppField = {
  readonly title: string
  readonly says: string
  readonly like: string
  readonly form?: { readonly pattern: RegExp; readonly wrong: string; readonly write: string }
}

const WEB = { pattern: /^https?:\/\//, wrong: 'is no address of the web', write: 'copy it as the other side shows it' }
const webhook = (says: string, like: string): AppField => ({ title: 'Webhook address', says, like, form: WEB })

/** The chats, pagers and trackers of others that we can speak to: what each needs, and where it is asked unless the plan says otherwise. */
export const APP_KINDS = {
  teams: {
    title: 'Microsoft Teams',
    says: 'Adaptive cards in a channel of Microsoft Teams, through a workflow that takes webhooks.',
    needs: {
      url: webhook(
        'In the channel: ⋯, Workflows, “Send webhook alerts to a channel”. The address is shown when the workflow is made.',
        'https://prod-00.westeurope.logic.azure.com/workflows/…',
      ),
    },
    api: null,
  },
  discord: {
    title: 'Discord',
    says: 'Posts in a channel of Discord, through a webhook of it.',
    needs: {
      url: webhook(
        'In the channel: Edit channel, Integrations, Webhooks, New webhook, Copy webhook URL.',
        'https://discord.com/api/webhooks/…',
      ),
    },
    api: null,
  },
  telegram: {
    title: 'Telegram',
    says: 'Messages from a bot of yours to a chat or a group.',
    needs: {
      token: {
        title: 'Token of the bot',
        says: 'Write /newbot to @BotFather in Telegram; it answers with the token.',
        like: '123456:ABC-DEF…',
      },
      to: {
        title: 'Chat',
        says: 'The number of the chat. Write to the bot, or add it to the group, then open https://api.telegram.org/bot<token>/getUpdates: it stands at “chat”, “id”. That of a group begins with a minus.',
        like: '-100200300',
      },
    },
    api: 'https://api.telegram.org',
  },
  mattermost: {
    title: 'Mattermost',
    says: 'Posts in a channel of Mattermost, through an incoming webhook.',
    needs: {
      url: webhook(
        'In the menu of the product: Integrations, Incoming Webhooks, Add; choose the channel.',
        'https://chat.harbor.example/hooks/…',
      ),
    },
    api: null,
  },
  'google-chat': {
    title: 'Google Chat',
    says: 'Messages in a space of Google Chat, through a webhook of it.',
    needs: {
      url: webhook('At the name of the space: Apps & integrations, Add webhooks.', 'https://chat.googleapis.com/v1/spaces/…'),
    },
    api: null,
  },
  pushover: {
    title: 'Pushover',
    says: 'Notifications on the phones of a person or a group.',
    needs: {
      token: { title: 'API token', says: 'On pushover.net: Create an Application/API Token.', like: 'azGDORePK8gMaC0QOYAMyEEuzJnyUi' },
      to: {
        title: 'User or group key',
        says: 'On pushover.net, at the top of the page once you have logged in; that of a group on its own page.',
        like: 'uQiRzpo4DXghDmr9QzzfQu27cmVRsG',
      },
    },
    api: 'https://api.pushover.net',
  },
  pagerduty: {
    title: 'PagerDuty',
    says: 'Opens an alert in PagerDuty, and closes it when the page is over.',
    needs: {
      token: {
        title: 'Integration key',
        says: 'In the service: Integrations, Add an integration, Events API V2.',
        like: '0123456789abcdef0123456789abcdef',
      },
    },
    api: 'https://events.pagerduty.com',
  },
  opsgenie: {
    title: 'Opsgenie',
    says: 'Opens an alert in Opsgenie, or what speaks like it, and closes it when the page is over.',
    needs: {
      token: {
        title: 'API key',
        says: 'In the team: Integrations, Add integration, API; turn it on.',
        like: '01234567-89ab-cdef-0123-456789abcdef',
      },
    },
    api: 'https://api.opsgenie.com',
  },
  matrix: {
    title: 'Matrix',
    says: 'Messages in a room, as a user of yours on its home server.',
    needs: {
      token: {
        title: 'Access token',
        says: 'Of a user made for this, who has joined the room. In Element: All settings, Help & About, Advanced.',
        like: 'syt_…',
      },
      to: {
        title: 'Room',
        says: 'Its internal id. In Element: Room settings, Advanced. The room must not be encrypted.',
        like: '!ops:harbor.example',
      },
      api: { title: 'Home server', says: 'Where the user has its account.', like: 'https://matrix.harbor.example' },
    },
    api: null,
  },
  jira: {
    title: 'Jira',
    says: 'Keeps one issue of each incident in a Jira project, with a comment for what follows.',
    needs: {
      token: {
        title: 'Account and API token',
        says: 'Made at id.atlassian.com: Security, API tokens. Written after the mail address of its account and a colon.',
        like: 'ops@harbor.example:ATATT3x…',
        form: {
          pattern: /^\S+@\S+:\S+$/,
          wrong: 'is not whose it is and the token',
          write: 'write the mail address of the account, a colon and its API token',
        },
      },
      to: { title: 'Project', says: 'Its key; after a slash the type of issue, which is Task otherwise.', like: 'OPS/Incident' },
      api: { title: 'Site', says: 'Where you open Jira Cloud.', like: 'https://harbor.atlassian.net' },
    },
    api: null,
  },
  github: {
    title: 'GitHub issues',
    says: 'Keeps one issue of each incident in a GitHub repository, with a comment for what follows.',
    needs: {
      token: {
        title: 'Access token',
        says: 'Settings, Developer settings, Fine-grained tokens: of this repository alone, with Issues: read and write.',
        like: 'github_pat_…',
      },
      to: {
        title: 'Repository',
        says: 'Its owner, a slash and its name, as they stand in its address.',
        like: 'harbor/ops',
        form: { pattern: /^[\w.-]+\/[\w.-]+$/, wrong: 'is no repository', write: 'write owner/repository' },
      },
    },
    api: 'https://api.github.com',
  },
  clickup: {
    title: 'ClickUp',
    says: 'Keeps one task of each incident in a ClickUp list, with a comment for what follows.',
    needs: {
      token: { title: 'Personal token', says: 'In ClickUp: Settings, Apps, API token.', like: 'pk_…' },
      to: { title: 'List', says: 'Its number: the last part of its address when it is open.', like: '901234567890' },
    },
    api: 'https://api.clickup.com',
  },
} as const satisfies Readonly<Record<string, AppNeeds>>

export type AppKind = keyof typeof APP_KINDS

/** Those that keep a ticket of each incident. */
export const TRACKERS: readonly AppKind[] = ['jira', 'github', 'clickup']

type AppNeeds = {
  readonly title: string
  readonly says: string
  readonly needs: Readonly<Partial<Record<AppKey, AppField>>>
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
  needsOf(app.kind).every(([key]) =>
    key === 'url' || key === 'token' ? secretsPresent(`channels.apps.${app.id}.${key}`) : app[key] !== null,
  )

/** What a kind cannot do without. */
export const needsOf = (kind: AppKind) => Object.entries(APP_KINDS[kind].needs) as [AppKey, AppField][]
