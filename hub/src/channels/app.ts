import { APP_KINDS } from '../domain/plan/app-kinds.ts'
import type { AppKind } from '../domain/plan/app-kinds.ts'
import type { Channel, SendToApp } from './channel.ts'
import { clickup } from './clickup.ts'
import { discord } from './discord.ts'
import { github } from './github.ts'
import { googleChat } from './google-chat.ts'
import { jira } from './jira.ts'
import { matrix } from './matrix.ts'
import { mattermost } from './mattermost.ts'
import { opsgenie } from './opsgenie.ts'
import { pagerduty } from './pagerduty.ts'
import { pushover } from './pushover.ts'
import { teams } from './teams.ts'
import { telegram } from './telegram.ts'

const SENDERS: Readonly<Record<AppKind, SendToApp>> = {
  ...{ teams, discord, telegram, mattermost, pushover, pagerduty, opsgenie, matrix, jira, github, clickup },
  'google-chat': googleChat,
}

/** Speaks in the chats, pagers and trackers that the plan names under `channels.apps`, each in its own language. */
export const app: Channel = {
  kind: 'app',
  title: `Apps: ${Object.values(APP_KINDS).map(({ title }) => title).join(', ')}`, // prettier-ignore
  says: 'Speaks in the chats and pagers that the configuration names, each in its own language.',
  async send(message, settings, around) {
    if (!settings.app) return { outcome: 'refused', reason: 'No such app is configured.', address: null }
    return SENDERS[settings.app.kind](message, settings.app, around)
  },
}
