import { CAUSES, FAMILIES, familyOf } from '../domain/diagnosis/taxonomy.ts'
import type { KnownCause } from '../domain/diagnosis/taxonomy.ts'
import { causes } from '../domain/diagnosis/causes/index.ts'
import { remedyFor } from '../domain/diagnosis/remedies.ts'
import { choosePlaybook } from '../domain/playbook/choose.ts'
import { outlineOf } from '../domain/playbook/outline.ts'
import { sentence } from '../domain/playbook/say-step.ts'
import type { Library } from '../library.ts'
import { pageOf, table } from './doc-page.ts'
import type { DocPage } from './doc-page.ts'
import { codesOf, fromGuide, rowsOf } from './guide-tables.ts'

/** A page for each cause, and their first page. What a cause rests on stands in the guide, or in the taxonomy where no evidence is weighed. */
export function causePages(library: Library, diagnosis: DocPage): readonly DocPage[] {
  const rests = new Map(rowsOf(diagnosis, 'cause').flatMap((row) => codesOf(row.cause!).map((id) => [id, row['rests on']!] as const)))
  const families = FAMILIES.map((family) => {
    const rows = CAUSES.filter(({ id }) => familyOf(id) === family).map(({ id, title }) => [`\`${id}\``, title])
    return `## \`${family}\`\n\n${table(['cause', 'in words'], rows)}`
  })
  const first = `# Causes\n\nWhat can be wrong with a site, by id. How one of them is found, and how sure that is, stands under [Diagnosis](../guide/diagnosis.md).\n\n${families.join('\n')}`
  return [
    { source: 'docs/causes/README.md', text: first },
    ...CAUSES.map((cause) => aCause(cause, fromGuide(rests.get(cause.id) ?? cause.rests ?? '', 'diagnosis'), library)),
  ]
}

function aCause(cause: KnownCause, rests: string, library: Library): DocPage {
  const { id, title, plain, contact } = cause
  const layer = causes.find((one) => one.id === id)?.layer ?? null
  const remedy = remedyFor(id)
  const others = CAUSES.filter((one) => one.id !== id && familyOf(one.id) === familyOf(id))
  const text = [
    `# ${title}`,
    rests,
    '## In short',
    ...[
      `- Its id: \`${id}\`${layer ? `, found on the layer *${layer}*` : ''}`,
      `- A client reads: “… because ${plain}.”`,
      ...(contact ? [`- Who hears first: the ${contact}`] : []),
    ],
    ...(remedy ? ['## To mend it', remedy] : []),
    '## What happens',
    QUIET[familyOf(id)] ?? stepsOf(id, library),
    '## See also',
    ...(others.length > 0 ? [`- Of the same family: ${others.map((one) => `\`${one.id}\``).join(', ')}`] : []),
    '- How sure a cause is, and what follows from that: [Diagnosis](../guide/diagnosis.md#how-sure-and-what-follows)',
  ]
  return pageOf(`docs/causes/${id}.md`, text)
}

const QUIET: Readonly<Record<string, string>> = {
  false_alarm: 'Nobody outside is told: it is a line in the log of what was seen, and no incident goes on because of it.',
  maintenance: 'Those affected were told beforehand, and nobody is paged while the window lasts: [Maintenance](../guide/maintenance.md).',
}

function stepsOf(id: string, library: Library): string {
  const playbook = choosePlaybook(library.playbooks, id)
  const rows = outlineOf(playbook, library.sources.get(playbook.id)!).map(({ does, says, starts, asks }) => [
    sentence(starts),
    `${says} ([${does}](../steps/${does}.md))`,
    asks.join('; '),
  ])
  return `The playbook \`${playbook.id}\` (${playbook.title}):\n\n${table(['when', 'step', 'if'], rows)}`
}
