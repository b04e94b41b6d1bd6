import { iso } from '../instant.ts'
import type { Instant } from '../instant.ts'

export type SaidAlert = { readonly name: string; readonly says: string; readonly startedAt: Instant; readonly site: string | null }

const words = (says: string) => (says === '' ? '' : ` “${says.slice(0, 300)}”`)

/** One line of the timeline: what another monitor says of the site, and since when. */
export const sayFiring = (by: string, { name, says, startedAt }: SaidAlert): string =>
  `${by} says so too since ${iso(startedAt)}: ${name}.${words(says)}`

/** The line for its end. It ends nothing here. */
export const sayOver = (by: string, { name }: Pick<SaidAlert, 'name'>, at: Instant): string =>
  `${by} says that ${name} is over since ${iso(at)}. Our own looks decide whether it is.`

/** What whoever is on call reads where somebody else sees what we do not. */
export function sayElsewhere(
  by: string,
  { name, says, site }: SaidAlert,
  isSeenWell: boolean,
): { readonly subject: string; readonly text: string } {
  const ours = isSeenWell ? 'We looked at once and see it well' : 'We looked at once and cannot say how it is'
  return {
    subject: `${by} says that ${site} has a problem, and we see none`,
    text: `${by} says of ${site}: ${name}.${words(says)}\n\n${ours}. It is no incident, nobody else was told, and more of this site is not told today.`,
  }
}
