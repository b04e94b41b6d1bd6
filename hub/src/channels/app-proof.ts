import type { AppKind } from '../domain/plan/app-kinds.ts'
import type { HttpRequest } from '../network/network.ts'
import type { AppSettings } from './channel.ts'

type Said = Readonly<Record<string, unknown>>
type Question = { readonly request: HttpRequest; readonly isWell: (said: Said) => boolean }

const QUESTIONS: Readonly<Partial<Record<AppKind, (settings: AppSettings) => Question>>> = {
  // core.telegram.org/bots/api#getme
  telegram: ({ api, token }) => ({ request: { url: `${api}/bot${token}/getMe` }, isWell: ({ ok }) => ok === true }),
  // discord.com/developers/docs/resources/webhook, "Get Webhook with Token"
  discord: ({ url }) => ({ request: { url }, isWell: ({ id }) => typeof id === 'string' }),
  // pushover.net/api, "User/Group Verification"
  pushover: ({ api, token, to }) => ({
    request: {
      url: `${api}/1/users/validate.json`,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, user: to }),
    },
    isWell: ({ status }) => status === 1,
  }),
  // spec.matrix.org, client-server API, `whoami`
  matrix: ({ api, token }) => ({
    request: { url: `${api}/_matrix/client/v3/account/whoami`, headers: { authorization: `Bearer ${token}` } },
    isWell: ({ user_id: id }) => typeof id === 'string',
  }),
  // developer.atlassian.com/cloud/jira/platform/rest/v3, "Get project"
  jira: ({ api, token, to }) => ({
    request: {
      url: `${api}/rest/api/3/project/${encodeURIComponent(to.split('/')[0]!)}`,
      headers: { authorization: `Basic ${Buffer.from(token).toString('base64')}` },
    },
    isWell: ({ key }) => typeof key === 'string',
  }),
  // docs.github.com/rest/repos, "Get a repository"
  github: ({ api, token, to }) => ({
    request: { url: `${api}/repos/${to}`, headers: { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json' } },
    isWell: ({ has_issues: takesIssues }) => takesIssues === true,
  }),
  // developer.clickup.com, "Get List"
  clickup: ({ api, token, to }) => ({
    request: { url: `${api}/api/v2/list/${encodeURIComponent(to)}`, headers: { authorization: token } },
    isWell: ({ id }) => id !== undefined,
  }),
}

/** Whether an app can be asked how it is without a word to anybody. A webhook that only takes posts cannot. */
export const canProve = (kind: AppKind): boolean => kind in QUESTIONS

/** What to ask it; null where nothing can be asked. */
export const questionFor = (settings: AppSettings): Question | null => QUESTIONS[settings.kind]?.(settings) ?? null
