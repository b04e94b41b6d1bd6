import { iso } from '../instant.ts'
import type { Instant } from '../instant.ts'

/** Scenarios to begin a rehearsal with: the turns that most outages of one site take. */
export function sampleScenarios(site: string, cause: string, start: Instant): { readonly name: string; readonly text: string }[] {
  const head = (until: string) => `site: ${site}\nstart: ${iso(start)}\nuntil: ${until}\ncause: ${cause}\n`
  const events = (...lines: string[]) => `events:\n${lines.map((line) => `  - { ${line} }\n`).join('')}`
  return [
    { name: 'Back after 50 minutes', text: head('3h') + events('at: 0m, site: down', 'at: 50m, site: up') },
    { name: 'Nobody answers, for two days', text: head('48h') + events('at: 0m, site: down') },
    {
      name: 'Back, and down again',
      text: head('3h') + events('at: 0m, site: down', 'at: 14m, site: up', 'at: 20m, site: down', 'at: 70m, site: up'),
    },
  ]
}
