import * as wp from '../pages/wordpress-pages.ts'
import { byPath, leadsTo, onlyPhp, says, type Headers, type SiteAnswer } from '../site-answers.ts'
import { cutPage, withFiles } from '../bent-answers.ts'
import type { FaultEntry } from './fault.ts'

const NGINX: Headers = [['server', 'nginx']]
const APACHE: Headers = [
  ['server', 'Apache/2.4.65 (Debian)'],
  ['x-powered-by', 'PHP/8.2.29'],
]
const NO_CACHE: Headers = [
  ['expires', 'Wed, 11 Jan 1984 05:00:00 GMT'],
  ['cache-control', 'no-cache, must-revalidate, max-age=0'],
]
const wpFails = (status: number, body: string, headers: Headers = NGINX): SiteAnswer =>
  onlyPhp(says(status, [...headers, ...NO_CACHE], body))
const wpLeads = (path: string, page: string, status = 302): SiteAnswer =>
  onlyPhp(
    byPath(
      { [path]: says(200, NGINX, page) },
      leadsTo(status, ({ name }) => `https://${name}${path}`, [...NGINX, ['x-redirect-by', 'WordPress']]),
    ),
  )
const wpMaintained = (body: string, headers: Headers = NGINX) => wpFails(503, body, [...headers, ['retry-after', '600']])

const INJECTED = ';var _0x4f2a=["\\x68\\x74\\x74\\x70"];(function(d){d.createElement(_0x4f2a[0])})(document);\n'

