import { readTags } from '../../../src/domain/brand/read-tags.ts'
import { caaForbids } from '../../../src/domain/diagnosis/caa.ts'
import { readCron } from '../../../src/domain/heartbeat/cron.ts'
import { addressFault, displayNameFault, readMailbox } from '../../../src/domain/message/address.ts'
import { escapeHeader, escapeMarkdown } from '../../../src/domain/message/escape.ts'
import { decodeLabel } from '../../../src/domain/plan/punycode.ts'
import { readWebAddress } from '../../../src/domain/plan/web-address.ts'
import { parseDelay, parseSpan } from '../../../src/domain/playbook/parse-delay.ts'
import { parseStart } from '../../../src/domain/playbook/parse-start.ts'
import { dpkgOrder } from '../../../src/domain/vulnerability/order/dpkg-order.ts'
import { numberOrder, phpOrder } from '../../../src/domain/vulnerability/order/php-order.ts'
import { rpmOrder } from '../../../src/domain/vulnerability/order/rpm-order.ts'
import { semverOrder } from '../../../src/domain/vulnerability/order/semver-order.ts'
import { readCursor, writeCursor } from '../../../src/http/cursor.ts'
import { readJson } from '../../../src/http/strict-json.ts'
import { judgeAddress } from '../../../src/network/addresses.ts'
import { readHost, readServer } from '../../../src/network/host.ts'
import { readUrl } from '../../../src/network/url.ts'
import { mutateJson, mutateText } from '../mutate.ts'
import type { Target } from '../target.ts'

const words = (name: string, samples: readonly string[], read: (text: string) => unknown): Target => ({
  name,
  draw: (roll) => mutateText(samples, roll),
  read,
})

const STARTS = ['at once', '15m after confirmed', '1 business day after first-letter', 'next business day 09:00', 'when renew succeeds', 'when client replies', 'when recovered'] // prettier-ignore
const ADDRESSES = [
  '127.0.0.1',
  '::ffff:127.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:0:7f00:1::',
  'fe80::1%eth0',
  '1.2.3.4',
  '2606:4700::1',
]
const HOSTS = [
  'cornerbakery.example',
  '0x7f.1',
  '①②⑦.0.0.1',
  'xn--bcher-kva.example',
  '[::1]',
  'localhost.',
  'a_b.example',
  '8.8.8.8:53',
  '[2001:db8::1]:853',
]

/** Single words that people and programs write, and JSON as any body of a request. */
export const WORDS: readonly Target[] = [
  words('duration', ['15m', '1 business day', '2 days', '90s', '1h30m'], (text) => [parseSpan(text), parseDelay(text)]),
  words('start-of-a-step', STARTS, parseStart),
  words('cron', ['0 3 * * *', '*/10 1-5 1,15 jan-dec mon-fri/2', '0 0 29 2 *'], readCron),
  words('address', ADDRESSES, judgeAddress),
  words('host', HOSTS, (text) => [readHost(text), readServer(text, 53)]),
  words('url', ['https://cornerbakery.example/a?b#c', 'http://user:pw@h:8080/', '//h/x'], (text) => [
    readUrl(text),
    readUrl(text, new URL('https://a.example/')),
    readWebAddress(text),
  ]),
  words('punycode', ['xn--bcher-kva', 'xn--80ak6aa92e', 'xn--'], decodeLabel),
  words('mailbox', ['Bo Hart <bo@cornerbakery.example>', '"x"@ok.com(y)evil.com', 'a: b@c, d@e;'], (text) => {
    const mailbox = readMailbox(text)
    addressFault(text)
    if (displayNameFault(text) === null && /[\r\n]/.test(text)) throw new Error('a name may hold a line break')
    if (mailbox && addressFault(mailbox.address) === null && /[\s,;<>()]/.test(mailbox.address)) throw new Error('an address holds two')
    if (/[\r\n]/.test(escapeHeader(text))) throw new Error('a header may be broken')
    escapeMarkdown(text)
  }),
  words('dns-texts', ['v=DMARC1; p=none; rua=mailto:a@b.example', 'v=DKIM1; k=rsa; p=MIIB', '0 issue "ca.example; x=y"'], (text) => [
    readTags(text),
    caaForbids([text], "Let's Encrypt"),
  ]),
  words('versions', ['1.2.3-rc.1', '1:2.3~beta+dfsg-4ubuntu1', '7.0RC1', '6.8'], (text) => {
    const [one = '', other = ''] = text.split('|')
    for (const order of [dpkgOrder, phpOrder, numberOrder, rpmOrder, semverOrder]) {
      const [there, back] = [order(one, other), order(other, one)]
      if (Number.isNaN(there) || Math.sign(there) !== -Math.sign(back)) throw new Error(`${order.name} is no order: ${there} and ${back}`)
    }
  }),
  words('cursor', [writeCursor('incidents', 7), writeCursor('messages', 7), ''], (text) => {
    const place = readCursor('incidents', text)
    if (place !== undefined && writeCursor('incidents', place) !== text) throw new Error('a forgery is taken')
  }),
  {
    name: 'json-body',
    draw: (roll) =>
      mutateJson(
        [
          { a: [1, { b: 'c' }], d: null, e: 'f\\u0041"' },
          { name: 'x', __x: { y: [true] } },
        ],
        roll,
      ),
    read: (text) => {
      const value = readJson(text)
      if (JSON.stringify(value) !== JSON.stringify(JSON.parse(text))) throw new Error('it is read as something else')
    },
  },
]
