import { z } from 'zod'
import type { AlertKind } from './alert.ts'
import { momentIn, nameIn, namesIn, wordsIn } from './words-of.ts'

const Post = z.object({
  check_id: z.union([z.number(), z.string()]),
  check_name: z.string().nullish(),
  check_params: z.object({ hostname: z.string().nullish(), full_url: z.string().nullish(), url: z.string().nullish() }).default({}),
  current_state: z.string(),
  state_changed_timestamp: z.union([z.number(), z.string()]).nullish(),
  description: z.string().nullish(),
  long_description: z.string().nullish(),
})

const STATES: Readonly<Record<string, 'firing' | 'resolved'>> = { DOWN: 'firing', FAILING: 'firing', UP: 'resolved', SUCCESS: 'resolved' }

/** What Pingdom posts to a webhook (pingdom.com/resources/webhooks): uptime checks say DOWN and UP, transactions FAILING and SUCCESS. */
export const pingdom: AlertKind = {
  kind: 'pingdom',
  title: 'Pingdom',
  read(payload) {
    const post = Post.safeParse(payload)
    const state = post.success ? STATES[post.data.current_state.toUpperCase()] : undefined
    if (!post.success || !state) return { wrong: 'It is no webhook of Pingdom.' }
    const { check_id: id, check_name: name, check_params: of, state_changed_timestamp: at, description, long_description: long } = post.data
    const about = namesIn(of.full_url, of.hostname, of.url, name)
    const says = wordsIn(long, description)
    return { alerts: [{ key: String(id).slice(0, 200), name: nameIn(name, `Check ${id}`), about, state, since: null, at: momentIn(at), says, link: null }] } // prettier-ignore
  },
}
