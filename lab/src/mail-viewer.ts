import { html } from 'hono/html'
import { clockTime, layout } from './layout.ts'
import { json, notFound, page, serveLoopback, type Loopback, type Told } from './loopback.ts'
import type { KeptMail, MailSink } from './mail-sink.ts'

const NO_POWERS = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
const LINKS = [['All mail', '/']] as const

/** The page on which a person reads what the sink took; `GET /api/messages` gives the same to a program. */
export const openMailViewer = (sink: MailSink, port = 0): Promise<Loopback> =>
  serveLoopback(async ({ method, path }) => {
    if (method !== 'GET') return notFound
    if (path === '/') return page(await list(sink.mails))
    if (path === '/api/messages') return json(sink.mails.map(({ summary }) => summary))
    const [, number, part] = /^\/messages\/(\d+)(\/html|\/raw)?$/.exec(path) ?? []
    const mail = sink.find(Number(number))
    return mail ? show(mail, part) : notFound
  }, port)

async function show(mail: KeptMail, part: string | undefined): Promise<Told> {
  if (part === '/raw') return { type: 'text/plain; charset=utf-8', body: mail.raw }
  if (part === '/html') return { headers: { 'content-security-policy': NO_POWERS }, body: mail.html ?? '' }
  return page(await one(mail))
}

const list = (mails: readonly KeptMail[]): Promise<string> =>
  layout(
    'Mail',
    html`${mails.length === 0 ? html`<p class="soft">No mail yet. Whatever the hub sends arrives here and goes no further.</p>` : ''}
    ${mails.toReversed().map(
      ({ summary }) =>
        html` <article class="card">
          <div class="row">
            <a href="/messages/${summary.number}"><strong>${summary.subject || 'Without a subject'}</strong></a
            ><span class="soft">${summary.number} · ${clockTime(summary.at)}</span>
          </div>
          <div>${summary.from}</div>
          <div class="soft">to ${summary.to.join(', ')}${summary.cc.length > 0 ? ` · cc ${summary.cc.join(', ')}` : ''}</div>
        </article>`,
    )}`,
    { live: true, links: LINKS },
  )

const one = ({ summary, html: body, headers }: KeptMail): Promise<string> =>
  layout(
    summary.subject || 'Without a subject',
    html` <div class="card">
        <dl>
          <dt>From</dt>
          <dd>${summary.from}</dd>
          <dt>To</dt>
          <dd>${summary.to.join(', ')}</dd>
          <dt>Cc</dt>
          <dd>${summary.cc.join(', ') || 'nobody'}</dd>
          <dt>Envelope</dt>
          <dd>${summary.envelope.from || '<>'} → ${summary.envelope.to.join(', ')}</dd>
          <dt>Accepted</dt>
          <dd>${clockTime(summary.at)}, as number ${summary.number}</dd>
        </dl>
      </div>
      ${
        body === null
          ? ''
          : html`<h2>As designed</h2>
              <iframe sandbox src="/messages/${summary.number}/html" title="The mail as designed"></iframe>`
      }
      <h2>As text</h2>
      <div class="card"><pre>${summary.text}</pre></div>
      <h2>Headers</h2>
      <div class="card">
        <dl>
          ${headers.map(
            ({ key, value }) =>
              html`<dt>${key}</dt>
                <dd>${value}</dd>`,
          )}
        </dl>
      </div>
      <p><a href="/messages/${summary.number}/raw">Raw source</a></p>`,
    { live: false, links: LINKS },
  )
