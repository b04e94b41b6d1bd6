import * as defaults from '../pages/default-pages.ts'
import * as platform from '../pages/platform-pages.ts'
import * as suspended from '../pages/suspended-pages.ts'
import { byPath, leadsTo, says, type Body, type Headers } from '../site-answers.ts'
import type { FaultEntry } from './fault.ts'

const NGINX: Headers = [['server', 'nginx']]
const APACHE: Headers = [['server', 'Apache']]
const LITESPEED: Headers = [
  ['x-powered-by', 'PHP/8.2.29'],
  ['server', 'LiteSpeed'],
]
const SUSPENDED_PATH = '/cgi-sys/suspendedpage.cgi'
const toNotice = (notice: Body, status = 302) =>
  byPath(
    { [SUSPENDED_PATH]: says(200, APACHE, notice) },
    leadsTo(status, ({ name }, { secure }) => `${secure ? 'https' : 'http'}://${name}${SUSPENDED_PATH}`, APACHE),
  )
const vercel = (status: number, code: string, sentence: string) =>
  says(
    status,
    [
      ['server', 'Vercel'],
      ['x-vercel-error', code],
      ['x-vercel-id', 'lab1::x7k2p-1763768000000-0a1b2c3d4e5f'],
    ],
    platform.vercel(status, code, sentence),
  )
const page = (status: number, body: Body, headers: Headers = NGINX) => says(status, headers, body)
const wpEngine: Headers = [...NGINX, ['x-powered-by', 'WP Engine']]
const heroku: Headers = [['server', 'Cowboy']]

