import { KEYS, languageOf } from '../domain/playbook/language.ts'
import type { Language } from '../domain/playbook/language.ts'
import { outlineOf } from '../domain/playbook/outline.ts'
import type { Deed } from '../domain/playbook/playbook.ts'
import { stepSchema } from '../domain/playbook/read-playbook.ts'
import type { Library } from '../library.ts'
import { block, pageOf, table } from './doc-page.ts'
import type { DocPage } from './doc-page.ts'
import { keysOf } from './settings.ts'

const DEEDS = ['message', 'task', 'action', 'approval', 'escalate', 'announce'] as const satisfies readonly Deed['do'][]
const FEW = 12 // values that are listed in a cell; more are named by their page

/** A page for each kind of step, and their first page with what every step may say. */
export function stepPages(library: Library): readonly DocPage[] {
  const language = languageOf({ templates: [], actions: [] })
  const rows = DEEDS.map((does) => [`[\`${does}\`](${does}.md)`, KEYS.step[does]])
  const around = keyTable('step', language).filter(([key]) => !DEEDS.some((does) => key === `\`${does}\``))
  const first = [
    '# Playbook steps',
    'A step of a [playbook](../guide/playbooks.md) does one thing.',
    table(['step', 'what it is'], rows),
    '## What every step may say',
    table(HEADS, around),
    'When a step starts, and what becomes of it when the cause changes or the site is well again, stands under [Playbooks](../guide/playbooks.md).',
  ]
  return [pageOf('docs/steps/README.md', first), ...DEEDS.map((does) => aStep(does, library, language))]
}

function aStep(does: Deed['do'], library: Library, language: Language): DocPage {
  const using = library.playbooks.flat().filter(({ steps }) => steps.some((step) => step.does.do === does))
  const says = KEYS.step[does]
  const text = [
    `# Step \`${does}\``,
    `${says[0]!.toUpperCase()}${says.slice(1)}.`,
    '## Settings',
    table(HEADS, keyTable(does, language)),
    'Beside them stands what [every step may say](README.md#what-every-step-may-say).',
    '## Example',
    ...exampleOf(does, library),
    '## See also',
    `- Built-in playbooks with such a step: ${using.length > 0 ? using.map(({ id }) => `\`${id}\``).join(', ') : 'none'}`,
    '- Facts, templates and actions by name: [Playbooks](../guide/playbooks.md)',
    '- Try it before it counts: [Rehearsals](../guide/rehearsals.md)',
  ]
  return pageOf(`docs/steps/${does}.md`, text)
}

const HEADS = ['setting', 'what it is', 'takes', 'otherwise']

function keyTable(map: Deed['do'] | 'step', { values }: Language): string[][] {
  const keys = keysOf(stepSchema(map))
  return Object.entries<string>(KEYS[map]).map(([key, says]) => {
    const { takes = '', unless = null } = keys.find((one) => one.key === key) ?? {}
    const words = (values[`${map}.${key}`] ?? []).map(({ word }) => `\`${word}\``)
    const isFact = words.includes('`recovered`')
    const listed = isFact ? '[facts](../guide/playbooks.md#facts)' : words.length > 0 && words.length <= FEW ? words.join(', ') : takes
    return [`\`${key}\``, says, listed, unless ?? '']
  })
}

// From the first built-in playbook that has one, as it is written there.
function exampleOf(does: Deed['do'], library: Library): string[] {
  for (const playbook of library.playbooks.flat()) {
    const source = library.sources.get(playbook.id)!
    const step = outlineOf(playbook, source).find((one) => one.does === does)
    if (!step) continue
    const lines = source.split('\n').slice(step.line - 1)
    const end = lines.findIndex((line, index) => index > 0 && (line.trim() === '' || /^ *- /.test(line) || /^ *#/.test(line)))
    const taken = lines.slice(0, end === -1 ? undefined : end)
    return [block(`yaml from playbooks/${playbook.id}.yaml`, taken.join('\n').replace(/^ {2}/gm, ''))]
  }
  return []
}
