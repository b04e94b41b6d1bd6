import type { Exchange } from './host.ts'
import { aboutPage, frontPage } from './site-pages.ts'
import type { Website } from './sites.ts'

/** How a website answers a request. */
export type SiteAnswer = (exchange: Exchange, site: Website) => void | Promise<void>

/** Headers in the order in which they are sent. */
export type Headers = readonly (readonly [string, string])[]
export type Body = string | ((site: Website, exchange: Exchange) => string)

const HTML = ['content-type', 'text/html; charset=utf-8'] as const

/** The same answer to every request, by http and https: a status, headers in this order, a body that may name the site. */
export const says =
  (status: number, headers: Headers, body: Body): SiteAnswer =>
  (exchange, site) =>
    reply(exchange.response, status, headers, typeof body === 'string' ? body : body(site, exchange))

/** Leads every request elsewhere. */
export const leadsTo =
  (status: number, to: (site: Website, exchange: Exchange) => string, headers: Headers = [['server', 'nginx']]): SiteAnswer =>
  (exchange, site) =>
    reply(exchange.response, status, [...headers, ['location', to(site, exchange)]], '')

/** One answer for those paths, another for the rest. */
export const byPath =
  (paths: Readonly<Record<string, SiteAnswer>>, otherwise: SiteAnswer): SiteAnswer =>
  (exchange, site) =>
    (paths[pathOf(exchange)] ?? otherwise)(exchange, site)

/** What PHP would have made fails; files that the web server reads from the disk are well. */
export const onlyPhp =
  (failing: SiteAnswer): SiteAnswer =>
  (exchange, site) =>
    (exchange.secure && STATIC_FILES[pathOf(exchange)] === undefined ? failing : wellPage)(exchange, site)

/** The healthy answer: pages and files over https; everything else is led there. */
export const wellPage: SiteAnswer = async (exchange, site) => {
  const { request, response, secure } = exchange
  if (!secure || ![site.name, site.address].includes(hostOf(request.headers.host)))
    return redirect(response, 301, `https://${site.name}${request.url ?? '/'}`)
  const path = pathOf(exchange)
  if (path === '/') return reply(response, 200, usualHeaders(site), await frontPage(site))
  if (path === '/about/') return reply(response, 200, usualHeaders(site), await aboutPage(site))
  const file = site.stack === 'WordPress' ? (STATIC_FILES[path] ?? WORDPRESS_PATHS[path]) : undefined
  if (file)
    return reply(
      response,
      200,
      [
        ['server', 'nginx'],
        ['content-type', file.type],
      ],
      file.body,
    )
  return send(response, 404, `<!doctype html><title>Not found</title><p>There is no such page on ${site.name}.`)
}

/** Files of WordPress itself, whose sums the list of `public-lists.ts` tells. */
export const STATIC_FILES: Readonly<Record<string, { readonly type: string; readonly body: string }>> = {
  '/wp-includes/css/dist/block-library/style.min.css': {
    type: 'text/css',
    body: '.wp-block-image img{max-width:100%}.wp-block-quote{padding-left:1em}\n',
  },
  '/wp-includes/js/wp-embed.min.js': {
    type: 'text/javascript',
    body: '!function(d,l){"use strict";l.wp=l.wp||{};l.wp.receiveEmbedMessage=d}(null,window);\n',
  },
  '/wp-includes/js/jquery/jquery.min.js': {
    type: 'text/javascript',
    body: '/*! jQuery v3.7.1, as far as the lab needs it */!function(e){"use strict";e.jQuery=e.$=function(t){return t}}(window);\n',
  },
  '/wp-includes/js/comment-reply.min.js': {
    type: 'text/javascript',
    body: 'window.addComment=function(e){return{init:function(){return e}}}(window);\n',
  },
}

/** Of those, what the next version changed. */
export const NEXT_FILES: typeof STATIC_FILES = {
  '/wp-includes/js/comment-reply.min.js': {
    type: 'text/javascript',
    body: 'window.addComment=function(e){return{init:function(){return e.document}}}(window);\n',
  },
}
const WORDPRESS_PATHS: typeof STATIC_FILES = {
  '/wp-json/': { type: 'application/json', body: '{"namespaces":["oembed/1.0","wp/v2"]}' },
  '/wp-login.php': {
    type: 'text/html; charset=utf-8',
    body: '<!doctype html><title>Log In</title><form id="loginform" action="/wp-login.php" method="post"></form>',
  },
}

export const usualHeaders = (site: Website): Headers => [
  ['server', 'nginx'],
  HTML,
  ...(site.stack === 'WordPress' ? ([['link', `<https://${site.name}/wp-json/>; rel="https://api.w.org/"`]] as const) : []),
]

export const serverError = says(
  500,
  [['server', 'nginx'], HTML],
  '<!doctype html><title>500 Internal Server Error</title><h1>Internal Server Error</h1><p>The server met an unexpected condition.</p>',
)

/** The host that a request names, without its port. */
export const hostOf = (header: string | undefined): string => (header ?? '').replace(/:\d+$/, '').toLowerCase()

export const pathOf = ({ request }: Exchange): string => new URL(request.url ?? '/', 'http://site').pathname

export const send = (response: Exchange['response'], status: number, body: string) =>
  reply(response, status, [['server', 'nginx'], HTML], body)

/** Sends an answer with its headers in the order given. Without a content type it is HTML. */
export function reply(response: Exchange['response'], status: number, headers: Headers, body: string) {
  const typed = headers.some(([name]) => name === 'content-type') || body === '' ? headers : [...headers, HTML]
  response.writeHead(status, [...typed, ['content-length', String(Buffer.byteLength(body))]].flat())
  response.end(body)
}

function redirect(response: Exchange['response'], status: number, location: string) {
  reply(
    response,
    status,
    [
      ['location', location],
      ['server', 'nginx'],
    ],
    '',
  )
}
