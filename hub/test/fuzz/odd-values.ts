/** Words that readers stumble over: empty, long, invisible, turned around, of other languages of machines, or the name of what every object has. */
export const ODD_WORDS: readonly string[] = [
  ...['', ' ', '\t', '\u200b', '\u202e', '\u0000', '\ud800', '\ufeff', '\u0085', '\u2028', '🏳️‍🌈', 'ﷺ', 'İ', 'ß', 'é'],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'length', 'null', 'undefined', 'true', 'no', '~'],
  ...['../../etc/passwd', '%00', '%252e%252e', '<script>alert(1)</script>', "' or 1=1 --", '{{7*7}}', '{% include "x" %}', '${HOME}', '$(id)', '`id`'],
  ...['&a', '*a', '!!js/function x', '? x', '- -', ': :', '|', '>-', '#', '"', "'", '\\', '[', '{', '<<', '---', '...', '%YAML 1.3'],
  ...['\r\nBcc: x@evil.example', 'a@b', '"x"@ok.com(y)evil.com', 'a@xn--', '+1 (555) abc', '\u001b[31m', 'a\nb', 'x'.repeat(70), 'x'.repeat(5000)],
] // prettier-ignore

export const ODD_NUMBERS: readonly string[] = [
  ...['0', '-0', '-1', '1', '0.5', '1e9', '1e308', '1e999', '-1e999', 'NaN', 'Infinity', '9007199254740993', '2147483648', '4294967296'],
  ...['-9223372036854775809', '0x7f', '0o17', '1_000', '01', '1.10', '22:30', '1e-400', '999999999999999999999999'],
]

export const ODD_TIMES: readonly string[] = [
  ...['2026-02-30', '2026-13-01', '0000-00-00', '9999-12-31', '2026-03-04T24:61:00Z', '2026-03-04T23:59:60Z', '2026-03-29T02:30:00'],
  ...[
    '2026-03-04T10:00:00',
    '2026-03-04T10:00:00+99:99',
    '-271821-04-19T00:00:00Z',
    '+275760-09-13T00:00:01Z',
    '15',
    '-5m',
    '400d',
    '0s',
    '15m',
  ],
  ...[
    '1 business day',
    '99999999 business days',
    'next day 25:99',
    '1 day after nothing',
    'EST5',
    'Mars/Base',
    '20260230T000000Z',
    '20260304T100000',
  ],
]

export const ODD_PLACES: readonly string[] = [
  ...[
    'ftp://x/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://user:pw@h/',
    'http://h:99999/',
    'http://[::1]/',
    'http://0x7f.1/',
    'http://',
  ],
  ...[
    'http://a..b/',
    `http://${'a'.repeat(64)}.example/`,
    'http://xn--/',
    'http://①②⑦.0.0.1/',
    '//x',
    '/',
    '?',
    'http://x/%',
    'http://x/\u0000',
    'ws://x',
  ],
  ...['999.999.999.999', '1.2.3', '::ffff:127.0.0.1', '[::', 'a:b:c', '127.0.0.1:0', 'localhost.', '.', '-', '_.x', 'x.'],
]

export const ODD: readonly string[] = [...ODD_WORDS, ...ODD_NUMBERS, ...ODD_TIMES, ...ODD_PLACES]
