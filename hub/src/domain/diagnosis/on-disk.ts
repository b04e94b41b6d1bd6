import { folderOf, isNamedFor } from '../host/folder-of.ts'
import type { Installation } from '../host/sample.ts'
import { list } from './compare.ts'
import type { Evidence } from './evidence.ts'
import type { Sign } from './weigh-signs.ts'

/**
 * What the agent found among the files of this site (DIA-5). Whether the site answers does not matter: an intruder likes it to. A file that merely
 * changed or is not known is no sign, and a host that could not be read says nothing.
 */
export function signsOnDisk(evidence: Evidence): Sign[] {
  const found = installationOf(evidence)
  if (!found) return infected(evidence, null)
  const of = (kind: Installation['findings'][number]['kind']) =>
    found.findings.filter((one) => one.kind === kind).map(({ file }) => `/${file}`)
  const [shells, changed, foreign, uploaded] = [of('signature'), of('core-changed'), of('core-foreign'), of('php-in-uploads')]
  const isOtherVersion = changed.length > found.compared / 2
  return [
    ...sign('strong', shells, 'lets strangers run code on the server'),
    ...(isOtherVersion ? [] : sign('strong', changed, `is not as published with WordPress ${found.version}`)),
    ...infected(evidence, found.path),
    ...sign('medium', foreign, 'lies among the files of WordPress and is none of them'),
    ...sign('medium', uploaded, 'is code in the folder of uploads, where none belongs'),
  ]
}

// What a virus scanner of the host said of the files of this site: below its installation, or in a folder of its name.
function infected({ host, site }: Evidence, folder: string | null): Sign[] {
  const all = host?.silentFor === null ? (host.sample?.scanner?.infected ?? []) : []
  const isOurs = (file: string) => (folder === null ? isNamedFor(file, site.host) : file.startsWith(`${folder}/`))
  const ours = all.filter(({ file }) => isOurs(file))
  if (ours.length === 0) return []
  const because = `On the host ClamAV found ${list(ours.slice(0, 3).map(({ file, signature }) => `${file} (${signature})`))}.`
  return [{ strength: 'strong', because, facts: { files: ours.slice(0, 5).map(({ file }) => file).join(', ') } }] // prettier-ignore
}

function sign(strength: Sign['strength'], files: readonly string[], says: string): Sign[] {
  if (files.length === 0) return []
  const because = files.length === 1 ? `On the host: ${files[0]} ${says}.` : `On the host: each of ${list(files.slice(0, 3))} ${says}.`
  return [{ strength, because, facts: { files: files.slice(0, 5).join(', ') } }]
}

const installationOf = ({ host, site }: Evidence): Installation | null =>
  host?.silentFor === null ? folderOf(host.sample?.integrity?.installations ?? [], site.host, host.siblings.sites === 0) : null