/** Accounts that a host switched off, sites that a platform does not know, servers that show their own page. */
export const HOSTING_FAULTS: readonly FaultEntry[] = [
  {
    id: 'suspended',
    row: 38,
    description: 'The host suspended the account: every page leads to its notice.',
    answer: toNotice(suspended.CPANEL_SUSPENDED),
    variants: {
      styled: { answer: toNotice(suspended.CPANEL_SUSPENDED_STYLED, 301) },
      'meta-refresh': {
        answer: byPath(
          { [SUSPENDED_PATH]: says(200, APACHE, suspended.CPANEL_SUSPENDED_STYLED) },
          page(200, suspended.CPANEL_SUSPENDED_REFRESH, APACHE),
        ),
      },
      'behind-edge': { edge: { brand: 'cloudflare' } },
      'spanish-theme': { answer: toNotice(suspended.SUSPENDED_SPANISH) },
      'no-redirect': {
        row: 39,
        answer: page(200, suspended.CPANEL_SUSPENDED, APACHE),
        description: 'Every page is the notice itself, with status 200.',
      },
      'no-redirect-spanish': { row: 39, answer: page(200, suspended.SUSPENDED_SPANISH, LITESPEED) },
      'no-redirect-german': { row: 39, answer: page(200, suspended.SUSPENDED_GERMAN) },
      'no-redirect-french': { row: 39, answer: page(403, suspended.SUSPENDED_FRENCH) },
      reseller: { row: 39, answer: page(200, suspended.RESELLER_SUSPENDED, LITESPEED) },
      plesk: { row: 39, answer: page(503, suspended.PLESK_SUSPENDED, [...NGINX, ['x-powered-by', 'PleskLin']]) },
    },
  },
  {
    id: 'suspended-unpaid',
    row: 40,
    fits: 'panel',
    description: 'The account is suspended, and the panel says that the invoice was not paid.',
    answer: toNotice(suspended.CPANEL_SUSPENDED),
    suspension: { reason: 'Nonpayment', plesk: 272 },
    variants: {
      overdue: {
        answer: page(200, suspended.CPANEL_SUSPENDED_STYLED, APACHE),
        suspension: { reason: 'Overdue on Payment (invoice 20931)', plesk: 272 },
      },
      plesk: {
        answer: page(503, suspended.PLESK_SUSPENDED, [...NGINX, ['x-powered-by', 'PleskLin']]),
        suspension: { reason: 'Unknown', plesk: 272 },
        description: 'The panel says only that the subscription has run out.',
      },
    },
  },
  {
    id: 'suspended-for-resources',
    row: 49,
    fits: 'panel',
    description: 'The account is suspended, and the panel says that it used too much of the server.',
    answer: toNotice(suspended.CPANEL_SUSPENDED),
    suspension: { reason: 'Excessive resource usage (CPU)', plesk: 16 },
    variants: {
      bandwidth: {
        answer: page(200, suspended.CPANEL_SUSPENDED_STYLED, APACHE),
        suspension: { reason: 'Bandwidth limit exceeded', plesk: 16 },
      },
    },
  },
  {
    id: 'suspended-for-abuse',
    row: 41,
    fits: 'panel',
    description: 'The account is suspended for malware: the panel says so, and the list of dangerous sites has it.',
    answer: toNotice(suspended.CPANEL_SUSPENDED),
    suspension: { reason: 'Abuse: malware', plesk: 32 },
    blocklist: 'MALWARE',
    variants: {
      phishing: {
        answer: page(200, suspended.CPANEL_SUSPENDED_STYLED, LITESPEED),
        suspension: { reason: 'Phishing report #5531', plesk: 16 },
        blocklist: 'SOCIAL_ENGINEERING',
      },
      'list-only': {
        fits: 'any',
        suspension: { reason: 'Unknown', plesk: 16 },
        blocklist: 'MALWARE',
        description: 'The panel does not say why; the list of dangerous sites does.',
      },
    },
  },
  {
    id: 'platform-unpaid',
    row: 42,
    description: 'The platform answers 402: the deployment was disabled.',
    answer: vercel(402, 'DEPLOYMENT_DISABLED', 'This deployment is temporarily unavailable. Payment required.'),
    variants: {
      'bare-402': { answer: page(402, '<h1>402 Payment Required</h1>') },
      shopify: {
        answer: page(402, platform.SHOPIFY_UNAVAILABLE, [
          ['server', 'cloudflare'],
          ['x-shopid', '61234567'],
        ]),
      },
      'shopify-shop': { answer: page(200, platform.SHOPIFY_SHOP_UNAVAILABLE, [['x-shopid', '61234567']]) },
      squarespace: { answer: page(404, platform.SQUARESPACE_EXPIRED, [['server', 'Squarespace']]) },
      tilda: { answer: page(200, platform.TILDA_UNPAID) },
    },
  },
  {
    id: 'platform-paused',
    row: 42,
    description: 'The platform paused the deployment.',
    answer: vercel(503, 'DEPLOYMENT_PAUSED', 'This deployment is temporarily paused.'),
    variants: {
      blocked: { answer: vercel(403, 'DEPLOYMENT_BLOCKED', 'This deployment is blocked.') },
      throttled: { row: 49, answer: vercel(503, 'FUNCTION_THROTTLED', 'The function was throttled.') },
      'function-timeout': { row: 50, answer: vercel(504, 'FUNCTION_INVOCATION_TIMEOUT', 'The function did not return in time.') },
    },
  },
  {
    id: 'platform-unmapped',
    row: 43,
    description: 'The platform receives the visitors and has no site of this name.',
    answer: page(404, platform.WPENGINE_UNMAPPED, wpEngine),
    variants: {
      'wp-engine-short': { answer: page(404, platform.WPENGINE_NOT_FOUND, wpEngine) },
      vercel: { row: 42, answer: vercel(404, 'DEPLOYMENT_NOT_FOUND', 'The deployment could not be found.') },
      'vercel-deleted': { row: 42, answer: vercel(410, 'DEPLOYMENT_DELETED', 'The deployment was deleted.') },
      wix: { row: 42, answer: page(404, platform.WIX_UNCONNECTED, [['server', 'Pepyaka']]) },
      flywheel: { answer: page(404, platform.FLYWHEEL_UNMAPPED, [...NGINX, ['x-fw-server', 'Flywheel/5.1.0']]) },
      kinsta: { answer: page(404, platform.KINSTA_UNMAPPED) },
      pantheon: { answer: page(404, platform.pantheonUnknown, [...NGINX, ['x-pantheon-styx-hostname', 'styx-lab-7b6']]) },
      heroku: { answer: page(404, platform.HEROKU_NO_APP, heroku) },
      s3: {
        answer: page(404, platform.s3NoBucket, [
          ['server', 'AmazonS3'],
          ['content-type', 'application/xml'],
        ]),
      },
      's3-website': { answer: page(404, platform.s3NoBucketHtml, [['server', 'AmazonS3']]) },
      'github-pages': { answer: page(404, platform.GITHUB_PAGES_404, [['server', 'GitHub.com']]) },
      netlify: {
        answer: page(404, platform.NETLIFY_404, [
          ['server', 'Netlify'],
          ['x-nf-request-id', '01KALAB7Q8ZB0X9N5E3M2T4RVW'],
          ['content-type', 'text/plain; charset=utf-8'],
        ]),
      },
      dreamhost: { answer: page(404, platform.DREAMHOST_404, APACHE) },
      acquia: { answer: page(404, platform.ACQUIA_404) },
      digitalocean: { answer: page(404, platform.DIGITALOCEAN_404) },
      'wordpress-com': { answer: page(404, platform.WORDPRESS_COM) },
    },
  },
  {
    id: 'platform-crashed',
    row: 57,
    description: 'The platform has the site; its application crashed.',
    answer: page(503, platform.HEROKU_CRASHED, heroku),
  },
  {
    id: 'default-page',
    row: 11,
    description: 'The site’s own server shows the page of a server that nobody has set up.',
    answer: page(200, defaults.NGINX_DEFAULT),
    variants: {
      debian: { answer: page(200, defaults.APACHE_DEBIAN, [['server', 'Apache/2.4.65 (Debian)']]) },
      ubuntu: { answer: page(200, defaults.APACHE_UBUNTU, [['server', 'Apache/2.4.58 (Ubuntu)']]) },
      'it-works': { answer: page(200, defaults.IT_WORKS, APACHE) },
      almalinux: { answer: page(403, defaults.ALMA_TEST_PAGE, [['server', 'Apache/2.4.62 (AlmaLinux)']]) },
      cpanel: {
        answer: byPath(
          { '/cgi-sys/defaultwebpage.cgi': page(200, defaults.CPANEL_DEFAULT, APACHE) },
          page(200, defaults.CPANEL_REFRESH, APACHE),
        ),
      },
      plesk: { answer: page(200, defaults.PLESK_DEFAULT, [...NGINX, ['x-powered-by', 'PleskLin']]) },
      'plesk-domain': { answer: page(200, defaults.PLESK_DOMAIN_DEFAULT) },
      iis: { answer: page(200, defaults.IIS_DEFAULT, [['server', 'Microsoft-IIS/10.0']]) },
      'index-of': { answer: page(200, defaults.INDEX_OF, APACHE), description: 'The files are gone: the server lists an empty directory.' },
      placeholder: { answer: page(200, defaults.PLACEHOLDER) },
      'litespeed-404': { answer: page(404, defaults.LITESPEED_404, LITESPEED) },
    },
  },
  {
    id: 'provider-outage',
    row: 44,
    description: 'The host’s network is down: nothing answers. Meant for a whole group, with its provider’s status feed.',
    transport: 'silent',
    variants: {
      refused: { transport: 'closed' },
      resets: { transport: 'reset' },
    },
  },
]
