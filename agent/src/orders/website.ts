import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { versionIn } from '../integrity/find-installations.ts'
import { readText } from '../metrics/files.ts'
import { Unable } from './host-hand.ts'
import type { Command, Owner, Premises } from './host-hand.ts'
import { lookAt } from './safe-files.ts'

/** A WordPress that the host's own settings name, and whose files it is made of. */
export type Website = { readonly site: string; readonly owner: Owner }

const MINUTE = 60_000

/** The folder of a website, if this host's own settings name it. */
export function namedFolder(site: string, { sites }: Pick<Premises, 'sites'>): string {
  if (sites.includes(site)) return site
  throw new Unable(`${site} is no website of this host: name it under "sites" in /etc/allclear/agent.json.`)
}

/** The WordPress in a folder that the host names. Its owner is whose file `wp-load.php` is; what belongs to root is nobody's to change from afar. */
export function findWebsite(folder: string, premises: Pick<Premises, 'sites'>): Website {
  const site = namedFolder(folder, premises)
  const { uid, gid } = lookAt(site, 'wp-load.php')
  if (uid === 0) throw new Unable(`${site} belongs to root, and nothing of a website is run as root: give it an owner of its own.`)
  return { site, owner: { uid, gid } }
}

/** A command of wp-cli, with the rights of the website's owner. Plugins and themes, where intruders live, are not loaded. */
export function wpCommand({ site, owner }: Website, args: readonly string[], { wp }: Pick<Premises, 'wp'>): Command {
  if (wp === null) throw new Unable('wp-cli is not installed on this host: put it at /usr/local/bin/wp.')
  const quiet = ['--skip-plugins', '--skip-themes', '--skip-packages', '--no-color']
  return { program: wp, args: [...args, `--path=${site}`, ...quiet], timeoutMs: 5 * MINUTE, as: owner }
}

/** The files and folders that WordPress itself is made of; `wp-config.php` and `wp-content` are the site's own. */
export const coreOf = (site: string): string[] => [
  ...['wp-admin', 'wp-includes'],
  ...readdirSync(site).filter((name) => /^[\w.-]+\.php$/.test(name) && name !== 'wp-config.php' && !name.startsWith('-')).toSorted(), // prettier-ignore
]

/** Which version and language of WordPress stands there. */
export function versionOf({ site }: Website): { readonly version: string; readonly locale: string } {
  const { version, locale } = versionIn(readText(join(site, 'wp-includes', 'version.php')) ?? '')
  if (version === null) throw new Unable(`${site} does not say which version of WordPress it is.`)
  return { version, locale }
}
