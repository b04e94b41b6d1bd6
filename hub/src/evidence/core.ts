import { createHash } from 'node:crypto'
import type { CoreEvidence } from '../domain/diagnosis/evidence.ts'
import type { Collector, Subject } from './collector.ts'
import { publishedSums } from './published-sums.ts'
import { AS_BROWSER, visitPage } from './visit-page.ts'
import type { Visit } from './visit-page.ts'
import { zoneOf } from './zone-of.ts'

const STYLE = 'wp-includes/css/dist/block-library/style.min.css'
const EMBED = 'wp-includes/js/wp-embed.min.js'
const EMOJI = 'wp-includes/js/wp-emoji-release.min.js'

/** Files that every WordPress serves as it was published; those who break in like to add to them. */
const FILES = [STYLE, EMBED, EMOJI, 'wp-includes/js/jquery/jquery.min.js', 'wp-includes/js/jquery/jquery-migrate.min.js', 'wp-includes/js/comment-reply.min.js'] // prettier-ignore
const VERSION = /^(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3}))?$/
const STEP_MS = 3000 // for the page, the list and the files: less than a look takes
const FILE_BYTES = 512 * 1024
const MOST_KEPT = 50

type Sums = Readonly<Record<string, string>> // MD5 by path, of our files alone
const kept = new Map<string, Sums>() // what was published stays

const NO_WORDPRESS: CoreEvidence = { version: null, compared: 0, changed: [] }

/**
 * Compares a few files of WordPress itself, as the site serves them, with the published sums of its version (causes.md 1.8 as far as it
 * shows from outside). A file as another version has it is none that somebody changed: the page that named the version was an old copy.
 */
export const core: Collector<'core'> = {
  key: 'core',
  async collect(subject) {
    if (subject.wordpressChecksums === null) return null
    const visit = await visitPage(pastCaches(subject), around(subject, subject.silent))
    const [version, base] = [versionOf(visit), baseOf(visit, subject)]
    if (version === null || base === null) return NO_WORDPRESS
    const published = await sumsOf(version, subject)
    if (published === null) return null
    const served = await Promise.all(Object.keys(published).map(async (path) => ({ path, sum: await sumAt(new URL(path, base), subject) })))
    const compared = served.filter(({ sum }) => sum !== null)
    const odd = compared.filter(({ path, sum }) => sum !== published[path])
    const others = odd.length === 0 ? [] : await Promise.all(versionsAfter(version).map((later) => sumsOf(later, subject)))
    const changed = odd.filter(({ path, sum }) => !others.some((sums) => sums?.[path] === sum))
    return { version, compared: compared.length, changed: changed.map(({ path }) => path) }
  },
}

const around = ({ network, signal }: Subject, ...more: readonly AbortSignal[]) => ({
  network,
  signal: AbortSignal.any([signal, AbortSignal.timeout(STEP_MS), ...more]),
})

function pastCaches({ url, now }: Subject): URL {
  const fresh = new URL(url)
  fresh.searchParams.set('allclear', String(now()))
  return fresh
}

// WordPress names its version in the page, and behind the files that have none of their own.
function versionOf({ generator, assets }: Visit): string | null {
  const told = /^wordpress ([\d.]+)$/i.exec(generator ?? '')?.[1]
  const own = assets
    .flatMap((asset) => URL.parse(asset) ?? [])
    .find(({ pathname }) => [STYLE, EMBED, EMOJI].some((file) => pathname.endsWith(`/${file}`)))
  const version = told ?? own?.searchParams.get('ver') ?? ''
  return VERSION.test(version) ? version : null
}

// Where WordPress lies on the site; null when visitors are led to somebody else's.
function baseOf({ finalUrl, assets }: Visit, { domain }: Subject): URL | null {
  const at = URL.parse(finalUrl ?? '')
  if (at === null || zoneOf(at.hostname.replace(/^\[|\]$/g, '')) !== domain) return null
  const path = assets
    .map((asset) => /^(.*?\/)wp-(?:includes|content)\//.exec(URL.parse(asset)?.pathname ?? '')?.[1])
    .find((one) => one !== undefined)
  return new URL(path ?? '/', at)
}

// Of other versions, those that an update would have led to.
function versionsAfter(version: string): string[] {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  const following = minor === 9 ? `${major + 1}.0` : `${major}.${minor + 1}`
  return [`${major}.${minor}.${patch + 1}`, `${major}.${minor}.${patch + 2}`, following]
}

async function sumsOf(version: string, subject: Subject): Promise<Sums | null> {
  const checksums = subject.wordpressChecksums!
  const known = kept.get(`${checksums} ${version}`)
  if (known) return known
  const published = await publishedSums({ checksums, ...around(subject) }, version, 'en_US') // scripts and styles are the same in every language
  if (!published) return null
  const sums = Object.fromEntries(FILES.flatMap((path) => (published[path] === undefined ? [] : [[path, published[path]]])))
  kept.set(`${checksums} ${version}`, sums)
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!)
  return sums
}

async function sumAt(url: URL, subject: Subject): Promise<string | null> {
  const { network, signal } = around(subject, subject.silent)
  const order = { url: url.href, headers: AS_BROWSER, insecure: true, binary: true, maxBytes: FILE_BYTES }
  const answer = await network.request(order, { signal })
  // A page in place of a file is a wall or a missing file that is told with 200.
  const isFile = answer.ok && answer.status === 200 && answer.complete && !(answer.headers['content-type'] ?? '').includes('html')
  return isFile ? createHash('md5').update(Buffer.from(answer.body, 'latin1')).digest('hex') : null
}
