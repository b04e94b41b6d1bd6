import { stringify } from 'yaml'
import { APP_KINDS, needsOf, TRACKERS } from './app-kinds.ts'
import type { AppField, AppKey, AppKind } from './app-kinds.ts'
import { readWebAddress } from './web-address.ts'

/** Something that may be said of an app of one kind, as a form asks for it. */
export type AppSetting = Omit<AppField, 'form'> & {
  readonly key: AppKey | 'name' | 'closes' | 'signing-secret'
  readonly isSecret: boolean
  readonly isNeeded: boolean
  readonly isChoice?: boolean // it is wished, or not
}
export type AppValues = Readonly<Partial<Record<AppSetting['key'], string>>>

/** What is wrong with one setting, and what to write instead. */
export type AppFault = { readonly key: AppKey; readonly wrong: string; readonly write: string }

const SECRETS: readonly AppSetting['key'][] = ['url', 'token', 'signing-secret']

/** Everything that may be set of a kind: what it needs first, then what it does without. */
export function settingsOf(kind: AppKind): readonly AppSetting[] {
  const { title, api } = APP_KINDS[kind]
  const more: readonly Asked[] = [
    { key: 'name', title: 'What you call it', says: 'How people know it here.', like: title },
    ...(api === null ? [] : [{ ...ELSEWHERE, like: api }]),
    ...(kind === 'pagerduty' ? [SIGNING_SECRET] : []),
    ...(TRACKERS.includes(kind) ? [CLOSES] : []),
  ]
  return [
    ...needsOf(kind).map(([key, { title: called, says, like }]) => ({ key, title: called, says, like, isNeeded: true })),
    ...more.map((one) => ({ ...one, isNeeded: false })),
  ].map((one) => ({ ...one, isSecret: SECRETS.includes(one.key) }))
}

type Asked = Omit<AppSetting, 'isSecret' | 'isNeeded'>
const ELSEWHERE = { key: 'api', title: 'Where it is asked', says: 'Only where it is another address than the maker’s own.' } as const
const SIGNING_SECRET: Asked = {
  key: 'signing-secret',
  title: 'Secret of its webhook',
  says: 'Of the webhook (V3) there that posts to /hooks/pagerduty, where what is pressed in PagerDuty shall count here.',
  like: 'a secret that PagerDuty made',
}
const CLOSES: Asked = {
  ...{ key: 'closes', title: 'The all clear closes the ticket', says: 'Otherwise people close it there.', like: 'true' },
  isChoice: true,
}

/** What of the values that are there cannot be meant. */
export const faultsIn = (kind: AppKind, values: Readonly<Partial<Record<AppKey, string | undefined>>>): readonly AppFault[] =>
  (['url', 'token', 'to', 'api'] as const).flatMap((key) => {
    const value = values[key]
    if (!value) return []
    if (key === 'api') return faultOfAddress(value)
    const form = Object.fromEntries(needsOf(kind))[key]?.form
    return form && !form.pattern.test(value) ? [{ key, wrong: form.wrong, write: form.write }] : []
  })

function faultOfAddress(value: string): readonly AppFault[] {
  const reading = readWebAddress(value)
  return 'wrong' in reading ? [{ key: 'api', ...reading }] : []
}

/** The lines of the configuration that connect an app, each secret by the name of a variable of the environment. */
export function writeApp(
  id: string,
  kind: AppKind,
  values: AppValues,
): { readonly lines: string; readonly variables: readonly Variable[] } {
  const given = settingsOf(kind).filter(({ key }) => values[key])
  const variables = given.flatMap(({ key, title, isSecret }) => (isSecret ? [{ name: variableOf(id, key), key, title }] : []))
  const written = given.map(({ key, isSecret, isChoice }) => [key, isSecret ? `\${${variableOf(id, key)}}` : isChoice ? true : values[key]])
  return { lines: stringify({ channels: { apps: { [id]: { kind, ...Object.fromEntries(written) } } } }, { lineWidth: 0 }), variables }
}

/** A variable of the environment, and which setting stands in it. */
export type Variable = { readonly name: string; readonly key: AppSetting['key']; readonly title: string }

// Prefixed, so that an app called "database" does not name the database of the hub.
const variableOf = (id: string, key: string) => `APP_${id}_${key}`.toUpperCase().replaceAll('-', '_')
