import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Sample } from '@allclear/wire/agent.ts'
import { runProgram } from '../run-program.ts'
import { readText } from './files.ts'
import type { Roots } from './files.ts'

type Hardening = NonNullable<Sample['hardening']>

const FIREWALLS = ['nftables.service', 'firewalld.service', 'ufw.service']
const MOST_FOLDERS = 3000
const MOST_NAMED = 10
const FOR_ALL = 0o002
const STICKY = 0o1000

/** How the host is kept, as far as a user without privileges sees it (causes.md 5.2); null is what it does not see. */
export async function readHardening({ etc }: Roots, web: readonly string[]): Promise<Hardening> {
  const family = familyOf(readText(`${etc}/os-release`) ?? '')
  return {
    family,
    updates: await readUpdates(family),
    restartNeeded: family === 'debian' ? existsSync('/run/reboot-required') : null,
    firewall: await readFirewall(etc),
    ssh: sshOf(sshConfig(etc)),
    keepsJournal: existsSync('/var/log/journal') || /^Storage=persistent/m.test(readText(`${etc}/systemd/journald.conf`) ?? ''),
    writable: writableIn(web),
  }
}

export const familyOf = (release: string): Hardening['family'] => {
  const ids = [...release.matchAll(/^ID(?:_LIKE)?="?([^"\n]*)"?$/gm)].flatMap(([, words]) => words!.split(' '))
  return ids.some((id) => id === 'debian' || id === 'ubuntu')
    ? 'debian'
    : ids.some((id) => id === 'rhel' || id === 'fedora')
      ? 'rhel'
      : 'other'
}

// Simulated, and by what the host has fetched itself: nothing is downloaded.
async function readUpdates(family: Hardening['family']): Promise<number | null> {
  if (family === 'other') return null
  const { code, output } =
    family === 'debian'
      ? await runProgram('/usr/bin/apt-get', ['-s', '-o', 'Debug::NoLocking=1', 'upgrade'], 30_000)
      : await runProgram('/usr/bin/dnf', ['-q', '-C', 'updateinfo', 'list', '--security'], 30_000)
  return code === 0 ? output.split('\n').filter((line) => (family === 'debian' ? /^Inst .*-security/i : /\/Sec\./).test(line)).length : null
}

async function readFirewall(etc: string): Promise<Hardening['firewall']> {
  const { code, output } = await runProgram('/usr/bin/systemctl', ['is-active', ...FIREWALLS], 5000)
  if (code === 127) return null
  const states = output.trim().split('\n')
  const isOff = (unit: string) => unit === 'ufw.service' && !/^ENABLED=yes/m.test(readText(`${etc}/ufw/ufw.conf`) ?? '')
  return FIREWALLS.find((unit, n) => states[n] === 'active' && !isOff(unit)) ?? 'none'
}

function sshConfig(etc: string): string | null {
  const main = readText(`${etc}/ssh/sshd_config`)
  if (main === null) return null
  const more = namesIn(`${etc}/ssh/sshd_config.d`).filter((name) => name.endsWith('.conf')).toSorted() // prettier-ignore
  return [...more.map((name) => readText(`${etc}/ssh/sshd_config.d/${name}`) ?? ''), main].join('\n') // included first, and the first word counts (sshd_config(5))
}

/** Who may log in over SSH with a password, by its configuration; what is not written has the value that sshd has by itself. */
export function sshOf(config: string | null): Hardening['ssh'] {
  if (config === null) return null
  const general = config.split(/^\s*Match\s/im)[0]!
  const word = (name: string) => new RegExp(`^\\s*${name}\\s+(\\S+)`, 'im').exec(general)?.[1]?.toLowerCase()
  return { passwords: word('PasswordAuthentication') !== 'no', root: word('PermitRootLogin') ?? 'prohibit-password' }
}

/** Folders of websites that every user of the host may write to. */
function writableIn(web: readonly string[]): Hardening['writable'] {
  const found: string[] = []
  let seen = 0
  for (const folders = web.filter((one) => existsSync(one)); folders.length > 0 && seen < MOST_FOLDERS; seen++) {
    const folder = folders.shift()!
    const mode = modeOf(folder)
    if (mode & FOR_ALL && !(mode & STICKY)) found.push(folder)
    folders.push(...namesIn(folder, true).map((name) => join(folder, name)))
  }
  return { seen, count: found.length, folders: found.slice(0, MOST_NAMED).map((one) => one.slice(0, 300)) }
}

function modeOf(path: string): number {
  try {
    return statSync(path).mode
  } catch {
    return 0
  }
}

function namesIn(folder: string, areFolders = false): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !areFolders || entry.isDirectory())
      .map(({ name }) => name)
  } catch {
    return []
  }
}
