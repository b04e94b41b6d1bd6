/** A mail as a program or server of that kind writes it, and what it is. Names and addresses are of the example domains. */
export type Sample = {
  readonly what: string
  readonly raw: string
  readonly kind: 'answer' | 'auto-reply' | 'bounce' | 'complaint' | 'unknown'
  readonly text?: string // the person's own words
  readonly says?: 'yes' | 'no' | null
  readonly lost?: string // whom a bounce names
  readonly isFinal?: boolean
  readonly token?: string // that came back inside a report
}

export const TOKEN = '0123456789abcdef0123456789abcdef'
const INBOX = `answers+${TOKEN}@harbor.example`
const OURS = '<2f6f1c.opened@brightside.example>'

const letter = (headers: readonly string[], body: readonly string[]) => [...headers, 'MIME-Version: 1.0', ...body].join('\r\n')

const fromBo = (more: readonly string[] = [], subject = 'Re: Your site cornerbakery.example is down') => [
  'From: Bo Hart <bo@cornerbakery.example>',
  `To: ${INBOX}`,
  `Subject: ${subject}`,
  'Message-ID: <answer-1@cornerbakery.example>',
  `In-Reply-To: ${OURS}`,
  `References: ${OURS}`,
  'Date: Sun, 1 Mar 2026 04:40:00 +0100',
  ...more,
]

const plain = (words: readonly string[], charset = 'utf-8') => [`Content-Type: text/plain; charset=${charset}`, '', ...words, '']
const html = (markup: string) => ['Content-Type: text/html; charset=utf-8', '', markup, '']

function report(type: string, words: readonly string[], status: readonly string[], returned: readonly string[], of = 'delivery-status') {
  return [
    `Content-Type: multipart/report; report-type=${of}; boundary="=_r"`,
    '',
    ...['--=_r', 'Content-Type: text/plain; charset=us-ascii', '', ...words, ''],
    ...['--=_r', `Content-Type: message/${of}`, '', ...status, ''],
    ...(returned.length > 0 ? ['--=_r', `Content-Type: ${type}`, '', ...returned, ''] : []),
    '--=_r--',
    '',
  ]
}

const RETURNED = [
  `Return-Path: <${INBOX}>`,
  'From: Brightside Care <care@brightside.example>',
  'To: bo@cornerbakery.example',
  `Reply-To: ${INBOX}`,
  `Message-ID: ${OURS}`,
  'Subject: Your site cornerbakery.example is down',
  '',
  'We look into it.',
]

const daemon = (from: string, subject: string, more: readonly string[] = []) => [
  `From: ${from}`,
  `To: ${INBOX}`,
  `Subject: ${subject}`,
  'Message-ID: <report@mx.example>',
  'Date: Sun, 1 Mar 2026 04:41:00 +0100',
  ...more,
]

