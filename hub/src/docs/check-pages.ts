import { CHECKS } from '../checks/index.ts'
import type { Check } from '../checks/check.ts'
import { CAUSES, familyOf } from '../domain/diagnosis/taxonomy.ts'
import { CAUSE_OF, serviceOf } from '../domain/triage/beside-the-page.ts'
import { pageOf, table } from './doc-page.ts'
import type { DocPage } from './doc-page.ts'
import { exampleOf, settingTable } from './setting-table.ts'
import type { Setting } from './setting-table.ts'

const SITE = 'cornerbakery.example'

/** A page for each way of looking, and their first page. */
export function checkPages(settings: readonly Setting[]): readonly DocPage[] {
  const rows = CHECKS.map(({ kind, asks }) => [`[\`${kind}\`](${kind}.md)`, asks])
  const first = `# Checks\n\nA check is one way of looking at a site. Which ones look, and how often, stands under \`checks\` of [a site](../guide/configuration.md#sites).\n\n${table(['check', 'the question it answers'], rows)}`
  return [{ source: 'docs/checks/README.md', text: first }, ...CHECKS.map((check) => aCheck(check, settings))]
}

function aCheck({ kind, asks }: Check, settings: readonly Setting[]): DocPage {
  const prefix = `sites.<id>.checks.${kind}.`
  const own = settings.filter(({ key }) => key.startsWith(prefix))
  const text = [
    `# Check \`${kind}\``,
    asks,
    '## Settings',
    settingTable(own, (key) => key.replace(prefix, '')),
    '## Example',
    exampleOf([ADDRESS, ...own], { sites: SITE }),
    '## See also',
    `- What it may turn out to be: ${causesOf(kind)}`,
    '- How a failed check is verified before anyone hears of it: [Incidents](../guide/incidents.md)',
    '- Everything a site can say: [Sites](../guide/configuration.md#sites)',
  ]
  return pageOf(`docs/checks/${kind}.md`, text)
}

const ADDRESS: Setting = { key: 'sites.<id>.url', takes: '', means: '', otherwise: '', example: `https://${SITE}/` }

function causesOf(kind: string): string {
  const service = serviceOf(`/${kind}`)
  const families = kind === 'http' ? ['hosting', 'host', 'app', 'security'] : [kind]
  const ids = service ? [CAUSE_OF[service]] : CAUSES.map(({ id }) => id).filter((id) => families.includes(familyOf(id)))
  return ids.length > 0 ? ids.map((id) => `\`${id}\``).join(', ') : 'a warning; it is never an outage of the site'
}
