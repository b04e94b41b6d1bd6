import { baseOf } from './languages/index.ts'

/** The words of one kind of message in one language: Markdown with variables of the data dictionary. */
export type Template = {
  readonly name: string // `certificate-investigating`
  readonly language: string // `en`
  readonly partner: string | null // whose own words they are; null: everyone's
  readonly subject: string
  readonly body: string
  readonly file: string
}

/** Templates by language and name: `en/all-clear`; a partner's own: `brightside:en/all-clear`. */
export type Templates = ReadonlyMap<string, Template>

export const templateKey = (language: string, name: string, partner: string | null = null) =>
  `${partner === null ? '' : `${partner}:`}${language}/${name}`

/**
 * The template for the readers of this partner: in their language, that of which it is a variant, or else in English; the partner's own goes
 * before everyone's. Another partner's is never looked at. Null when there is none of that name.
 */
export function findTemplate(templates: Templates, wanted: Pick<Template, 'partner' | 'language' | 'name'>): Template | null {
  const languages = [wanted.language, baseOf(wanted.language), 'en']
  const owners = wanted.partner === null ? [null] : [wanted.partner, null]
  const keys = languages.flatMap((language) => owners.map((owner) => templateKey(language, wanted.name, owner)))
  return keys.map((key) => templates.get(key)).find((template) => template !== undefined) ?? null
}

/** The templates that readers of this language are told in English, since nobody has said them in theirs. Pages to responders are English anyway. */
export const untranslated = (templates: Templates, language: string): string[] =>
  templateNames(templates).filter((name) => {
    const found = findTemplate(templates, { partner: null, language, name })
    return name !== 'page' && found !== null && baseOf(found.language) !== baseOf(language)
  })

/** The names that a playbook may use. */
export const templateNames = (templates: Templates): string[] => [...new Set([...templates.values()].map(({ name }) => name))]