const ANSWERS: readonly Sample[] = [
  {
    what: 'an answer in plain words',
    raw: letter(fromBo(), plain(['I moved the domain to another registrar yesterday.', '', 'Bo'])),
    kind: 'answer',
    text: 'I moved the domain to another registrar yesterday.\n\nBo',
    says: null,
  },
  {
    what: 'Gmail, answering above the quoted mail',
    raw: letter(
      fromBo(),
      plain([
        'Thanks, please call me.',
        '',
        'On Sun, Mar 1, 2026 at 4:25 AM Brightside Care <care@brightside.example>',
        'wrote:',
        '',
        '> Your site cornerbakery.example is down.',
        '> We look into it.',
        '>',
      ]),
    ),
    kind: 'answer',
    text: 'Thanks, please call me.',
  },
  {
    what: 'Gmail as HTML only',
    raw: letter(
      fromBo(),
      html(
        '<div dir="ltr">Die Rechnung ist bezahlt &amp; best&auml;tigt.<br>Gru&szlig;, Bo</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">Am So., 1. M&auml;rz 2026 schrieb Brightside Care:<br></div><blockquote class="gmail_quote">Your site is down.</blockquote></div>',
      ),
    ),
    kind: 'answer',
    text: 'Die Rechnung ist bezahlt & bestätigt.\nGruß, Bo',
  },
  {
    what: 'Apple Mail',
    raw: letter(
      fromBo(['X-Mailer: Apple Mail (2.3826.400.131.1.6)']),
      plain([
        'We are on it ourselves.',
        '',
        '> On 1 Mar 2026, at 04:25, Brightside Care <care@brightside.example> wrote:',
        '> ',
        '> Your site cornerbakery.example is down.',
      ]),
    ),
    kind: 'answer',
    text: 'We are on it ourselves.',
  },
  {
    what: 'an iPhone in German',
    raw: letter(
      fromBo(),
      plain([
        'Ja',
        '',
        'Von meinem iPhone gesendet',
        '',
        '> Am 01.03.2026 um 04:25 schrieb Brightside Care <care@brightside.example>:',
        '> ',
        '> May we?',
      ]),
    ),
    kind: 'answer',
    text: 'Ja',
    says: 'yes',
  },
  {
    what: 'Outlook, which repeats the whole mail below a head',
    raw: letter(
      fromBo(['X-Mailer: Microsoft Outlook 16.0']),
      plain([
        'No, we stay where we are.',
        '',
        '________________________________',
        'From: Brightside Care <care@brightside.example>',
        'Sent: Sunday, March 1, 2026 4:25 AM',
        'To: Bo Hart <bo@cornerbakery.example>',
        'Subject: Your site cornerbakery.example is down',
        '',
        'May we move your site to a larger plan?',
      ]),
    ),
    kind: 'answer',
    text: 'No, we stay where we are.',
    says: null,
  },
  {
    what: 'Outlook in German with a dashed line',
    raw: letter(
      fromBo([], 'AW: Ihre Website'),
      plain([
        'Nein danke',
        '',
        '-----Ursprüngliche Nachricht-----',
        'Von: Brightside Care',
        'Gesendet: Sonntag, 1. März 2026 04:25',
        '',
        'Dürfen wir?',
      ]),
    ),
    kind: 'answer',
    text: 'Nein danke',
    says: 'no',
  },
  {
    what: 'Outlook on the web as HTML',
    raw: letter(
      fromBo(),
      html(
        '<html><head><style>p{margin:0}</style></head><body><div>Oui</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>De :</b> Brightside Care</div><div>Pouvons-nous ?</div></body></html>',
      ),
    ),
    kind: 'answer',
    text: 'Oui',
    says: 'yes',
  },
  {
    what: 'answers between the quoted lines',
    raw: letter(
      fromBo(),
      plain([
        'Brightside Care <care@brightside.example> wrote:',
        '> Who hosts the site?',
        'Anchor.',
        '> Did you change DNS?',
        'No, nothing.',
        '',
        '-- ',
        'Bo Hart',
        'Corner Bakery',
      ]),
    ),
    kind: 'answer',
    text: 'Anchor.\nNo, nothing.',
    says: null,
  },
  {
    what: 'Thunderbird in Portuguese, quoted-printable in Latin-1',
    raw: letter(fromBo(['Content-Transfer-Encoding: quoted-printable']), [
      'Content-Type: text/plain; charset=iso-8859-1; format=flowed',
      '',
      'N=E3o, obrigado.',
      '',
      'Em 01/03/2026 04:25, Brightside Care escreveu:',
      '> Podemos?',
      '',
    ]),
    kind: 'answer',
    text: 'Não, obrigado.',
    says: 'no',
  },
  {
    what: 'Base64 in UTF-8, in Spanish',
    raw: letter(fromBo(['Content-Transfer-Encoding: base64']), [
      'Content-Type: text/plain; charset=utf-8',
      '',
      Buffer.from('Sí\r\n\r\nSaludos\r\nBo\r\n').toString('base64'),
      '',
    ]),
    kind: 'answer',
    text: 'Sí\n\nSaludos\nBo',
    says: 'yes',
  },
  {
    what: 'text with a picture attached',
    raw: letter(fromBo(), [
      'Content-Type: multipart/mixed; boundary=b1',
      '',
      ...['--b1', 'Content-Type: text/plain; charset=utf-8', '', 'This is what I see.', ''],
      ...['--b1', 'Content-Type: image/png; name="screen.png"', 'Content-Disposition: attachment; filename="screen.png"'],
      ...['Content-Transfer-Encoding: base64', '', 'iVBORw0KGgo=', '--b1--', ''],
    ]),
    kind: 'answer',
    text: 'This is what I see.',
  },
  {
    what: 'a yes that has a condition',
    raw: letter(fromBo(), plain(['Yes', 'but not before Friday.'])),
    kind: 'answer',
    text: 'Yes\nbut not before Friday.',
    says: null,
  },
  {
    what: 'a yes with a name below',
    raw: letter(fromBo(), plain(['Yes, please!', '', 'Kind regards', 'Bo'])),
    kind: 'answer',
    text: 'Yes, please!\n\nKind regards\nBo',
    says: 'yes',
  },
  {
    what: 'a yes in Portuguese',
    raw: letter(fromBo(), plain(['Sim'])),
    kind: 'answer',
    text: 'Sim',
    says: 'yes',
  },
  {
    what: "a person's words that came through a group mailbox",
    raw: letter(fromBo(['Precedence: list', 'List-ID: <care.brightside.example>']), plain(['All well now.'])),
    kind: 'answer',
    text: 'All well now.',
  },
]

