import { apachePage, document, nginxPage } from '../pages/document.ts'
import { onlyPhp, says, type Headers } from '../site-answers.ts'
import { inTurn, neverAnswers } from '../bent-answers.ts'
import type { FaultEntry } from './fault.ts'

const NGINX: Headers = [['server', 'nginx']]
const OPENRESTY: Headers = [['server', 'openresty']]
const APACHE: Headers = [['server', 'Apache']]
const LITESPEED: Headers = [['server', 'LiteSpeed']]
const limit508 = (verb: string) =>
  document(
    '508 Resource Limit Is Reached',
    `<div><h1>Resource Limit Is Reached</h1><p>The website is temporarily unable to ${verb} your request as it exceeded resource limit. Please try again later.</p></div>`,
  )
const at508 = says(508, LITESPEED, limit508('serve'))

/** Sites that have more visitors, or dearer pages, than their plan carries. */
export const CAPACITY_FAULTS: readonly FaultEntry[] = [
  {
    id: 'resource-limit',
    row: 49,
    description: 'The plan’s limit is reached: 508.',
    answer: onlyPhp(at508),
    variants: {
      apache: { answer: onlyPhp(says(508, APACHE, limit508('service'))) },
      'at-peaks': { answer: onlyPhp(inTurn([at508, 'well', 'well'])), description: 'Every third page hits the plan’s limit.' },
      'behind-edge': { edge: { brand: 'cloudflare' } },
    },
  },
  {
    id: 'unavailable',
    row: 49,
    description: 'The web server says that it is too busy: 503.',
    answer: onlyPhp(
      says(
        503,
        APACHE,
        apachePage(
          '503 Service Unavailable',
          'The server is temporarily unable to service your request due to maintenance downtime or capacity problems. Please try again later.',
        ),
      ),
    ),
    variants: {
      nginx: { answer: onlyPhp(says(503, NGINX, nginxPage('503 Service Temporarily Unavailable'))) },
      varnish: {
        answer: says(
          503,
          [
            ['server', 'Varnish'],
            ['retry-after', '5'],
            ['x-varnish', '32770'],
            ['via', '1.1 varnish (Varnish/7.4)'],
          ],
          document(
            '503 Backend fetch failed',
            '<h1>Error 503 Backend fetch failed</h1><p>Backend fetch failed</p><h3>Guru Meditation:</h3><p>XID: 32770</p><hr><p>Varnish cache server</p>',
          ),
        ),
      },
      'too-many-requests': {
        answer: onlyPhp(says(429, NGINX, nginxPage('429 Too Many Requests'))),
        description: 'Everybody is told that they ask too often: 429.',
      },
      'retry-after': {
        answer: onlyPhp(
          says(
            503,
            [...LITESPEED, ['retry-after', '30']],
            document('503 Service Unavailable', '<h1>503</h1><h2>Service Unavailable</h2><p>Proudly powered by LiteSpeed Web Server</p>'),
          ),
        ),
      },
    },
  },
  {
    id: 'gateway-timeout',
    row: 50,
    description: 'PHP does not answer the web server in time: 504.',
    answer: onlyPhp(says(504, NGINX, nginxPage('504 Gateway Time-out'))),
    variants: {
      openresty: { answer: onlyPhp(says(504, OPENRESTY, nginxPage('504 Gateway Time-out', 'openresty'))) },
      apache: {
        answer: onlyPhp(
          says(
            504,
            APACHE,
            apachePage('504 Gateway Timeout', 'The gateway did not receive a timely response from the upstream server or application.'),
          ),
        ),
      },
      stalled: { answer: onlyPhp(neverAnswers), description: 'PHP never answers, and the web server waits with it.' },
      'behind-edge': { answer: onlyPhp(neverAnswers), edge: { brand: 'cloudfront' } },
    },
  },
  {
    id: 'bad-gateway',
    row: 50,
    description: 'PHP is not running behind the web server: 502.',
    answer: onlyPhp(says(502, NGINX, nginxPage('502 Bad Gateway'))),
    variants: {
      apache: {
        answer: onlyPhp(
          says(502, APACHE, apachePage('502 Proxy Error', 'The proxy server received an invalid response from an upstream server.')),
        ),
      },
      'nginx-version': { answer: onlyPhp(says(502, [['server', 'nginx/1.27.4']], nginxPage('502 Bad Gateway', 'nginx/1.27.4'))) },
    },
  },
  {
    id: 'bandwidth-used-up',
    row: 52,
    description: 'The month’s transfer is used up: 509.',
    answer: says(
      509,
      APACHE,
      apachePage(
        '509 Bandwidth Limit Exceeded',
        'The server is temporarily unable to service your request due to the site owner reaching his/her bandwidth limit. Please try again later.',
      ),
    ),
    variants: {
      'words-only': {
        answer: says(
          503,
          LITESPEED,
          document('Bandwidth Limit Exceeded', '<h1>Bandwidth Limit Exceeded</h1><p>This site has used its transfer for this month.</p>'),
        ),
      },
      netlify: {
        answer: says(
          503,
          [
            ['server', 'Netlify'],
            ['x-nf-request-id', '01KALAB7Q8ZB0X9N5E3M2T4RVW'],
          ],
          document(
            'Site not available',
            '<h1>Site not available</h1><p>This site was paused as it reached its usage limits.</p><p>usage_exceeded</p>',
          ),
        ),
      },
    },
  },
]
