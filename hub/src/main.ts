import '../../keep-compiled.mjs'
import { existsSync } from 'node:fs'
import { Argument, Command, CommanderError } from 'commander'
import { printComplaints } from './domain/document.ts'
import { Problem } from './problem.ts'
import { growWhileBusy } from './cli/grow-while-busy.ts'
import type { Out } from './cli/report-complaints.ts'
import { listScenarios } from './cli/scenarios.ts'

const out: Out = {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  isWatched: process.stderr.isTTY,
}
const DATA = './allclear-data'
const LISTEN = '127.0.0.1:8470'

/** 0 fine · 1 the answer is bad news · 2 wrong usage or bad input · 3 we failed. */
let status = 0

const program = new Command('allclear')
  .description('Downtime response for teams that look after other people’s websites.')
  .version('0.1.0')
  .exitOverride()
  .enablePositionalOptions() // `probe` and `probe invite` have options of the same name
  .showSuggestionAfterError()
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, '')) })

const verb = (spec: string, description: string) => program.command(spec).description(description).exitOverride()

verb('up', 'the hub with a probe inside')
  .option('--config <file>', 'what to watch and whom to tell', 'allclear.yaml')
  .option('--data <dir>', 'where everything is kept', DATA)
  .option('--listen <host:port>', 'where console, API and status pages are', LISTEN)
  .option('--playbooks <dir>', 'your own playbooks, before the built-in ones')
  .option('--json', 'one JSON document on standard output')
  .action(async (options) => {
    growWhileBusy(options.config) // before the program itself is loaded, which is a good part of a start
    status = await (await import('./cli/up.ts')).up(options, out)
  })

verb('demo', 'a small agency on an Internet of its own, and a real outage')
  .option('--scenario <name>', 'what is shown: one of those below', 'certificate')
  .addHelpText('after', listScenarios)
  .option('--data <dir>', 'emptied at start', `${DATA}/demo`)
  .option('--listen <host:port>', 'where console, API and status pages are', LISTEN)
  .option('--json', 'one JSON document on standard output')
  .action(async (options) => {
    status = await (await import('./cli/demo.ts')).demo(options, out)
  })

verb('init [urls...]', 'looks at your sites and writes the first configuration')
  .option('--file <file>', 'what is written; an existing file is never overwritten', 'allclear.yaml')
  .option('--operator <name>', 'what your team is called')
  .option('--person <name>', 'your name; you become the owner')
  .option('--mail <address>', 'where you are reached')
  .option('--timezone <zone>', 'such as America/New_York; the one of this machine otherwise')
  .option('--config <file>', 'a configuration whose network is used for the look')
  .option('--json', 'one JSON document on standard output')
  .action(async (urls: string[], options) => {
    status = await (await import('./cli/init.ts')).init(urls, options, out)
  })

verb('diagnose <url>', 'one look at one site: is it down, and what exactly broke')
  .option('--config <file>', 'a configuration: its network, its sites')
  .option('--baseline <file>', 'the last known good to compare with')
  .option('--json', 'one JSON document on standard output')
  .action(async (url: string, options) => {
    status = await (await import('./cli/diagnose.ts')).diagnoseVerb(url, options, out)
  })

verb('rehearse', 'the real engine on a virtual clock')
  .requiredOption('--config <file>', 'a configuration')
  .requiredOption('--scenario <file>', 'what happens, and what must come of it')
  .option('--playbooks <dir>', 'playbooks that go before the built-in ones')
  .option('--json', 'one JSON document on standard output')
  .action(async (options) => {
    status = await (await import('./cli/rehearse.ts')).rehearseVerb(options, out)
  })

verb('drill <scenario>', 'an exercise: on the virtual clock, or live on the team')
  .option('--live', 'the running hub really pages its team, and nobody else')
  .option('--data <dir>', 'where the running hub keeps everything', DATA)
  .option('--config <file>', 'a configuration, where no hub runs', 'allclear.yaml')
  .option('--playbooks <dir>', 'playbooks that go before the built-in ones, where no hub runs')
  .option('--json', 'one JSON document on standard output')
  .action(async (scenario: string, options) => {
    status = await (await import('./cli/drill.ts')).drill(scenario, options, out)
  })

