/** The words of one kind of message in one language: Markdown with variables of the data dictionary. */
export type Template = {
  readonly name: string // `certificate-investigating`
  readonly language: string // `en`
  readonly subject: string
  readonly body: string
  readonly file: string
}

/** Templates by language and name: `en/all-clear`. */
export type Templates = ReadonlyMap<string, Template>

export const templateKey = (language: string, name: string) => `${language}/${name}`

/** The template in this language, else in English; null when there is none of that name. */
export const findTemplate = (templates: Templates, language: string, name: string): Template | null =>
  templates.get(templateKey(language, name)) ?? templates.get(templateKey('en', name)) ?? null

/** The names that a playbook may use. */
export const templateNames = (templates: Templates): string[] => [...new Set([...templates.values()].map(({ name }) => name))]