const MACHINES: readonly Sample[] = [
  {
    what: 'out of office of Exchange, in English',
    raw: letter(
      fromBo(['Auto-Submitted: auto-generated', 'X-Auto-Response-Suppress: All'], 'Automatic reply: Your site'),
      plain(['I am away until Monday.']),
    ),
    kind: 'auto-reply',
    text: 'I am away until Monday.',
  },
  {
    what: 'out of office in German, with nothing but its subject',
    raw: letter(fromBo([], 'Abwesenheitsnotiz: Your site'), plain(['Ich bin im Urlaub.'])),
    kind: 'auto-reply',
  },
  {
    what: 'out of office in Spanish',
    raw: letter(fromBo([], 'Respuesta automática: Your site'), plain(['Vuelvo el lunes.'])),
    kind: 'auto-reply',
  },
  {
    what: 'out of office in French',
    raw: letter(fromBo([], 'Réponse automatique : Your site'), plain(['Je suis absent.'])),
    kind: 'auto-reply',
  },
  {
    what: 'out of office in Portuguese, its subject encoded',
    raw: letter(fromBo([], '=?utf-8?Q?Resposta_autom=C3=A1tica=3A_Your_site?='), plain(['Volto na segunda.'])),
    kind: 'auto-reply',
  },
  {
    what: 'vacation of Sieve (RFC 5230)',
    raw: letter(fromBo(['Auto-Submitted: auto-replied (vacation)']), plain(['Away.'])),
    kind: 'auto-reply',
  },
  {
    what: 'a ticket system',
    raw: letter(fromBo(['X-Autoreply: yes', 'Precedence: bulk'], '[#4711] We got your mail'), plain(['Ticket.'])),
    kind: 'auto-reply',
  },
  {
    what: 'a read receipt',
    raw: letter(
      fromBo([], 'Read: Your site'),
      report(
        'text/rfc822-headers',
        ['Your message was read.'],
        ['Final-Recipient: rfc822;bo@cornerbakery.example'],
        [],
        'disposition-notification',
      ),
    ),
    kind: 'auto-reply',
  },
]