const config = verb('config', 'the configuration file')
config
  .command('check <file>')
  .description('every complaint, with its place')
  .option('--data <dir>', 'compare with what is stored there')
  .option('--json', 'one JSON document on standard output')
  .exitOverride()
  .action(async (file: string, options) => {
    status = await (await import('./cli/config-check.ts')).configCheck(file, options, out)
  })

config
  .command('export')
  .description('the file with all that is kept on screen, as one YAML file that loads')
  .option('--config <file>', 'the configuration of the hub', 'allclear.yaml')
  .option('--data <dir>', 'where everything is kept', DATA)
  .option('--to <file>', 'what is written; an existing file is never overwritten')
  .option('--json', 'one JSON document on standard output')
  .exitOverride()
  .action(async (options) => {
    status = await (await import('./cli/config-export.ts')).configExport(options, out)
  })

config
  .command('schema')
  .description('the JSON Schema of the file, or of another that people write, for an editor')
  .addArgument(
    new Argument('[file]', 'which file').choices(['configuration', 'playbook', 'scenario', 'maintenance']).default('configuration'),
  )
  .exitOverride()
  .action(async (file) => {
    status = (await import('./cli/config-schema.ts')).configSchema(file, out)
  })

for (const [spec, description] of [
  ['plan', 'what a running hub would read differently in a configuration'],
  ['apply', 'lets a running hub read a configuration in place of its own'],
] as const)
  verb(spec, description)
    .option('--config <file>', 'the configuration: a file or a folder', 'allclear.yaml')
    .option('--hub <url>', 'a hub elsewhere, with a token in ALLCLEAR_TOKEN')
    .option('--data <dir>', 'the data of a hub on this machine', DATA)
    .option('--json', 'one JSON document on standard output')
    .action(async (options) => {
      const { planVerb, applyVerb } = await import('./cli/plan-and-apply.ts')
      status = await (spec === 'plan' ? planVerb : applyVerb)(options, out)
    })

verb('audit', 'the audit log')
  .command('verify')
  .description('whether every line stands as it was added, and none is missing')
  .option('--against <file>', 'what it printed with --json some time ago: also the ends of then must still be there')
  .option('--data <dir>', 'where everything is kept', DATA)
  .option('--json', 'one JSON document on standard output')
  .exitOverride()
  .action(async (options) => {
    status = await (await import('./cli/audit-verify.ts')).auditVerify(options, out)
  })

const keys = verb('keys', 'under which secrets are sealed in the database')
keys
  .command('forget')
  .description('for whoever has lost the master key: gives up what was sealed, so that the hub starts again')
  .option('--data <dir>', 'where everything is kept', DATA)
  .exitOverride()
  .action(async (options) => {
    status = await (await import('./cli/keys-forget.ts')).keysForget(options, out)
  })
keys
  .command('rotate')
  .description('makes a new data key, and seals every secret anew while the hub works')
  .option('--data <dir>', 'where everything of the running hub is kept', DATA)
  .option('--json', 'one JSON document on standard output')
  .exitOverride()
  .action(async (options) => {
    status = await (await import('./cli/keys-rotate.ts')).keysRotate(options, out)
  })

const playbook = verb('playbook', 'playbooks')
playbook
  .command('check [files...]')
  .description('every complaint, with its place; without a file the built-in ones')
  .option('--json', 'one JSON document on standard output')
  .exitOverride()
  .action(async (files: string[], options) => {
    status = await (await import('./cli/playbook-check.ts')).playbookCheck(files, options, out)
  })
playbook
  .command('list')
  .description('the playbooks in force, by cause')
  .option('--facts', 'the facts a step may ask for')
  .option('--playbooks <dir>', 'your own playbooks, before the built-in ones')
  .option('--data <dir>', 'where the versions are kept that were saved', DATA)
  .option('--json', 'one JSON document on standard output')
  .exitOverride()
  .action(async (options) => {
    status = await (await import('./cli/playbook-list.ts')).playbookList(options, out)
  })
