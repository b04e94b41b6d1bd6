import * as bad from '../pages/compromised-pages.ts'
import { document } from '../pages/document.ts'
import { leadsTo, says, wellPage, type Headers } from '../site-answers.ts'
import { alsoSays, exceptFor, onceByCookie } from '../bent-answers.ts'
import type { Exchange } from '../host.ts'
import type { FaultEntry } from './fault.ts'

const NGINX: Headers = [['server', 'nginx']]
const agentOf = ({ request }: Exchange): string => request.headers['user-agent'] ?? ''
const refererOf = ({ request }: Exchange): string => request.headers.referer ?? ''
const isNoCrawler = (exchange: Exchange) => !/googlebot|bingbot/i.test(agentOf(exchange))
const isNoPhone = (exchange: Exchange) => !/iphone|android|mobile/i.test(agentOf(exchange))
const comesNotFromSearch = (exchange: Exchange) => !/google\.|facebook\.|yahoo\.|instagram\.|bing\./.test(refererOf(exchange))
const toStranger = leadsTo(302, () => 'https://pills7.stranger.example/win?src=seo', NGINX)

/** What intruders do to a site, as far as one sees it from outside (causes.md 2.10). */
export const SECURITY_FAULTS: readonly FaultEntry[] = [
  {
    id: 'cloaked-spam',
    row: 63,
    description: 'Search engines get a pharmacy; visitors get the site.',
    answer: exceptFor(isNoCrawler, says(200, NGINX, bad.pharmaPage)),
    variants: {
      japanese: { answer: exceptFor(isNoCrawler, says(200, NGINX, bad.JAPANESE_PAGE)) },
      casino: { answer: exceptFor(isNoCrawler, says(200, NGINX, bad.CASINO_PAGE)) },
      'links-only': {
        answer: exceptFor(isNoCrawler, alsoSays('end', `<div style="position:absolute;left:-9999px">${bad.PHARMA_LINKS}</div>`)),
        description: 'Search engines get the site with sixty hidden links.',
      },
    },
  },
  {
    id: 'referrer-redirect',
    row: 64,
    description: 'Visitors who come from a search engine are led to a stranger, once.',
    answer: exceptFor(comesNotFromSearch, onceByCookie(toStranger, wellPage)),
    variants: {
      mobile: {
        answer: exceptFor(isNoPhone, onceByCookie(toStranger, wellPage)),
        description: 'Visitors with a telephone are led to a stranger, once.',
      },
      always: { answer: exceptFor(comesNotFromSearch, toStranger) },
    },
  },
  {
    id: 'foreign-siteurl',
    row: 64,
    description: 'The site’s own address was overwritten: WordPress leads everybody to a stranger.',
    fits: 'wordpress',
    answer: leadsTo(301, () => 'https://pills7.stranger.example/', [...NGINX, ['x-redirect-by', 'WordPress']]),
    variants: { 'without-name': { answer: toStranger, description: 'Everybody is led to a stranger.', fits: 'any' } },
  },
  {
    id: 'injected-script',
    row: 65,
    description: 'Every page loads a script from a host that nobody knows.',
    answer: alsoSays('head', bad.INJECTED_SCRIPT),
    variants: {
      obfuscated: { answer: alsoSays('end', bad.INJECTED_CODES) },
      'before-doctype': { answer: alsoSays('before', bad.INJECTED_CODES) },
      'after-html': { answer: alsoSays('after', bad.INJECTED_SCRIPT) },
      'fake-captcha': {
        answer: alsoSays('end', bad.FAKE_CAPTCHA),
        description: 'Every page asks visitors to prove that they are human by running a command.',
      },
    },
  },
  {
    id: 'defaced',
    row: 66,
    description: 'Somebody put up a page of their own.',
    answer: says(200, NGINX, bad.DEFACED),
    variants: {
      plain: { answer: says(200, [['server', 'Apache']], bad.DEFACED_PLAIN) },
      german: { answer: says(200, NGINX, bad.DEFACED_GERMAN) },
      'image-only': {
        answer: says(200, NGINX, document('.', '<img src="/h.jpg" alt="">')),
        description: 'A single picture, and none of the site’s words.',
      },
    },
  },
  {
    id: 'page-miner',
    row: 67,
    description: 'Every page makes its visitors’ browsers mine.',
    answer: alsoSays('end', bad.MINER_COINHIVE),
    variants: {
      wasm: { answer: alsoSays('end', bad.MINER_WASM) },
      cryptoloot: { answer: alsoSays('head', bad.MINER_CRYPTOLOOT) },
    },
  },
  {
    id: 'blocklisted',
    row: null,
    description: 'The list of dangerous sites has the site; its pages look as ever.',
    blocklist: 'SOCIAL_ENGINEERING',
    variants: { malware: { blocklist: 'MALWARE' } },
  },
]
