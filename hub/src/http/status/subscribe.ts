import { z } from 'zod'
import { after, minutes } from '../../domain/instant.ts'
import type { Span } from '../../domain/instant.ts'
import { SUBSCRIBER_CHANNELS } from '../../domain/plan/plan.ts'
import type { Plan, SubscriberChannel } from '../../domain/plan/plan.ts'
import { languageFor } from '../../domain/status/page-words.ts'
import { pageOf } from '../../domain/status/page.ts'
import type { StatusPage } from '../../domain/status/page.ts'
import { CONFIRM_WITHIN } from '../../domain/subscribers/brakes.ts'
import { readAddress } from '../../domain/subscribers/subscription.ts'
import type { Subscriber } from '../../domain/subscribers/subscription.ts'
import { signUp } from '../../engine/publish/sign-up.ts'
import { isSubscriberToken, readSubscriberToken, webhookSecretOf } from '../../engine/publish/subscriber-token.ts'
import { Problem } from '../../problem.ts'
import { changeSubscriber, forgetSubscriber, subscriberNumbered } from '../../store/subscribers.ts'
import type { Around } from '../around.ts'
import { limiter } from '../limiter.ts'
import { tooMany } from '../problems.ts'
import { page as pageRoute } from '../route.ts'
import type { Answer, Asked, Html, Route } from '../route.ts'
import { offeredOn } from './offered-on.ts'
import { confirmPage, gonePage, sentPage, stoppedPage, subscribePage, yoursPage } from './subscriber-pages.ts'

const slug = z.string().min(1).max(100)
const params = z.strictObject({ slug })
const named = z.strictObject({ slug, token: z.string().min(1).max(100) })
const ticked = z.literal('yes').optional()
const sites = z.union([z.string().max(300), z.array(z.string().max(300)).max(2000)]).optional()
const choices = { incidents: ticked, maintenance: ticked, site: sites }
const wanted = z.strictObject({
  channel: z.enum(SUBSCRIBER_CHANNELS),
  address: z.string().max(500),
  lang: z.string().max(20).optional(),
  ...choices,
})
const deed = z.strictObject({ do: z.enum(['confirm', 'save', 'stop']), ...choices })
const pressed = z.strictObject({ 'List-Unsubscribe': z.literal('One-Click').optional(), do: z.literal('stop').optional() })

// A link is for whoever holds it: it is kept nowhere and named to nobody.
const headers = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow, noarchive' }
const shownAs = (page: Html, status = 200): Answer => ({ page, headers, status })

/**
 * `/status/<slug>/subscribe`: readers say what they want to be told, and confirm, change and end it by the link in each message. Opening a
 * link changes nothing; a mailbox ends it with a POST of its own (RFC 8058). Whether an address is known, no answer tells.
 */
export function subscribeRoutes(around: Around): Route[] {
  const knocks = limiter({ max: 60, per: minutes(1) })
  const path = '/status/:slug/subscriber/:token'
  return [
    pageRoute({
      method: 'GET',
      path: '/status/:slug/subscribe',
      who: 'anyone',
      does: 'Offers to be told what the page says.',
      params,
      query: z.strictObject({ lang: z.string().max(20).optional() }),
      answer: (asked) => {
        const page = pageNamed(around.plan(), asked.params.slug)
        return shownAs(
          subscribePage({ page, language: languageOf(page, asked, asked.query.lang), root: './' }, mustOffer(around, page), null),
        )
      },
    }),
    pageRoute({
      method: 'POST',
      path: '/status/:slug/subscribe',
      who: 'anyone',
      does: 'Asks to be told what the page says; the address confirms it.',
      params,
      body: wanted,
      answer: async (asked) => {
        const wait = knocks(asked.ip, around.clock.now())
        if (wait !== null) throw tooMany(wait)
        return ask(around, pageNamed(around.plan(), asked.params.slug), asked)
      },
    }),
    ...([path, `${path}/stop`] as const).map((at) =>
      pageRoute({
        method: 'GET',
        path: at,
        who: 'anyone',
        does: 'What a subscriber of the page gets, with the ways to confirm, change and end it.',
        params: named,
        answer: (asked) => show(around, asked, at === path ? '../' : '../../'),
      }),
    ),
    pageRoute({
      method: 'POST',
      path,
      who: 'anyone',
      provesItself: true,
      does: 'Confirms, changes or ends what a subscriber gets.',
      params: named,
      body: deed,
      answer: (asked) => change(around, asked),
    }),
    pageRoute({
      method: 'POST',
      path: `${path}/stop`,
      who: 'anyone',
      provesItself: true,
      does: 'Ends what a subscriber gets, in one press (RFC 8058).',
      params: named,
      body: pressed,
      answer: (asked) => stop(around, asked, '../../'),
    }),
  ]
}

