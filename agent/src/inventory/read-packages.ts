import { statSync } from 'node:fs'
import type { Inventory } from '@allclear/wire/agent.ts'
import { readText } from '../metrics/files.ts'
import { runProgram } from '../run-program.ts'

type Packages = Inventory['packages']

const MOST = 3000
const RPM_OUTPUT = 1_000_000 // characters

/** Where the two families keep what is installed; both may be read by everyone. */
export type PackageFiles = { readonly dpkg: string; readonly rpm: readonly string[] }
export const PACKAGE_FILES: PackageFiles = {
  dpkg: '/var/lib/dpkg/status',
  rpm: ['/var/lib/rpm/rpmdb.sqlite', '/usr/lib/sysimage/rpm/rpmdb.sqlite', '/var/lib/rpm/Packages'],
}

/** What is installed on this host, read anew only when the database of packages was written to. */
export function createPackages({ dpkg, rpm }: PackageFiles = PACKAGE_FILES) {
  let seen: { readonly stamp: string; readonly packages: Packages } | null = null
  return async (): Promise<Packages> => {
    const stamp = [dpkg, ...rpm].map(stampOf).join(' ')
    if (seen?.stamp === stamp) return seen.packages
    const status = readText(dpkg)
    const isRpm = rpm.some((file) => stampOf(file) !== '')
    const packages = status !== null ? packagesIn(status) : isRpm ? await askRpm() : []
    seen = { stamp, packages }
    return packages
  }
}

/**
 * The packages that dpkg has installed, by their sources: feeds name these, and their versions are the sources' (deb822(5), dpkg status).
 */
export function packagesIn(status: string): Packages {
  const sources = new Map<string, string>()
  for (const stanza of status.split('\n\n')) {
    const field = (name: string) => new RegExp(`^${name}: *(.+)$`, 'm').exec(stanza)?.[1]?.trim()
    if (field('Status')?.split(' ')[2] !== 'installed') continue
    const { source, of } = /^(?<source>\S+)(?: \((?<of>[^)]+)\))?/.exec(field('Source') ?? field('Package') ?? '')?.groups ?? {}
    const version = of ?? field('Version')
    if (source !== undefined && version !== undefined) sources.set(`${source} ${version}`, source)
  }
  return [...sources].map(([both, source]): Packages[number] => [source, both.slice(source.length + 1)]).slice(0, MOST)
}

async function askRpm(): Promise<Packages> {
  const form = '%{NAME}\\t%{EPOCHNUM}:%{VERSION}-%{RELEASE}\\n'
  const { code, output } = await runProgram('/usr/bin/rpm', ['-qa', '--qf', form], 30_000, { mostKept: RPM_OUTPUT })
  return code === 0 ? rpmsIn(output) : []
}

/** The packages that `rpm -qa` names, without the keys that it lists among them. */
export const rpmsIn = (output: string): Packages =>
  output
    .split('\n')
    .flatMap((line): Packages => {
      const [name, version] = line.split('\t')
      return name && version && name !== 'gpg-pubkey' ? [[name, version]] : []
    })
    .slice(0, MOST)

function stampOf(file: string): string {
  try {
    const { mtimeMs, size } = statSync(file)
    return `${mtimeMs} ${size}`
  } catch {
    return ''
  }
}
