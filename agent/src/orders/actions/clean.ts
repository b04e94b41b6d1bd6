import { join } from 'node:path'
import { readPrograms } from '../../inventory/read-programs.ts'
import { Unable } from '../host-hand.ts'
import type { HostHand } from '../host-hand.ts'
import { putAside, sayPaths } from '../put-aside.ts'
import { findWebsite, versionOf, wpCommand } from '../website.ts'

const MINUTE = 60_000
const MOST_FILES = 500 // more is no stray file: a person looks first

/** What `wp core verify-checksums` complains of: files that differ, files that lack, and files that are none of this version. */
export function complaintsIn(output: string) {
  const of = (words: string) =>
    [...output.matchAll(new RegExp(`^Warning: ${words}: (.+)$`, 'gm'))].map(([, path]) => path!.trim()).filter(isBelow)
  return { differ: of("File doesn't verify against checksum"), lack: of("File doesn't exist"), foreign: of('File should not exist') }
}

const isBelow = (path: string) => /^\w[^\p{Cc}\\]{0,250}$/u.test(path) && !path.split('/').some((part) => part === '..' || part === '')

// What `wp plugin verify-checksums` says of a file, in its table.
const DIFFERS = /Checksum does not match|File was added|File is missing/

export const cleanCore: HostHand = {
  async steps({ site }, premises) {
    const website = findWebsite(site!, premises)
    const { version, locale } = versionOf(website)
    const asked = wpCommand(website, ['core', 'verify-checksums', `--version=${version}`, `--locale=${locale}`], premises)
    const { code, output } = await premises.run(asked)
    const { differ, lack, foreign } = complaintsIn(output)
    const touched = [...differ, ...foreign]
    if (touched.length + lack.length === 0) {
      throw new Unable(
        code === 0
          ? `Every file of WordPress ${version} in ${site} is as it was published.`
          : `The files could not be compared: ${output.trim().slice(-500)}`,
      )
    }
    if (touched.length > MOST_FILES)
      throw new Unable(`${touched.length} files differ: too many to replace without a person who looks first.`)
    const says = [
      `${differ.length} of the files of WordPress ${version} differ${differ.length ? `: ${sayPaths(differ)}` : ''}.`,
      `${lack.length} lack. ${foreign.length} are none of them${foreign.length ? `: ${sayPaths(foreign)}` : ''}.`,
    ].join(' ')
    return [
      { says, act: () => says },
      ...(touched.length > 0 ? putAside(website, touched, false, premises) : []),
      ...(foreign.length > 0 ? [{ program: '/usr/bin/rm', args: ['-f', '--', ...foreign.map((path) => join(website.site, path))], timeoutMs: MINUTE, as: website.owner }] : []), // prettier-ignore
      { ...wpCommand(website, ['core', 'download', '--force', '--skip-content', `--version=${version}`, `--locale=${locale}`], premises), timeoutMs: 10 * MINUTE }, // prettier-ignore
      asked,
    ]
  },
}

export const cleanPlugin: HostHand = {
  async steps({ site, plugin }, premises) {
    const website = findWebsite(site!, premises)
    const installed = readPrograms([website.site])[0]?.plugins.find(([name]) => name === plugin!.toLowerCase())
    if (!installed) throw new Unable(`There is no plugin ${plugin} in ${site}, or it does not say its version.`)
    const asked = wpCommand(website, ['plugin', 'verify-checksums', plugin!], premises)
    const { code, output } = await premises.run(asked)
    const name = `${plugin} ${installed[1]}`
    // What is not in the directory of WordPress has no published sums, and nothing good to be put in its place.
    if (/could not retrieve/i.test(output)) throw new Unable(`${name} was not published where its files could be compared.`)
    if (code === 0) throw new Unable(`Every file of ${name} is as it was published.`)
    if (!DIFFERS.test(output)) throw new Unable(`The files of ${name} could not be compared: ${output.trim().slice(-500)}`)
    const says = `${name} is not as it was published:\n${output.trim().slice(0, 3000)}`
    return [
      { says, act: () => says },
      ...putAside(website, [`wp-content/plugins/${plugin}`], false, premises),
      { ...wpCommand(website, ['plugin', 'install', plugin!, `--version=${installed[1]}`, '--force'], premises), timeoutMs: 10 * MINUTE },
      asked,
    ]
  },
}