const unknown = () =>
  new Problem('not-found', 'page_unknown', 'There is no status page at this address.', 'Check the address you were given.')

function pageNamed(plan: Plan, slug: string): StatusPage {
  const page = pageOf(plan, slug)
  if (!page) throw unknown()
  return page
}

function mustOffer(around: Around, page: StatusPage): SubscriberChannel[] {
  const offered = offeredOn(around, page)
  if (offered.length === 0) throw unknown()
  return offered
}

const languageOf = (page: StatusPage, { header }: Pick<Asked, 'header'>, lang: string | undefined) =>
  languageFor(lang ?? header('accept-language') ?? '') ?? page.language

type Wanted = z.infer<typeof wanted>

const wishOf = (page: StatusPage, { incidents, maintenance, site }: Pick<Wanted, 'incidents' | 'maintenance' | 'site'>) => {
  const some = [site ?? []].flat().filter((id) => page.sites.some((one) => one.id === id))
  return { incidents: incidents === 'yes', maintenance: maintenance === 'yes', sites: some.length === 0 ? null : some }
}

async function ask(around: Around, page: StatusPage, asked: Asked<unknown, unknown, Wanted>): Promise<Answer> {
  const { channel, address: text, lang } = asked.body
  const offered = mustOffer(around, page)
  const shown = { page, language: languageOf(page, asked, lang), root: './' } as const
  const wish = wishOf(page, asked.body)
  const address = offered.includes(channel) ? readAddress(channel, text) : null
  const isNothing = !wish.incidents && !wish.maintenance
  if (address === null || isNothing) {
    const wrong = address === null ? 'address' : 'nothing'
    return shownAs(subscribePage(shown, offered, { ...wish, channel, address: text, wrong }), 400)
  }
  await signUp(around, page, { ...wish, channel, address, language: shown.language }, asked.ip)
  around.nudge('deliver')
  return shownAs(sentPage(shown))
}

type Named = Asked<z.infer<typeof named>>

// Whoever has the token has had a message of ours. One that was never confirmed in time names nobody.
async function subscriberOf({ store, answerKey, clock }: Around, { params: { slug, token } }: Named): Promise<Subscriber | null> {
  const seq = readSubscriberToken(token)
  const found = seq === null ? null : await subscriberNumbered(store.db, seq)
  if (!found || found.page !== slug || !isSubscriberToken(answerKey, token, found)) return null
  const isLate = found.state === 'pending' && found.askedAt <= after(clock.now(), -CONFIRM_WITHIN as Span)
  return isLate || found.state === 'held' || found.state === 'stopped' ? null : found
}

async function show(around: Around, asked: Named, root: '../' | '../../'): Promise<Answer> {
  const page = pageNamed(around.plan(), asked.params.slug)
  const found = await subscriberOf(around, asked)
  if (!found) return shownAs(gonePage({ page, language: languageOf(page, asked, undefined), root }), 404)
  const shown = { page, language: found.language, root }
  const action = `${root}subscriber/${asked.params.token}`
  if (found.state === 'pending') return shownAs(confirmPage(shown, found, action))
  return shownAs(yoursPage(shown, found, action, found.channel === 'webhook' ? webhookSecretOf(around.answerKey, found) : null))
}

async function change(around: Around, asked: Asked<z.infer<typeof named>, unknown, z.infer<typeof deed>>): Promise<Answer> {
  if (asked.body.do === 'stop') return stop(around, asked, '../')
  const found = await subscriberOf(around, asked)
  if (found) {
    const { partner, seq, state } = found
    const wish = wishOf(pageNamed(around.plan(), asked.params.slug), asked.body)
    const { db } = around.store
    if (asked.body.do === 'confirm') await changeSubscriber(db, partner, seq, { state: 'confirmed' })
    else if (state === 'confirmed' && (wish.incidents || wish.maintenance)) await changeSubscriber(db, partner, seq, wish)
  }
  return show(around, asked, '../')
}

// Twice is as good as once: whoever is gone already reads the same.
async function stop(around: Around, asked: Named, root: '../' | '../../'): Promise<Answer> {
  const page = pageNamed(around.plan(), asked.params.slug)
  const found = await subscriberOf(around, asked)
  if (found) await around.store.transaction((tx) => forgetSubscriber(tx, found.partner, found.seq))
  return shownAs(stoppedPage({ page, language: found?.language ?? languageOf(page, asked, undefined), root }))
}
