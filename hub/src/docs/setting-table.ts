import { stringify, parse } from 'yaml'
import { block, table } from './doc-page.ts'
import type { DocPage } from './doc-page.ts'
import { codesOf, fromGuide, rowsOf } from './guide-tables.ts'
import type { Row } from './guide-tables.ts'
import { configKeys } from './settings.ts'

/** A key of the configuration: what its schema takes, and what the guide says of it. */
export type Setting = {
  readonly key: string
  readonly takes: string
  readonly means: string
  readonly otherwise: string
  readonly example: string | null // as it is written
}

type Said = { readonly row: Row; readonly example: string | null }

/** What the guide says of each key. */
export function rowsByKey(configuration: DocPage): ReadonlyMap<string, Said> {
  const rows = rowsOf(configuration, 'key').flatMap((row) => {
    const keys = codesOf(row.key!)
    const examples = codesOf(row.example ?? '')
    return keys.map(
      (key, index) => [key, { row, example: (examples.length === keys.length ? examples[index] : examples[0]) ?? null }] as const,
    )
  })
  return new Map(rows)
}

/** Every key there is. A test holds schema and guide to each other, so that each is found in both. */
export function settingsOf(configuration: DocPage): readonly Setting[] {
  const said = rowsByKey(configuration)
  return configKeys().map(({ key, takes, unless }) => {
    const { row, example } = said.get(key) ?? { row: null, example: null }
    const otherwise = fromGuide(row?.default ?? '', 'configuration') || unless || ''
    return { key, takes, means: fromGuide(row?.meaning ?? '', 'configuration'), otherwise, example }
  })
}

/** The settings as a table; `shown` is how a key is called there. */
export const settingTable = (settings: readonly Setting[], shown = (key: string) => key): string =>
  table(['setting', 'what it is', 'takes', 'otherwise'], settings.map(({ key, means, takes, otherwise }) => [`\`${shown(key)}\``, means, takes, otherwise])) // prettier-ignore

/** A part of a configuration with the examples of these settings in it, which a test reads beside a whole one. `ids` stand for `<id>`. */
export function exampleOf(settings: readonly Setting[], ids: Readonly<Record<string, string>>): string {
  const whole: Record<string, unknown> = {}
  for (const { key, example } of settings) if (example !== null) put(whole, pathOf(key, ids), parse(example))
  return block('yaml part of allclear.yaml', stringify(whole, { lineWidth: 0 }))
}

const pathOf = (key: string, ids: Readonly<Record<string, string>>) =>
  key.split('.').flatMap((name, index, all) => (name === '<id>' ? [ids[all[index - 1]!]!] : [name]))

function put(map: Record<string, unknown>, [name, ...rest]: readonly string[], value: unknown) {
  if (rest.length === 0) map[name!] = value
  else put((map[name!] ??= {}) as Record<string, unknown>, rest, value)
}
