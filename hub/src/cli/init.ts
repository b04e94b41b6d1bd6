import { access, readFile, writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import { systemClock } from '../clock.ts'
import { checkConfig, loadPlan } from '../config.ts'
import { readDocument } from '../domain/document.ts'
import { Draft } from '../domain/plan/draft.ts'
import { readNetwork } from '../domain/plan/read-network.ts'
import type { SiteCard } from '../domain/plan/site-card.ts'
import { writeConfig } from '../domain/plan/write-config.ts'
import { lookAtSite } from '../engine/diagnose/look-at-site.ts'
import { createNetwork } from '../network/create-network.ts'
import { Problem } from '../problem.ts'
import { reportComplaints } from './report-complaints.ts'
import type { Out } from './report-complaints.ts'

export type InitOptions = {
  readonly file: string
  readonly operator?: string
  readonly person?: string
  readonly mail?: string
  readonly timezone?: string
  readonly config?: string // whose network is used for the look: a lab
  readonly json?: boolean
}

const QUESTIONS = {
  operator: 'What is your team called?',
  person: 'Your name?',
  mail: 'Your mail address?',
} as const
type Answers = Readonly<Record<keyof typeof QUESTIONS, string>>

/** `init [URL…]`: looks at the sites, asks what it was not told, and writes an `allclear.yaml` that `config check` passes; without an address sites are added on screen. It overwrites nothing. */
export async function init(urls: readonly string[], options: InitOptions, out: Out): Promise<number> {
  const { file, json = false } = options
  if (
    await access(file).then(
      () => true,
      () => false,
    )
  )
    // prettier-ignore
    throw new Problem('bad-input', 'config_exists', `There is a file ${file} already.`, 'Name another with --file, or add the site to it.')
  const said = await answersTo(options, out)
  const sites: SiteCard[] = []
  const look = await looking(options.config)
  for (const url of urls) {
    const card = await look(url)
    out.stderr(`${sayCard(card)}\n`)
    sites.push(card)
  }
  const timezone = options.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const id = said.person.split(/\s+/)[0]!.toLowerCase().normalize('NFD').replace(/[^a-z0-9]/g, '') || 'owner' // prettier-ignore
  const operator = { name: said.operator, mail: said.mail, timezone }
  await writeFile(file, writeConfig({ operator, person: { id, name: said.person, mail: said.mail }, sites }), { flag: 'wx' })
  return reportComplaints(
    await checkConfig(file, systemClock.now()),
    { json, fine: `${file} is written and fine. Start with: allclear up --config ${file}` },
    out,
  )
}

// A terminal is asked; a script says everything by flags.
async function answersTo(options: InitOptions, out: Out): Promise<Answers> {
  const names = Object.keys(QUESTIONS) as (keyof Answers)[]
  const missing = names.filter((name) => !options[name])
  if (missing.length > 0 && !process.stdin.isTTY)
    throw new Problem(
      'bad-input',
      'answer_missing',
      `Not told: ${missing.join(', ')}.`,
      `Add ${missing.map((name) => `--${name} …`).join(' ')}.`,
    )
  const answers: Record<string, string> = Object.fromEntries(names.map((name) => [name, options[name] ?? '']))
  if (missing.length === 0) return answers as Answers
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  for (const name of missing) while (!answers[name]) answers[name] = (await terminal.question(`${QUESTIONS[name]} `)).trim()
  terminal.close()
  out.stderr('\n')
  return answers as Answers
}

async function looking(config: string | undefined): Promise<(url: string) => Promise<SiteCard>> {
  const { network: plan } =
    config === undefined
      ? { network: readNetwork(new Draft(readDocument('network: {}', 'allclear.yaml')))! }
      : (await loadPlan(config)).plan
  const trustedCa = plan.trustedCa === null ? null : await readFile(plan.trustedCa, 'utf8')
  const network = createNetwork({ plan, trustedCa, operatorHosts: [] })
  return (url) => lookAtSite(url, { plan, network, now: systemClock.now })
}

function sayCard({ site, status, registrar, dns, cms, certificate, missing }: SiteCard): string {
  const known = [
    status === null ? 'does not answer now' : `answers ${status}`,
    registrar && `registered with ${registrar}`,
    dns && `name servers of ${dns}`,
    cms,
    certificate && `certificate by ${certificate.issuer}`,
    missing.length > 0 ? `not learnt: ${missing.join(', ')}` : null,
  ]
  return `${site}: ${known.filter((one) => one !== null).join(' · ')}`
}
