import { z } from 'zod'
import { APP_KINDS, needsOf, TRACKERS } from './app-kinds.ts'
import type { App, AppKind } from './app-kinds.ts'
import { faultsIn } from './app-settings.ts'
import { NAME } from './draft.ts'
import type { Draft } from './draft.ts'
import { readApprise } from './read-apprise.ts'
import type { FromApprise } from './read-apprise.ts'
import { secret, shortText, webAddress } from './words.ts'

const AppPart = z.strictObject({
  kind: z.enum(Object.keys(APP_KINDS) as [AppKind, ...AppKind[]]).optional(),
  name: shortText().optional(),
  url: secret.unwrap().optional(),
  token: secret.unwrap().optional(),
  to: z.union([z.string(), z.number()]).transform(String).optional(),
  api: webAddress.optional(),
  apprise: secret.unwrap().optional(),
  closes: z.boolean().optional(),
  'signing-secret': secret.unwrap().optional(),
})

/** Apps by the names that people and partners of the plan give them. */
export const AppsPart = z.record(z.string().regex(NAME, 'is not a name; use lower-case letters, digits and hyphens'), AppPart).default({})

/** The chats and pagers that the plan names. Their addresses and tokens are secrets, an Apprise URL as a whole. */
export const readApps = (draft: Draft, parts: z.infer<typeof AppsPart>): Record<string, App> =>
  Object.fromEntries(Object.entries(parts).map(([id, part]) => [id, readApp(draft, id, part)]))

function readApp(draft: Draft, id: string, { kind: written, name, apprise, closes, ...part }: z.infer<typeof AppPart>): App {
  const here = ['channels', 'apps', id]
  const complain = (what: string, fix: string) => draft.complain(here, `${here.join('.')}: ${what}`, fix)
  const isWritten = (key: string) => draft.written([...here, key]) !== undefined
  const isEmpty = (key: string) => draft.warn([...here, key], `${here.join('.')}.${key} is empty: nobody is told there`, 'set the environment variable it names') // prettier-ignore
  const taken = apprise === undefined ? null : readFrom(draft, here, apprise)
  if (apprise === undefined && isWritten('apprise')) isEmpty('apprise')
  const kind = written ?? taken?.kind ?? null
  if (kind === null && !isWritten('apprise')) complain('does not say what it is', `add kind: ${Object.keys(APP_KINDS).join(', ')}`)
  const all: Partial<FromApprise> = { ...taken, ...part }
  for (const [key] of kind === null ? [] : needsOf(kind)) {
    const value = all[key]
    if (value === undefined && isWritten(key)) isEmpty(key)
    else if (value === undefined) complain(`${kind} needs "${key}"`, `add ${key}: …`)
    else if (key === 'url' || key === 'token') draft.keepSecret([...here, key], value, 'nobody is told there', part[key] !== undefined)
  }
  for (const { key, wrong, write } of kind === null ? [] : faultsIn(kind, all)) complain(`${key} ${wrong}`, write)
  if (part['signing-secret'] !== undefined)
    draft.keepSecret([...here, 'signing-secret'], part['signing-secret'], 'what is pressed there is not heard')
  if (closes !== undefined && kind !== null && !TRACKERS.includes(kind))
    complain('keeps no tickets that could be closed', `leave closes out, or write kind: ${TRACKERS.join(', ')}`)
  const title = kind === null ? id : APP_KINDS[kind].title
  const api = (all.api ?? (kind && APP_KINDS[kind].api))?.replace(/\/$/, '') ?? null
  return { id, kind, name: name ?? title, api, to: all.to ?? null, ...(closes && { closes }) }
}

function readFrom(draft: Draft, here: readonly string[], apprise: string): FromApprise | null {
  const path = [...here, 'apprise']
  if (!draft.document.source(path).includes('${'))
    draft.warn(
      path,
      `${path.join('.')} stands in the file, where everyone who sees it reads it`,
      'write ${NAME} and set that in the environment',
    )
  const taken = readApprise(apprise)
  if (taken === null)
    draft.complain(
      path,
      `${path.join('.')}: is no Apprise URL that is understood here`,
      'write kind: and what it needs, as the guide shows',
    )
  return taken
}
