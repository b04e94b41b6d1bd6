import { html } from 'hono/html'
import type { SubscriberChannel } from '../../domain/plan/plan.ts'
import { PAGE_WORDS } from '../../domain/status/page-words.ts'
import type { PageLanguage } from '../../domain/status/page-words.ts'
import type { StatusPage } from '../../domain/status/page.ts'
import type { Subscriber, Wish } from '../../domain/subscribers/subscription.ts'
import { SUBSCRIBER_WORDS } from '../../domain/subscribers/words.ts'
import type { SubscriberWords } from '../../domain/subscribers/words.ts'
import type { Html } from '../route.ts'
import { frame } from './frame.ts'
import type { View } from './view.ts'

/** In a copy of the page elsewhere: the way to the hub, where readers subscribe. */
export function leadToSubscribe(view: View): Html {
  const words = SUBSCRIBER_WORDS[view.language]
  return frame(
    view,
    { name: 'get-updates', title: `${words.subscribe} · ${view.page.title}` },
    html`<div class="subscribe">
      <h1>${words.subscribe}</h1>
      <p>${words.intro(view.page.title)}</p>
      <p><a href="${view.subscribe}?lang=${view.language}">${words.subscribe}</a></p>
    </div>`,
  )
}

/** A page for somebody who subscribes, in the look of the status page and without JavaScript. */
type Shown = {
  readonly page: StatusPage
  readonly language: PageLanguage
  readonly root: './' | '../' | '../../' // from here to the page, which may be at the root of a domain of its own
}

const framed = ({ page, language, root }: Shown, title: string, main: Html): Html => {
  const [words, { status, skip }] = [SUBSCRIBER_WORDS[language], PAGE_WORDS[language]]
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · ${page.title}</title>
        <link rel="stylesheet" href="${root}status.css" />
        <link rel="stylesheet" href="${root}brand.css" />
        <link rel="icon" href="${root}icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <a class="skip" href="#main">${skip}</a>
        <header class="top">
          <span class="logo"><span class="mark" aria-hidden="true"></span>${page.brand}</span>
          <span class="whose">${page.title === page.brand ? status : `${page.title} · ${status}`}</span>
        </header>
        <main id="main" class="subscribe">${main}</main>
        <footer><a href="${root}?lang=${language}">${words.back}</a></footer>
      </body>
    </html>`
}

const plain = (shown: Shown, title: string, says: string, more: Html = html``): Html =>
  framed(
    shown,
    title,
    html`<h1>${title}</h1>
      <p>${says}</p>
      ${more}`,
  )

const wordsOf = ({ language }: Shown) => SUBSCRIBER_WORDS[language]

/** What somebody has written in the form, and what is wrong with it. */
export type Written = Pick<Wish, 'channel' | 'incidents' | 'maintenance' | 'sites'> & {
  readonly address: string
  readonly wrong: 'address' | 'nothing'
}

/** Where a reader says what to be told, and how. */
export function subscribePage(shown: Shown, offered: readonly SubscriberChannel[], written: Written | null): Html {
  const { page, language } = shown
  const words = wordsOf(shown)
  const channel = written?.channel ?? offered[0]
  return framed(
    shown,
    words.subscribe,
    html`<h1>${words.subscribe}</h1>
      <p>${words.intro(page.title)}</p>
      ${written ? html`<p role="alert" class="wrong" id="wrong">${written.wrong === 'address' ? words.wrong : words.nothing}</p>` : ''}
      <form method="post" action="subscribe">
        <input type="hidden" name="lang" value="${language}" />
        <fieldset>
          <legend>${words.by}</legend>
          ${offered.map(
            (one) =>
              html`<label
                ><input type="radio" name="channel" value="${one}" ${one === channel ? 'checked' : ''} /> ${words.channels[one]}</label
              >`,
          )}
        </fieldset>
        <p>
          <label for="address">${words.address}</label>
          <input
            id="address"
            name="address"
            required
            maxlength="500"
            autocomplete="email"
            aria-describedby="hint${written?.wrong === 'address' ? ' wrong' : ''}"
            ${written?.wrong === 'address' ? html`aria-invalid="true"` : ''}
            value="${written?.address ?? ''}"
          />
          <span id="hint" class="hint">${words.hint}</span>
        </p>
        ${choices(shown, written ?? { incidents: true, maintenance: true, sites: null })}
        <button>${words.subscribe}</button>
      </form>`,
  )
}

function choices(shown: Shown, wish: Pick<Wish, 'incidents' | 'maintenance' | 'sites'>): Html {
  const words = wordsOf(shown)
  const box = (name: string, value: string, says: string, isOn: boolean) =>
    html`<label><input type="checkbox" name="${name}" value="${value}" ${isOn ? 'checked' : ''} /> ${says}</label>`
  const { sites } = shown.page
  return html`<fieldset>
      <legend>${words.what}</legend>
      ${box('incidents', 'yes', words.incidents, wish.incidents)} ${box('maintenance', 'yes', words.maintenance, wish.maintenance)}
    </fieldset>
    ${
      sites.length < 2
        ? ''
        : html`<fieldset>
            <legend>${words.which}</legend>
            ${sites.map(({ id }) => box('site', id, id, wish.sites?.includes(id) ?? false))}
          </fieldset>`
    }`
}

/** The same words whether the address is known or not. */
export const sentPage = (shown: Shown): Html => plain(shown, wordsOf(shown).sent, wordsOf(shown).sentText)

/** A link that names nobody any more. */
export const gonePage = (shown: Shown): Html => plain(shown, wordsOf(shown).gone, wordsOf(shown).goneText, again(shown))

/** It has ended. */
export const stoppedPage = (shown: Shown): Html => plain(shown, wordsOf(shown).stopped, wordsOf(shown).stoppedText)

const again = (shown: Shown) => html`<p><a href="${shown.root}subscribe?lang=${shown.language}">${wordsOf(shown).subscribe}</a></p>`

const button = (action: string, deed: string, says: string) =>
  html`<form method="post" action="${action}"><input type="hidden" name="do" value="${deed}" /><button>${says}</button></form>`

/** A look confirms nothing, since scanners of mail open every link. */
export function confirmPage(shown: Shown, { address }: Subscriber, action: string): Html {
  const words = wordsOf(shown)
  const both = html`${button(action, 'confirm', words.confirm)} ${button(action, 'stop', words.stop)}`
  return plain(shown, words.confirmTitle, words.confirmAsk(address, shown.page.title), both)
}

/** Where a subscriber changes what it gets, or ends it. */
export function yoursPage(shown: Shown, subscriber: Subscriber, action: string, secret: string | null): Html {
  const words: SubscriberWords = wordsOf(shown)
  return plain(
    shown,
    words.yours,
    words.yoursText(subscriber.address),
    html`${secret === null ? '' : html`<p>${words.secret}: <code>${secret}</code></p>`}
      <form method="post" action="${action}">
        <input type="hidden" name="do" value="save" />
        ${choices(shown, subscriber)}
        <button>${words.save}</button>
      </form>
      ${button(action, 'stop', words.stop)}`,
  )
}
