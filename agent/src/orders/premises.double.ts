import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { HOST_ACTIONS } from '@allclear/wire/host-actions.ts'
import type { HostActionId } from '@allclear/wire/host-actions.ts'
import type { Ran } from '../run-program.ts'
import type { Command, Premises } from './host-hand.ts'
import { sayCommand } from './carry-out.ts'
import { runCommand } from './run-command.ts'

const NOBODY = 65_534

/** A website that belongs to somebody who is not root, in a folder of its own, and a host that notes what it is asked to run. */
export function premisesDouble(says: (command: string) => Partial<Ran> | 'really' = () => ({})) {
  const root = mkdtempSync(join(tmpdir(), 'allclear-hands-'))
  chmodSync(root, 0o711) // the owner of the website must reach it
  const site = join(root, 'shop.example')
  const ran: string[] = []
  const write = (path: string, text: string, mode = 0o644) => {
    mkdirSync(dirname(join(site, path)), { recursive: true })
    writeFileSync(join(site, path), text, { mode })
    own(site)
  }
  const version = (one: string) => write('wp-includes/version.php', `<?php\n$wp_version = '${one}';\n`)
  write('wp-load.php', '<?php // loads')
  version('6.9')
  const kept = join(root, 'kept')
  mkdirSync(kept, { mode: 0o700 })
  const premises: Premises = {
    ...{ order: 'a'.repeat(24), sites: [site], kept, proc: '/proc', wp: '/usr/local/bin/wp', now: 0 },
    ownAddresses: async () => ['198.51.100.1', '2001:db8::1'],
    async run(command: Command) {
      ran.push(sayCommand(command).replaceAll(root, ''))
      const said = says([command.program, ...command.args].join(' '))
      return said === 'really' ? runCommand(command) : { code: 0, output: '', ...said }
    },
  }
  return { root, site, premises, ran, write, version }
}

// As root, the website is made somebody else's; else it is ours, and so nobody's who is root.
function own(path: string) {
  if (process.getuid!() !== 0) return
  chownSync(path, NOBODY, NOBODY)
  if (statSync(path).isDirectory()) for (const name of readdirSync(path)) own(join(path, name))
}

/** Arguments that an action takes. */
export const sampleArgs = (action: HostActionId): Record<string, string> =>
  Object.fromEntries(Object.entries(HOST_ACTIONS[action].takes).map(([name, { example }]) => [name, example as string]))