playbook
  .command('diff <from> <to>')
  .description('what changed between two versions: tls@3 tls@4; tls@file is the file as it lies now')
  .option('--playbooks <dir>', 'your own playbooks, before the built-in ones')
  .option('--data <dir>', 'where the versions are kept that were saved', DATA)
  .option('--json', 'one JSON document on standard output')
  .exitOverride()
  .action(async (from: string, to: string, options) => {
    status = await (await import('./cli/playbook-diff.ts')).playbookDiff(from, to, options, out)
  })

const maintenance = verb('maintenance', 'scheduled maintenance')
maintenance
  .command('check <file>')
  .description('the seven facts and the lead times')
  .option('--config <file>', 'judges what it affects as well')
  .option('--json', 'one JSON document on standard output')
  .exitOverride()
  .action(async (file: string, options) => {
    status = await (await import('./cli/maintenance-check.ts')).maintenanceCheck(file, options, out)
  })

const token = verb('token', 'API tokens')
token
  .command('create <name>')
  .description('an API token, shown once')
  .requiredOption('--role <role>', 'viewer, responder, owner or machine')
  .option('--partner <id>', 'sees what is of this partner, and nothing else')
  .option('--site <name...>', 'sees these sites, and nothing else')
  .option('--data <dir>', 'where everything is kept', DATA)
  .option('--json', 'one JSON document on standard output')
  .exitOverride()
  .action(async (name: string, options) => {
    status = await (await import('./cli/token.ts')).tokenCreate({ name, ...options }, out)
  })

verb('mcp', 'speaks the Model Context Protocol with an assistant, by lines of JSON; the token is taken from ALLCLEAR_TOKEN')
  .option('--hub <url>', 'where the hub is; otherwise the one that runs on --data')
  .option('--data <dir>', 'where everything is kept', DATA)
  .action(async (options) => {
    status = await (await import('./cli/mcp.ts')).mcp(options, out)
  })

verb('readiness', 'what would fail us at 3 am, as a list to work off')
  .option('--partner <id>', 'only what concerns one partner')
  .option('--owner <who>', 'only what the operator, the partner or the client mends')
  .option('--site <name>', 'only what concerns one site')
  .option('--data <dir>', 'where everything is kept', DATA)
  .option('--json', 'one JSON document on standard output')
  .action(async (options) => {
    status = await (await import('./cli/readiness.ts')).readiness(options, out)
  })

verb('doctor', 'what the hub stands on: clock, ports, resolvers, ways out, sending domains, database, backup, disk')
  .option('--config <file>', 'what names the servers to reach', 'allclear.yaml')
  .option('--data <dir>', 'where everything is kept', DATA)
  .option('--listen <host:port>', 'where the hub is to listen', LISTEN)
  .option('--json', 'one JSON document on standard output')
  .action(async (options) => {
    status = await (await import('./cli/doctor.ts')).doctor(options, out)
  })

verb('write <incident>', 'words to the client or partner of an incident, shown as they would leave')
  .requiredOption('--to <audience>', 'client, partner or both')
  .option('--template <name>', 'these words; without it your own')
  .option('--subject <words>', 'of your own words')
  .option('--text <file>', 'your own words, between greeting and signature; - for standard input')
  .option('--language <code>', 'instead of the reader’s')
  .option('--despite <reason>', 'why they go past what holds them')
  .option('--send', 'sends them to exactly those who are shown')
  .option('--data <dir>', 'where everything is kept', DATA)
  .option('--json', 'one JSON document on standard output')
  .action(async (incident: string, options) => {
    status = await (await import('./cli/write.ts')).write(incident, options, out)
  })

verb('report', 'a month of everybody, of a partner or of a client, as the hub that runs counts it')
  .option('--month <month>', 'such as 2026-11; the last that is over otherwise')
  .option('--partner <id>', 'of this partner')
  .option('--client <id>', 'of this client')
  .option('--html <file>', 'written there as a page that prints')
  .option('--data <dir>', 'where everything is kept', DATA)
  .option('--json', 'one JSON document on standard output')
  .action(async (options) => {
    status = await (await import('./cli/report.ts')).reportVerb(options, out)
  })

verb('backup <file>', 'everything of one moment in one file, while the hub goes on')
  .option('--data <dir>', 'where everything is kept', DATA)
  .option('--json', 'one JSON document on standard output')
  .action(async (file: string, options) => {
    status = await (await import('./cli/backup.ts')).backup(file, options, out)
  })

