import { setTimeout as pause } from 'node:timers/promises'
import { isUnderRange, OTHER_COUNTRY } from './addresses.ts'
import type { Exchange } from './host.ts'
import { article } from './pages/article.ts'
import { pathOf, reply, send, STATIC_FILES, usualHeaders, wellPage, type Headers, type SiteAnswer } from './site-answers.ts'
import { aboutPage, emptiedPage, frontPage } from './site-pages.ts'

const SLOW_MS = 2000

/** The healthy answer, after a while. */
export const slowlyWell =
  (afterMs: number): SiteAnswer =>
  async (exchange, site) => {
    await pause(afterMs, undefined, { ref: false })
    if (!exchange.response.destroyed) await wellPage(exchange, site)
  }

export const slowPage = slowlyWell(SLOW_MS)

export const pageWithoutPhrase: SiteAnswer = async (exchange, site) =>
  exchange.secure ? send(exchange.response, 200, await emptiedPage(site)) : wellPage(exchange, site)

/** Lets those through to the healthy site for whom `isFree` holds. */
export const exceptFor =
  (isFree: (exchange: Exchange) => boolean, wall: SiteAnswer): SiteAnswer =>
  (exchange, site) =>
    (isFree(exchange) ? wellPage : wall)(exchange, site)

/** Whether a client names itself as people's browsers do. */
export const looksLikeBrowser = ({ request }: Exchange): boolean =>
  /^Mozilla\/5\.0 \((Windows|Macintosh|X11|Linux|iPhone|Android)/.test(request.headers['user-agent'] ?? '')

/** Whether a client comes from the lab's other country. */
export const isFromElsewhere = ({ request }: Exchange): boolean => isUnderRange(request.socket.remoteAddress ?? '', OTHER_COUNTRY)

/** Leads a visitor away who has not been led away before, as a cookie remembers. */
export const onceByCookie =
  (first: SiteAnswer, later: SiteAnswer): SiteAnswer =>
  (exchange, site) => {
    if (exchange.request.headers.cookie?.includes('wp_seen=1')) return later(exchange, site)
    exchange.response.appendHeader('set-cookie', 'wp_seen=1; Path=/; Max-Age=86400')
    return first(exchange, site)
  }

/** The first visit is led back to the same address with a cookie; whoever brings it is let in. */
export const cookieThenWell: SiteAnswer = (exchange, site) => {
  if (!exchange.secure || exchange.request.headers.cookie?.includes('visitor=')) return wellPage(exchange, site)
  const headers: Headers = [
    ['server', 'nginx'],
    ['set-cookie', 'visitor=1; Path=/; Secure'],
    ['location', `https://${site.name}${exchange.request.url ?? '/'}`],
  ]
  return reply(exchange.response, 302, headers, '')
}

/** One answer after another, and again from the start; counted for each site by itself. */
export function inTurn(answers: readonly (SiteAnswer | 'well')[]): SiteAnswer {
  const counts = new Map<string, number>()
  return (exchange, site) => {
    const count = counts.get(site.name) ?? 0
    counts.set(site.name, count + 1)
    const answer = answers[count % answers.length]!
    return (answer === 'well' ? wellPage : answer)(exchange, site)
  }
}

/** Takes the request and says nothing until the client leaves or the site is mended. */
export const neverAnswers: SiteAnswer = ({ request: { socket }, hold }) => hold(socket)

/** The usual pages; files of WordPress itself come bent. */
export const withFiles =
  (bend: (path: string, body: string) => string, type?: string): SiteAnswer =>
  (exchange, site) => {
    const path = pathOf(exchange)
    const file = exchange.secure ? STATIC_FILES[path] : undefined
    if (!file) return wellPage(exchange, site)
    return reply(exchange.response, 200, [['server', 'nginx'], ['content-type', type ?? file.type]], bend(path, file.body)) // prettier-ignore
  }

/** The usual pages with something more on each: before the document, in its head, in its text, at its end or after it. */
export const alsoSays =
  (where: 'before' | 'head' | 'main' | 'end' | 'after', more: string): SiteAnswer =>
  async (exchange, site) => {
    const path = pathOf(exchange)
    if (!exchange.secure || (path !== '/' && path !== '/about/')) return wellPage(exchange, site)
    const page = await (path === '/' ? frontPage(site) : aboutPage(site))
    return reply(exchange.response, 200, usualHeaders(site), PLACES[where](page, more))
  }

const PLACES: Readonly<Record<Parameters<typeof alsoSays>[0], (page: string, more: string) => string>> = {
  before: (page, more) => `${more}\n${page}`,
  head: (page, more) => page.replace('</head>', () => `${more}</head>`),
  main: (page, more) => page.replace('</main>', () => `${more}</main>`),
  end: (page, more) => page.replace('</body>', () => `${more}</body>`),
  after: (page, more) => `${page}\n${more}`,
}

/** The front page with a very long article on it. */
export const withArticle = (language: 'en' | 'de'): SiteAnswer => alsoSays('main', article(language))

/** The front page, cut in the middle: it simply `ends`, it `breaks` before its announced length, or it ends in a `fatal` error of PHP. */
export const cutPage =
  (how: 'ends' | 'breaks' | 'fatal'): SiteAnswer =>
  async (exchange, site) => {
    if (!exchange.secure) return wellPage(exchange, site)
    const whole = await frontPage(site)
    const half = whole.slice(0, whole.indexOf('<main>') + 60)
    if (how === 'ends') return reply(exchange.response, 200, usualHeaders(site), half)
    const fatal = '<br />\n<b>Fatal error</b>:  Uncaught TypeError: count() in /var/www/html/wp-content/themes/quay/front-page.php:31'
    if (how === 'fatal') return reply(exchange.response, 200, usualHeaders(site), half + fatal)
    exchange.response.writeHead(200, [...usualHeaders(site), ['content-length', String(Buffer.byteLength(whole))]].flat())
    exchange.response.write(half, () => exchange.response.destroy())
  }
