import type { PageEvidence } from '../domain/diagnosis/evidence.ts'
import { collapse } from './read-html.ts'
import type { ReadPage } from './read-html.ts'

const MOST_SCRIPT_HOSTS = 50
const MOST_PLUGINS = 100
const MOST_ASSETS = 20
const PLUGIN = /\/wp-content\/plugins\/([a-z0-9][a-z0-9._-]{0,80})\//i

type Making = Pick<PageEvidence, 'scriptHosts' | 'links' | 'plugins'> & { readonly assets: readonly string[] }

/** What a page is made of: whose scripts it runs, how many links lead away, the plugins its assets betray, and assets of its own to ask for. */
export function readMaking(
  { scripts, styles, links, generator }: Pick<ReadPage, 'scripts' | 'styles' | 'links' | 'generator'>,
  at: URL,
): Making {
  const parse = (addresses: readonly string[]) => addresses.flatMap((address) => webUrl(address, at))
  const made = parse([...scripts, ...styles])
  const isForeign = ({ hostname }: URL) => hostname !== at.hostname
  const hosts = parse(scripts).filter(isForeign).map(({ hostname }) => hostname) // prettier-ignore
  return {
    scriptHosts: [...new Set(hosts)].slice(0, MOST_SCRIPT_HOSTS),
    links: parse(links).filter(isForeign).length,
    plugins: pluginsIn(made, generator),
    assets: made
      .filter((url) => !isForeign(url))
      .map(({ href }) => href)
      .slice(0, MOST_ASSETS),
  }
}

function webUrl(address: string, at: URL): URL[] {
  const url = URL.parse(address, at.href)
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') ? [url] : []
}

// WordPress gives an asset that names no version its own: that says nothing of the plugin.
function pluginsIn(made: readonly URL[], generator: string | null): string[] {
  const core = /^wordpress ([\d.]+)/i.exec(generator ?? '')?.[1] ?? null
  const versions = new Map<string, string | null>()
  for (const url of made) {
    const slug = PLUGIN.exec(url.pathname)?.[1]?.toLowerCase()
    const version = /^[\w.+-]{1,40}$/.exec(url.searchParams.get('ver') ?? '')?.[0] ?? null
    const own = version === core ? null : version
    if (slug !== undefined && (versions.get(slug) ?? null) === null && (versions.has(slug) || versions.size < MOST_PLUGINS)) {
      versions.set(slug, own)
    }
  }
  return [...versions].map(([slug, version]) => collapse(version === null ? slug : `${slug} ${version}`))
}