const BOUNCES: readonly Sample[] = [
  {
    what: 'Postfix',
    raw: letter(
      daemon('MAILER-DAEMON@mx.harbor.example (Mail Delivery System)', 'Undelivered Mail Returned to Sender', [
        'Auto-Submitted: auto-replied',
      ]),
      report(
        'message/rfc822',
        [
          'This is the mail system at host mx.harbor.example.',
          '',
          '<bo@cornerbakery.example>: host mx.cornerbakery.example said: 550 5.1.1 unknown',
        ],
        [
          ...['Reporting-MTA: dns; mx.harbor.example', 'X-Postfix-Queue-ID: 4Abc', `X-Postfix-Sender: rfc822; ${INBOX}`, ''],
          ...['Final-Recipient: rfc822; bo@cornerbakery.example', 'Original-Recipient: rfc822;bo@cornerbakery.example'],
          ...['Action: failed', 'Status: 5.1.1', 'Remote-MTA: dns; mx.cornerbakery.example'],
          ...['Diagnostic-Code: smtp; 550 5.1.1 <bo@cornerbakery.example>: Recipient', '    address rejected: User unknown'],
        ],
        RETURNED,
      ),
    ),
    kind: 'bounce',
    lost: 'bo@cornerbakery.example',
    isFinal: true,
    token: TOKEN,
  },
  {
    what: 'Postfix, which keeps trying',
    raw: letter(
      daemon('MAILER-DAEMON@mx.harbor.example', 'Delayed Mail (still being retried)'),
      report(
        'text/rfc822-headers',
        ['THIS IS A WARNING ONLY.'],
        [
          'Reporting-MTA: dns; mx.harbor.example',
          '',
          'Final-Recipient: rfc822; bo@cornerbakery.example',
          'Action: delayed',
          'Status: 4.4.1',
        ],
        RETURNED.slice(0, 6),
      ),
    ),
    kind: 'bounce',
    lost: 'bo@cornerbakery.example',
    isFinal: false,
    token: TOKEN,
  },
  {
    what: 'Exim',
    raw: letter(
      daemon('Mail Delivery System <Mailer-Daemon@exim.example>', 'Mail delivery failed: returning message to sender', [
        'X-Failed-Recipients: bo@cornerbakery.example',
        'Auto-Submitted: auto-replied',
      ]),
      report(
        'message/rfc822',
        ['A message that you sent could not be delivered.'],
        ['Reporting-MTA: dns; exim.example', '', 'Action: failed', 'Final-Recipient: rfc822;bo@cornerbakery.example', 'Status: 5.0.0'],
        RETURNED,
      ),
    ),
    kind: 'bounce',
    lost: 'bo@cornerbakery.example',
    isFinal: true,
    token: TOKEN,
  },
  {
    what: 'old Exim, which writes no report',
    raw: letter(
      daemon('Mail Delivery System <Mailer-Daemon@exim.example>', 'Mail delivery failed: returning message to sender', [
        'X-Failed-Recipients: bo@cornerbakery.example',
      ]),
      plain([
        'This message was created automatically by mail delivery software.',
        '',
        '  bo@cornerbakery.example',
        '    SMTP error from remote mail server after RCPT TO: 550 No such user here',
        '',
        '------ This is a copy of the message, including all the headers. ------',
        '',
        ...RETURNED,
      ]),
    ),
    kind: 'bounce',
    lost: 'bo@cornerbakery.example',
    isFinal: true,
    token: TOKEN,
  },
  {
    what: 'Exchange Online',
    raw: letter(
      daemon(
        'Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@cornerbakery.example>',
        'Undeliverable: Your site is down',
        ['X-MS-Exchange-Message-Is-Ndr:', 'Auto-Submitted: auto-replied'],
      ),
      report(
        'message/rfc822',
        ["Your message to bo@cornerbakery.example couldn't be delivered."],
        [
          ...['Reporting-MTA: dns;AM0PR01.example', 'Received-From-MTA: dns;mx.harbor.example', ''],
          ...['Final-Recipient: rfc822;bo@cornerbakery.example', 'Action: failed', 'Status: 5.1.10'],
          'Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found by SMTP address lookup',
        ],
        RETURNED,
      ),
    ),
    kind: 'bounce',
    lost: 'bo@cornerbakery.example',
    isFinal: true,
    token: TOKEN,
  },
  {
    what: 'Gmail',
    raw: letter(
      daemon('Mail Delivery Subsystem <mailer-daemon@googlemail.com>', 'Delivery Status Notification (Failure)', [
        'X-Failed-Recipients: bo@cornerbakery.example',
        'Auto-Submitted: auto-replied',
      ]),
      report(
        'message/rfc822',
        ['** Address not found **'],
        [
          ...['Reporting-MTA: dns; googlemail.com', `X-Original-Message-ID: ${OURS}`, ''],
          ...['Final-Recipient: rfc822; bo@cornerbakery.example', 'Action: failed', 'Status: 5.1.1'],
          'Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.',
        ],
        RETURNED,
      ),
    ),
    kind: 'bounce',
    lost: 'bo@cornerbakery.example',
    isFinal: true,
    token: TOKEN,
  },
  {
    what: 'Amazon SES',
    raw: letter(
      daemon('MAILER-DAEMON@eu-west-1.amazonses.com', 'Delivery Status Notification (Failure)'),
      report(
        'message/rfc822',
        ['An error occurred while trying to deliver the mail to the following recipients:', 'bo@cornerbakery.example'],
        [
          ...['Reporting-MTA: dns; a7-12.smtp-out.eu-west-1.amazonses.com', ''],
          ...['Action: failed', 'Final-Recipient: rfc822; bo@cornerbakery.example'],
          ...['Diagnostic-Code: smtp; 550 5.7.1 blocked', 'Status: 5.7.1'],
        ],
        RETURNED,
      ),
    ),
    kind: 'bounce',
    lost: 'bo@cornerbakery.example',
    isFinal: true,
    token: TOKEN,
  },
  {
    what: 'qmail',
    raw: letter(
      daemon('MAILER-DAEMON@qmail.example', 'failure notice', ['Return-Path: <>']),
      plain([
        'Hi. This is the qmail-send program at qmail.example.',
        "I'm afraid I wasn't able to deliver your message to the following addresses.",
        '',
        '<bo@cornerbakery.example>:',
        '203.0.113.5 does not like recipient.',
        'Remote host said: 550 sorry, no mailbox here by that name',
        '',
        '--- Below this line is a copy of the message.',
        '',
        ...RETURNED,
      ]),
    ),
    kind: 'bounce',
    lost: 'bo@cornerbakery.example',
    isFinal: true,
    token: TOKEN,
  },
  {
    what: 'a report that it was delivered',
    raw: letter(
      daemon('MAILER-DAEMON@mx.harbor.example', 'Successful Mail Delivery Report', ['Auto-Submitted: auto-replied']),
      report(
        'text/rfc822-headers',
        ['Delivered.'],
        ['Final-Recipient: rfc822; bo@cornerbakery.example', 'Action: delivered', 'Status: 2.1.5'],
        RETURNED.slice(0, 6),
      ),
    ),
    kind: 'auto-reply',
  },
  {
    what: 'a complaint of a provider (ARF)',
    raw: letter(
      daemon('complaints@provider.example', 'FW: Your site is down'),
      report(
        'message/rfc822',
        ['This is an email abuse report.'],
        ['Feedback-Type: abuse', 'User-Agent: Provider/1.0', 'Version: 1'],
        RETURNED,
        'feedback-report',
      ),
    ),
    kind: 'complaint',
    token: TOKEN,
  },
]

const ODD: readonly Sample[] = [
  { what: 'a mail without a sender', raw: letter([`To: ${INBOX}`, 'Subject: hello'], plain(['Hello.'])), kind: 'unknown', text: 'Hello.' },
  {
    what: 'null bytes and a name that would turn the line',
    raw: letter(fromBo(), plain(['We \u0000are \u202eon it.'])),
    kind: 'answer',
    text: 'We are on it.',
  },
  { what: 'no words at all', raw: letter(fromBo(), plain([''])), kind: 'answer', text: '', says: null },
]

export const SAMPLES: readonly Sample[] = [...ANSWERS, ...MACHINES, ...BOUNCES, ...ODD]