verb('restore <file>', 'a backup into data that is empty; what was on its way to clients is held')
  .option('--data <dir>', 'where everything is kept', DATA)
  .option('--dry-run', 'only look whether the backup is whole')
  .option('--json', 'one JSON document on standard output')
  .action(async (file: string, options) => {
    status = await (await import('./cli/backup.ts')).restore(file, options, out)
  })

verb(
  'import <kind> <file>',
  'sites, status history or on-call duty of another program: csv, uptime-kuma, uptimerobot, better-stack, pingdom, whmcs, cpanel, statuspage, instatus, grafana-oncall, goalert',
)
  .option('--apply', 'does it; otherwise it only says what would become of what')
  .option('--to <file>', 'on-call duty: the file that is written; an existing one is never overwritten')
  .option('--page <slug>', 'the status page on which past notices of another one are to stand: operator, a partner or a client')
  .option('--data <dir>', 'where everything is kept', DATA)
  .option('--json', 'one JSON document on standard output')
  .action(async (kind: string, file: string, options) => {
    status = await (await import('./cli/import.ts')).importFile(kind, file, options, out)
  })

const probe = verb('probe', 'looks from another location for a hub elsewhere')
  .enablePositionalOptions()
  .option('--hub <url>', 'the address of the hub')
  .option('--location <name>', 'where this is, such as vienna')
  .option('--token-file <file>', 'with the token that lets it in; needed once')
  .option('--data <dir>', 'where its key is kept', './allclear-probe')
  .option('--config <file>', 'a configuration whose network is used for the looks')
  .action(async (options) => {
    status = await (await import('./cli/probe.ts')).probe(options, out)
  })
probe
  .command('invite <location>')
  .description('the two commands that put a probe there, good once')
  .option('--data <dir>', 'where everything of the running hub is kept', DATA)
  .option('--json', 'one JSON document on standard output')
  .exitOverride()
  .action(async (location: string, options) => {
    status = await (await import('./cli/probe.ts')).probeInvite(location, options, out)
  })

verb('agent', 'the program on a host')
  .command('enrol <host>')
  .description('the line that puts an agent onto a host, or onto that of a site')
  .option('--data <dir>', 'where everything is kept', DATA)
  .option('--json', 'one JSON document on standard output')
  .exitOverride()
  .action(async (host: string, options) => {
    status = await (await import('./cli/agent-enrol.ts')).agentEnrol(host, options, out)
  })

const lab = verb('lab', 'a small Internet on loopback')
for (const [spec, description] of [
  ['start', 'open it until Ctrl-C'],
  ['list', 'its sites and the faults they know'],
  ['break <site> <fault>', 'break a site of the lab that is open'],
  ['fix <site>', 'mend it'],
] as const) {
  lab
    .command(spec)
    .description(description)
    .option('--json', 'one JSON document on standard output')
    .exitOverride()
    .action(async (...given: unknown[]) => {
      const words = given.slice(0, -2).map(String)
      const options = given.at(-2) as { json?: boolean }
      status = await (await import('./cli/lab.ts')).lab(spec.split(' ')[0]!, words, options, out)
    })
}

// `npm start`: what the configuration here says, else the demonstration.
const words = process.argv.slice(2)
const start = existsSync('allclear.yaml') ? ['up'] : ['demo']

try {
  await program.parseAsync(words.length === 0 ? start : words, { from: 'user' })
} catch (error) {
  status = report(error)
}
process.exitCode = status

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof Problem) {
    const said = error.complaints.length > 0 ? printComplaints(error.complaints) : `${error.message} ${error.fix}\n`
    if (words.includes('--json'))
      out.stdout(
        `${JSON.stringify({ ok: false, complaints: error.complaints, code: error.code, message: error.message, fix: error.fix })}\n`,
      )
    out.stderr(said)
    return error.kind === 'ours' ? 3 : 2
  }
  out.stderr(`Something of ours failed: ${error instanceof Error ? error.message : String(error)}\n`)
  if (process.env.ALLCLEAR_DEBUG && error instanceof Error) out.stderr(`${error.stack}\n`)
  return 3
}
