import { z } from 'zod'
import { minutes } from '../../domain/instant.ts'
import { ANSWERS, VOTES } from '../../domain/message/answers.ts'
import { oneLine } from '../../domain/message/escape.ts'
import type { AnswerId, VoteId } from '../../domain/message/answers.ts'
import { Problem } from '../../problem.ts'
import { addAudit } from '../../store/audit.ts'
import { keepVote, votesOf } from '../../store/votes.ts'
import type { Around } from '../around.ts'
import { limiter } from '../limiter.ts'
import { tooMany } from '../problems.ts'
import { page } from '../route.ts'
import type { Answer, Route } from '../route.ts'
import { answerPage } from './answer-page.ts'
import { giveAnswer } from './give-answer.ts'
import { PAGE_LANGUAGES } from '../../domain/status/page-words.ts'
import { openLink } from './open-link.ts'
import type { Opened } from './open-link.ts'
import { siteView } from './site-view.ts'

const answer = z.enum([...ANSWERS, ...VOTES])
const token = z.string().max(100)
const lang = z.enum(PAGE_LANGUAGES).optional()
const said = (longest: number) =>
  z
    .string()
    .max(longest, `is longer than ${longest} characters; shorten it`)
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .optional()

// A link is for whoever holds it: it is kept nowhere, named to nobody, and never taken for a page to be found.
const headers = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow, noarchive' }

/** `/a/<token>`: the answer page of a message, without login (COM-5, COM-11). Opening it changes nothing: scanners of mail open every link. */
export function answerRoutes(around: Around): Route[] {
  const comes = limiter({ max: 300, per: minutes(1) })
  const presses = limiter({ max: 20, per: minutes(1) })
  const checks = limiter({ max: 5, per: minutes(1) })
  const admit = (knocks: typeof comes, key: string) => {
    const wait = knocks(key, around.clock.now())
    if (wait !== null) throw tooMany(wait)
  }
  const look = async (given: { token: string; answer?: AnswerId | VoteId | undefined }, ip: string): Promise<Answer> => {
    admit(comes, ip)
    return { page: await shown(around, await openLink(around, given.token), given), headers }
  }
  return [
    page({
      method: 'GET',
      path: '/a/:token',
      who: 'anyone',
      does: 'Shows what a message asks, with its answers.',
      params: z.strictObject({ token }),
      answer: ({ params, ip }) => look(params, ip),
    }),
    page({
      method: 'GET',
      path: '/a/:token/:answer',
      who: 'anyone',
      does: 'The same, with one answer ready to be pressed.',
      params: z.strictObject({ token, answer }),
      answer: ({ params, ip }) => look(params, ip),
    }),
    page({
      method: 'GET',
      path: '/a/:token/site',
      who: 'anyone',
      does: 'What happened to the reader’s site, what they are asked, and how it stood before.',
      params: z.strictObject({ token }),
      query: z.strictObject({ lang }),
      answer: async ({ params, query, ip }) => {
        admit(comes, ip)
        return { page: await siteView(around, await openLink(around, params.token), { token: params.token, lang: query.lang }), headers }
      },
    }),
    page({
      method: 'POST',
      path: '/a/:token/check',
      who: 'anyone',
      does: 'Looks at the site at once, and shows how it stands.',
      provesItself: true,
      params: z.strictObject({ token }),
      body: z.strictObject({ lang }),
      answer: async ({ params, body, ip }) => {
        admit(comes, ip)
        admit(checks, params.token)
        const { site, message } = await openLink(around, params.token)
        await around.lookNow(site.id)
        const line = { at: around.clock.now(), partner: message.partner, who: message.recipient.name, site: site.id } as const
        await addAudit(around.store.db, { ...line, what: 'site checked', about: site.id })
        return { redirect: `/a/${params.token}/site${body.lang ? `?lang=${body.lang}` : ''}`, headers }
      },
    }),
    page({
      method: 'POST',
      path: '/a/:token',
      who: 'anyone',
      does: 'Records an answer, once.',
      provesItself: true,
      params: z.strictObject({ token }),
      body: z.strictObject({ answer, name: said(100), text: said(2000) }),
      answer: async ({ params, body, ip }) => {
        admit(comes, ip)
        admit(presses, params.token)
        const opened = await openLink(around, params.token)
        if (body.answer === 'done') await around.lookNow(opened.site.id) // they wait to hear whether it is
        if (await record(around, opened, body)) return { redirect: `/a/${params.token}/${body.answer}`, headers }
        const late = { token: params.token, answer: body.answer, isLate: true }
        return { page: await shown(around, await openLink(around, params.token), late), status: 409, headers }
      },
    }),
  ]
}

type Body = { readonly answer: AnswerId | VoteId; readonly name?: string | undefined; readonly text?: string | undefined }

async function record(around: Around, opened: Opened, { answer: id, name, text }: Body): Promise<boolean> {
  const { message, incident, offers } = opened
  const { recipient, partner, key } = message
  const by = `${oneLine(name ?? '') || recipient.name} (${recipient.address[0]})`
  if (id === 'helpful' || id === 'unhelpful') {
    if (!message.text.includes(`/a/…/${id}`)) throw notOffered()
    const vote = { partner, incident: Number(incident.id), message: key, helpful: id === 'helpful', comment: text || null, by }
    const at = around.clock.now()
    await keepVote(around.store.db, { ...vote, at })
    await addAudit(around.store.db, { at, partner, who: by, what: 'voted', about: `incident ${incident.id}`, site: incident.site })
    return true
  }
  if (!offers.includes(id)) throw notOffered()
  return (await giveAnswer(around, opened, id, { by, ...(text ? { text } : {}) })) !== undefined
}

const notOffered = () =>
  new Problem('bad-input', 'answer_not_offered', 'The message does not ask for this answer.', 'Press one of the buttons on the page.')

async function shown(
  around: Around,
  opened: Opened,
  { token, answer: wanted, isLate = false }: { token: string; answer?: AnswerId | VoteId | undefined; isLate?: boolean },
) {
  const votes = await votesOf(around.store.db, opened.message.partner, Number(opened.incident.id))
  const vote = votes.find(({ message }) => message === opened.message.key) ?? null
  return answerPage(around.plan(), opened, { token, wanted: wanted ?? null, vote, isLate })
}
