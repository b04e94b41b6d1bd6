import type { AppKind } from './app-kinds.ts'

/** What an Apprise URL says of an app of ours. */
export type FromApprise = {
  readonly kind: AppKind
  readonly url?: string
  readonly token?: string
  readonly to?: string
  readonly api?: string
}

/**
 * An Apprise URL (appriseit.com/services) as an app: `discord://`, `tgram://`, `workflows://` (Teams), `mmost(s)://`, `gchat://`, `pover://`,
 * `pagerduty://`, `opsgenie://`, `matrix(s)://` with a token. Null for what has no counterpart here.
 */
export function readApprise(text: string): FromApprise | null {
  const found = /^(?<scheme>[a-z]+):\/\/(?:(?<user>[^@/]*)@)?(?<rest>[^?#]*)/i.exec(text.trim())?.groups
  const { scheme = '', user: auth = '', rest = '' } = found ?? {}
  const [first = '', second = '', third = ''] = rest.split('/').map(decoded)
  const user = decoded(auth.split(':')[0]!)
  switch (scheme.toLowerCase()) {
    case 'discord':
      return given(first, second) ? { kind: 'discord', url: `https://discord.com/api/webhooks/${first}/${second}` } : null
    case 'tgram':
      return given(first, second) ? { kind: 'telegram', token: first, to: second } : null
    case 'workflow':
    case 'workflows':
      return given(first, second, third) ? { kind: 'teams', url: flowOf(first, second, third) } : null
    case 'mmost':
    case 'mmosts':
      return given(first, second) ? { kind: 'mattermost', url: `http${scheme.endsWith('s') ? 's' : ''}://${first}/${[...(third ? [second] : []), 'hooks', third || second].join('/')}` } : null // prettier-ignore
    case 'gchat':
      return given(first, second, third) ? { kind: 'google-chat', url: `https://chat.googleapis.com/v1/spaces/${first}/messages?key=${encodeURIComponent(second)}&token=${encodeURIComponent(third)}` } : null // prettier-ignore
    case 'pover':
      return given(user, first) ? { kind: 'pushover', to: user, token: first } : null
    case 'pagerduty':
      return given(user || first) ? { kind: 'pagerduty', token: user || first } : null
    case 'opsgenie':
      return given(first) ? { kind: 'opsgenie', token: first } : null
    case 'matrix':
    case 'matrixs':
      return given(user, first, second) ? { kind: 'matrix', api: `http${scheme.endsWith('s') ? 's' : ''}://${first}`, token: user, to: second } : null // prettier-ignore
    default:
      return null
  }
}

const flowOf = (host: string, workflow: string, signature: string) =>
  `https://${host}/workflows/${workflow}/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=${encodeURIComponent(signature)}`

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

const given = (...parts: readonly string[]) => parts.every((part) => part !== '')