/** What becomes of WordPress and PHP when their database, files or configuration are gone (causes.md 2.4). */
export const APP_FAULTS: readonly FaultEntry[] = [
  {
    id: 'database-error',
    row: 53,
    description: 'WordPress cannot reach its database; from outside nobody can tell why.',
    fits: 'wordpress',
    answer: wpFails(500, wp.DB_ERROR),
    variants: {
      german: { fits: 'german', answer: wpFails(500, wp.DB_ERROR_GERMAN, APACHE) },
      spanish: { answer: wpFails(500, wp.DB_ERROR_SPANISH) },
      'custom-page': {
        answer: wpFails(500, wp.DB_ERROR_CUSTOM),
        description: 'The site has a page of its own for the case (db-error.php).',
      },
      repair: { answer: wpFails(500, wp.DB_REPAIR, APACHE) },
      'behind-edge': { edge: { brand: 'cloudflare' } },
    },
  },
  {
    id: 'database-full-up',
    row: 54,
    description: 'The database takes no more connections, and the error page names the number: 1040.',
    answer: onlyPhp(says(500, NGINX, wp.DB_1040)),
    variants: {
      framework: { answer: onlyPhp(says(500, APACHE, wp.DB_1040_FRAMEWORK)) },
      'user-limit': { answer: onlyPhp(says(500, APACHE, wp.DB_1226)), description: 'The plan allows no more queries in this hour: 1226.' },
    },
  },
  {
    id: 'database-login-refused',
    row: 55,
    description: 'The database refuses the password, and the error page names the number: 1045.',
    answer: onlyPhp(says(500, NGINX, wp.DB_1045)),
    variants: {
      framework: { answer: onlyPhp(says(500, APACHE, wp.DB_1045_FRAMEWORK)) },
      'no-such-database': { answer: onlyPhp(says(500, NGINX, wp.DB_1049)) },
    },
  },
  {
    id: 'not-installed',
    row: 56,
    description: 'The database is empty: WordPress leads every visitor to its installer.',
    fits: 'wordpress',
    answer: wpLeads('/wp-admin/install.php', wp.INSTALLER),
    variants: {
      permanent: { answer: wpLeads('/wp-admin/install.php', wp.INSTALLER, 301) },
      german: { fits: 'german', answer: wpLeads('/wp-admin/install.php', wp.INSTALLER_GERMAN) },
      'behind-edge': { edge: { brand: 'cloudflare' } },
    },
  },
  {
    id: 'config-missing',
    row: null,
    description: 'The file wp-config.php is gone: WordPress leads every visitor to its setup.',
    fits: 'wordpress',
    answer: wpLeads('/wp-admin/setup-config.php', wp.SETUP_CONFIG),
  },
  {
    id: 'critical-error',
    row: 57,
    description: 'A plugin fails: WordPress says that there has been a critical error.',
    fits: 'wordpress',
    answer: wpFails(500, wp.CRITICAL),
    variants: {
      german: { fits: 'german', answer: wpFails(500, wp.CRITICAL_GERMAN, APACHE) },
      'with-path': { answer: wpFails(500, wp.CRITICAL_DEBUG, APACHE), description: 'Debugging is on: the page names the plugin.' },
      memory: { answer: wpFails(500, wp.PHP_MEMORY, APACHE), description: 'PHP ran out of memory.' },
      'parse-error': { answer: wpFails(500, wp.PHP_PARSE) },
      'parse-error-200': { answer: wpFails(200, wp.PHP_PARSE), description: 'A parse error, shown with status 200.' },
      'php-too-old': { answer: wpFails(500, wp.PHP_TOO_OLD) },
      'mysql-missing': { answer: wpFails(500, wp.PHP_NO_MYSQL) },
      'disk-full': { answer: wpFails(500, wp.DISK_FULL, APACHE), description: 'PHP says that no space is left on the device.' },
      'behind-edge': { edge: { brand: 'sucuri' } },
    },
  },
  {
    id: 'blank-page',
    row: 58,
    description: 'Status 200 and not a single byte.',
    fits: 'wordpress',
    answer: wpFails(200, ''),
    variants: {
      chunked: { answer: onlyPhp(({ response }) => void response.writeHead(200, { server: 'nginx' }).end()) },
      'error-500': { answer: wpFails(500, '', APACHE), description: 'Status 500 and not a single byte.' },
    },
  },
  {
    id: 'page-cut-short',
    row: 59,
    description: 'The page ends in the middle, with status 200.',
    answer: cutPage('ends'),
    variants: {
      'by-length': { answer: cutPage('breaks'), description: 'The connection breaks before the announced length.' },
      'with-error': { answer: cutPage('fatal'), description: 'The page ends with PHP’s error in the middle.' },
    },
  },
  {
    id: 'maintenance-fresh',
    row: 60,
    description: 'WordPress is being updated at this moment.',
    fits: 'wordpress',
    answer: wpMaintained(wp.MAINTENANCE),
    variants: { german: { fits: 'german', answer: wpMaintained(wp.MAINTENANCE_GERMAN) } },
  },
  {
    id: 'maintenance-stuck',
    row: 61,
    description: 'An update died half-way: the maintenance page never goes away.',
    fits: 'wordpress',
    answer: wpMaintained(wp.MAINTENANCE, APACHE),
    variants: {
      plugin: { answer: wpMaintained(wp.MAINTENANCE_PLUGIN), description: 'Somebody forgot to switch a plugin’s maintenance mode off.' },
      german: { fits: 'german', answer: wpMaintained(wp.MAINTENANCE_GERMAN, APACHE) },
    },
  },
  {
    id: 'redirect-loop',
    row: 62,
    description: 'Plain http leads to https, and https to plain http.',
    answer: leadsTo(301, ({ name }, { secure }) => `${secure ? 'http' : 'https'}://${name}/`),
    variants: {
      itself: { answer: leadsTo(302, ({ name }) => `https://${name}/`), description: 'The page leads to itself.' },
      'www-and-back': {
        answer: leadsTo(301, ({ name }, { request }) => `https://${request.headers.host?.startsWith('www.') ? '' : 'www.'}${name}/`, [
          ...NGINX,
          ['x-redirect-by', 'WordPress'],
        ]),
      },
      'ever-longer': {
        answer: leadsTo(302, ({ name }, { request }) => `https://${name}/en${request.url ?? '/'}`),
        description: 'Every address leads to a longer one.',
      },
    },
  },
  {
    id: 'core-file-modified',
    row: 68,
    description: 'A file of WordPress itself is not as it was published.',
    fits: 'wordpress',
    answer: withFiles((path, body) => (path.endsWith('/wp-embed.min.js') ? `${body}${INJECTED}` : body)),
    variants: {
      'every-script': { answer: withFiles((path, body) => (path.endsWith('.js') ? `${INJECTED}${body}` : body)) },
      replaced: { answer: withFiles((path, body) => (path.endsWith('/jquery.min.js') ? INJECTED : body)) },
    },
  },
]
