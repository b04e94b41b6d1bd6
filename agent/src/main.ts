import { enrol } from './enrol.ts'
import { readIdentity } from './identity.ts'
import { useHand } from './orders/hand.ts'
import { run } from './run.ts'
import { readOwnFile } from './own-file.ts'
import { scanFiles } from './scan/scan-files.ts'
import { readSettings } from './settings.ts'
import { VERSION } from './version.ts'

const HELP = `allclear-agent ${VERSION}
  enrol URL   let this host be seen by the hub at URL; the token comes by standard input
  run         look, remember and report, until stopped
  hand        as root: run the orders that this host allows, once
  scan        let ClamAV look at the files of websites, once
  trust       print what the root helper must know: agent, host, hub and its key
`

const settings = readSettings(process.argv.slice(2))

async function perform(): Promise<number> {
  switch (settings.verb) {
    case 'enrol':
      return enrol(settings.words[0] ?? '', settings.state)
    case 'run':
      return run(settings)
    case 'trust':
      return trust(settings.state)
    case 'hand':
      return useHand({ ...settings, proc: settings.roots.proc })
    case 'scan':
      return scanFiles([...settings.web, ...readOwnFile(settings.own).own.sites], settings.state)
    case 'version':
      process.stdout.write(`${VERSION}\n`)
      return 0
    default:
      process.stdout.write(HELP)
      return settings.verb === 'help' ? 0 : 2
  }
}

function trust(state: string): number {
  const identity = readIdentity(state)
  if (!identity) return 2
  const { agent, host, hubKey, hub } = identity
  process.stdout.write(`${JSON.stringify({ agent, host, hubKey, hub })}\n`)
  return 0
}

process.exit(await perform())
