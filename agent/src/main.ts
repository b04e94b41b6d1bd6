import { enrol } from './enrol.ts'
import { run } from './run.ts'
import { readSettings } from './settings.ts'
import { VERSION } from './version.ts'

const HELP = `allclear-agent ${VERSION}
  enrol URL   let this host be seen by the hub at URL; the token comes by standard input
  run         look, remember and report, until stopped
`

const settings = readSettings(process.argv.slice(2))

async function perform(): Promise<number> {
  switch (settings.verb) {
    case 'enrol':
      return enrol(settings.words[0] ?? '', settings.state)
    case 'run':
      return run(settings)
    case 'version':
      process.stdout.write(`${VERSION}\n`)
      return 0
    default:
      process.stdout.write(HELP)
      return settings.verb === 'help' ? 0 : 2
  }
}

process.exit(await perform())
