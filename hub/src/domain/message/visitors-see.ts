import { familyOf } from '../diagnosis/taxonomy.ts'
import { speaksIn } from './languages/index.ts'

/** What visitors see while this is the cause: "Visitors see …". Null: the cause is not confirmed. */
export function visitorsSee(cause: string | null, language = 'en'): string {
  const { error, ...families } = speaksIn(language).visitorsSee
  const byFamily: Readonly<Record<string, string>> = families
  return (cause === null ? undefined : byFamily[familyOf(cause)]) ?? error
}
