import { z } from 'zod'
import type { AlertKind } from './alert.ts'
import { momentIn, nameIn, namesIn, wordsIn } from './words-of.ts'

const text = z.string().nullish()

const Post = z.object({
  data: z.object({
    id: z.union([z.string(), z.number()]),
    type: z.literal('incident'),
    attributes: z.object({
      ...{ name: text, url: text, cause: text, started_at: text, resolved_at: text, status: text },
    }),
  }),
})

/** What Better Stack posts of an incident (betterstack.com/docs/uptime/webhooks): JSON:API. Whatever is not resolved goes on. */
export const betterStack: AlertKind = {
  kind: 'better-stack',
  title: 'Better Stack',
  read(payload) {
    const post = Post.safeParse(payload)
    if (!post.success) return { wrong: 'It is no webhook of an incident of Better Stack.' }
    const { id, attributes: of } = post.data.data
    const isOver = momentIn(of.resolved_at) !== null || of.status?.toLowerCase() === 'resolved'
    const since = momentIn(of.started_at)
    return {
      alerts: [
        {
          key: String(id).slice(0, 200),
          name: nameIn(of.name, of.url, `Incident ${id}`),
          about: namesIn(of.url, of.name),
          state: isOver ? 'resolved' : 'firing',
          since,
          at: isOver ? momentIn(of.resolved_at) : since,
          says: wordsIn(of.cause),
          link: null,
        },
      ],
    }
  },
}
