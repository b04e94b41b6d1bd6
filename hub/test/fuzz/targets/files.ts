import { readdirSync, readFileSync } from 'node:fs'
import { CHECKS } from '../../../src/checks/index.ts'
import { readBaseline } from '../../../src/domain/diagnosis/baseline.ts'
import type { Complaint } from '../../../src/domain/document.ts'
import type { Instant } from '../../../src/domain/instant.ts'
import { readMaintenance } from '../../../src/domain/maintenance/read-maintenance.ts'
import { readTemplate } from '../../../src/domain/message/read-template.ts'
import type { Plan } from '../../../src/domain/plan/plan.ts'
import { readPlan } from '../../../src/domain/plan/read-plan.ts'
import { readPlaybook } from '../../../src/domain/playbook/read-playbook.ts'
import { readScenario } from '../../../src/domain/rehearsal/read-scenario.ts'
import { rehearse } from '../../../src/domain/rehearsal/rehearse.ts'
import { loadLibrary } from '../../../src/library.ts'
import { mutateText } from '../mutate.ts'
import type { Target } from '../target.ts'

const NOW = Date.parse('2026-03-04T16:05:00Z') as Instant
const ROOT = new URL('../../../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8')
const all = (folder: string, fits: RegExp) =>
  readdirSync(new URL(folder, ROOT))
    .filter((name) => fits.test(name))
    .map((name) => read(`${folder}${name}`))

const CONFIG = read('docs/examples/allclear.yaml')
const MORE_CONFIG = `vulnerabilities: { wordfence: { format: wordfence, url: https://feeds.example/, token: x } }
alerts:
  kuma: { kind: uptime-kuma, name: Kuma, token: x, sites: { Bakery: cornerbakery.example } }
  other: { kind: generic, name: Other, signing-secret: whsec_eA==, mapping: { key: $.id, site: $.host, firing: [down] } }
reports: { day: 3, to: [partner] }
drills: { unannounced: 3, hours: "09:00-17:00", scenarios: [host] }
retention: { hours: 90d, days: 400d }
availability: { percent: 99.9, credits: [{ below: 99, percent: 10 }] }
identity: { oidc: { issuer: https://id.example/, client: x, secret: y, groups: { owner: [a] } } }
hosts: { web-1.example: { sites: [cornerbakery.example], partner: brightside } }
`
const checkSchemas = Object.fromEntries(CHECKS.map(({ kind, options }) => [kind, options]))
const planOf = (text: string) => readPlan(text, 'a.yaml', { variables: { lookup: () => undefined, unsetIsEmpty: true }, checkSchemas })
const plan = planOf(CONFIG).plan as Plan
const library = await loadLibrary({})
const around = {
  templates: [...new Set([...library.templates.values()].map(({ name }) => name))],
  actions: ['certbot', 'certificate-renew'],
}
const playbooks = all('playbooks/', /^[a-z-]+\.yaml$/)
const scenarios = all('playbooks/', /\.rehearsal\..*\.yaml$/)

// Whatever is wrong is said at a place in the file, with what to write; what is not wrong is given.
function judged(value: unknown, complaints: readonly Complaint[]) {
  for (const { line, column, message, fix, level } of complaints) {
    if (!(line >= 1 && column >= 1 && message.length > 0 && fix.length > 0)) throw new Error(`a complaint at ${line}:${column} of ${level}`)
    if (message.length + fix.length > 20_000) throw new Error('a complaint is endless')
  }
  if (value === null && !complaints.some(({ level }) => level === 'error')) throw new Error('it is refused without a word')
}

/** The files that people write. */
export const FILES: readonly Target[] = [
  {
    name: 'config',
    draw: (roll) => mutateText([CONFIG, `${CONFIG}\n${MORE_CONFIG}`], roll),
    read: (text) => {
      const { plan: found, complaints } = planOf(text)
      judged(found, complaints)
    },
  },
  {
    name: 'playbook',
    draw: (roll) => mutateText(playbooks, roll),
    read: (text) => {
      const { playbook, complaints } = readPlaybook(text, 'p.yaml', around)
      judged(playbook, complaints)
    },
  },
  {
    name: 'scenario',
    draw: (roll) => mutateText(scenarios, roll),
    read: (text) => {
      const { scenario, complaints } = readScenario(text, 's.yaml', plan)
      judged(scenario, complaints)
    },
  },
  {
    name: 'rehearsal',
    most: 5000,
    draw: (roll) => mutateText(scenarios, roll),
    read: (text) => {
      const { scenario } = readScenario(text, 's.yaml', plan)
      if (scenario) rehearse({ plan, playbooks: library.playbooks, templates: library.templates, scenario, window: null, most: 300 })
    },
  },
  {
    name: 'maintenance',
    draw: (roll) =>
      mutateText([read('docs/examples/maintenance.yaml'), `${read('docs/examples/maintenance.yaml')}\nrepeats: weekly\n`], roll),
    read: (text) => {
      const { maintenance, complaints } = readMaintenance(text, 'm.yaml', { now: NOW, plan })
      judged(maintenance, complaints)
    },
  },
  {
    name: 'baseline',
    draw: (roll) => mutateText([read('docs/examples/baseline.yaml')], roll),
    read: (text) => {
      const { baseline, complaints } = readBaseline(text, 'b.yaml')
      judged(baseline, complaints)
    },
  },
  {
    name: 'template',
    draw: (roll) => mutateText(TEMPLATES, roll),
    read: (text) => {
      const { template, complaints } = readTemplate(text, { name: 'x', language: 'en', partner: null, file: 't.md' })
      judged(template, complaints)
    },
  },
]

const TEMPLATES = [
  ...all('playbooks/templates/en/', /\.md$/).slice(0, 12),
  '---\nsubject: "{{ site }}"\n---\n{% for one in (1..99999999) %}{{ one }}{% endfor %}',
  '---\nsubject: "{{ site | upcase }}"\n---\n{% if cause == "x" %}{{ since | date: "%s" }}{% else %}{% assign a = site | split: "" %}{{ a | join: a }}{% endif %}{{ facts.x | link }}',
]
