import { readDocument } from '../document.ts'
import type { App, AppKind } from './app-kinds.ts'
import { faultsIn, settingsOf, writeApp } from './app-settings.ts'
import type { AppSetting, AppValues, Variable } from './app-settings.ts'
import { Draft, NAME } from './draft.ts'
import { AppsPart, readApps } from './read-apps.ts'

/** A mistake at a field of the form; without words it is missing. */
export type FormFault = { readonly key: AppSetting['key'] | 'id'; readonly says: string | null }

/** An app as a form has it: its lines as the configuration is to have them, and what the reader of the configuration made of them. */
export type AppForm =
  | { readonly faults: readonly [FormFault, ...FormFault[]] }
  | {
      readonly faults: readonly []
      readonly lines: string
      readonly variables: readonly Variable[]
      readonly app: App
      readonly secrets: Readonly<Record<'url' | 'token', string>>
    }

/** Reads what a person wrote into the form of a kind: every mistake at its field, or the app. `taken` are the names that the plan has already. */
export function readAppForm(id: string, kind: AppKind, values: AppValues, taken: readonly string[]): AppForm {
  const settings = settingsOf(kind)
  const fieldOf = (key: string): FormFault['key'] => settings.find((one) => one.key === key)?.key ?? 'id'
  const missing = settings.filter(({ key, isNeeded }) => isNeeded && !values[key]).map(({ key }) => ({ key, says: null }))
  const wrong = faultsIn(kind, values).map(({ key, ...said }) => ({ key, says: sentence(said) }))
  const { lines, variables } = writeApp(NAME.test(id) ? id : kind, kind, values)
  const read = readLines(lines, (name) => {
    const variable = variables.find((one) => one.name === name)
    return variable && values[variable.key]
  })
  const unread = read.complaints
    .map(({ line, ...complaint }) => ({ ...complaint, at: keyIn(lines.split('\n')[line - 1]!) }))
    .filter(({ at }) => at !== 'kind') // of the app as a whole: told above
    .map(({ at, message, fix }) => ({
      key: fieldOf(at),
      says: sentence({ wrong: message.replace(/^channels\.apps\.[^:]*: /, ''), write: fix }),
    })) // prettier-ignore
    .filter(({ key }) => !wrong.some((one) => one.key === key))
  const [first, ...more] = [...faultsOfName(id, taken), ...missing, ...wrong, ...unread]
  if (first) return { faults: [first, ...more] }
  const secret = (key: string) => read.secrets.get(`channels.apps.${id}.${key}`) ?? ''
  return { faults: [], lines, variables, app: read.apps[id]!, secrets: { url: secret('url'), token: secret('token') } }
}

function faultsOfName(id: string, taken: readonly string[]): readonly FormFault[] {
  if (id === '') return [{ key: 'id', says: null }]
  if (!NAME.test(id)) return [{ key: 'id', says: 'Is not a name; use lower-case letters, digits and hyphens.' }]
  return taken.includes(id) ? [{ key: 'id', says: `There is an app "${id}" already; choose another name.` }] : []
}

function readLines(lines: string, lookup: (name: string) => string | undefined) {
  const document = readDocument(lines, 'allclear.yaml', { lookup, unsetIsEmpty: false })
  const draft = new Draft(document)
  const part = draft.part(AppsPart, ['channels', 'apps'])
  const apps = part === null ? {} : readApps(draft, part)
  const complaints = [...document.complaints, ...draft.complaints].filter(({ level }) => level === 'error')
  return { apps, secrets: draft.secrets, complaints }
}

const keyIn = (line: string) => line.trim().split(':')[0]!

const sentence = ({ wrong, write }: { readonly wrong: string; readonly write: string }) =>
  `${wrong.charAt(0).toUpperCase()}${wrong.slice(1)}; ${write}.`
