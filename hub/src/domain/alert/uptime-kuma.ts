import { z } from 'zod'
import type { Alert, AlertKind } from './alert.ts'
import { momentIn, nameIn, namesIn, wordsIn } from './words-of.ts'

const DOWN = 0
const UP = 1

const Post = z.object({
  heartbeat: z.object({ status: z.number(), time: z.string().optional(), msg: z.string().nullish() }).nullable(),
  monitor: z
    .object({
      id: z.union([z.number(), z.string()]),
      name: z.string().nullish(),
      url: z.string().nullish(),
      hostname: z.string().nullish(),
    })
    .nullable(),
  msg: z.string().nullish(),
})

/**
 * What Uptime Kuma posts to a webhook, as JSON or in the field `data` of a form (server/notification-providers/webhook.js). 2 is pending and
 * 3 maintenance: neither says that something is down. What names no monitor is a test, or the end of a certificate.
 */
export const uptimeKuma: AlertKind = {
  kind: 'uptime-kuma',
  title: 'Uptime Kuma',
  read(payload) {
    const post = Post.safeParse(payload)
    if (!post.success) return { wrong: 'It is no webhook of Uptime Kuma.' }
    const { heartbeat, monitor, msg } = post.data
    if (!monitor || !heartbeat) return { alerts: /\bTesting$/.test(msg ?? 'Testing') ? [] : [sayingOf(msg!)] }
    if (heartbeat.status !== DOWN && heartbeat.status !== UP) return { alerts: [] }
    const alert: Alert = {
      key: String(monitor.id).slice(0, 200),
      name: nameIn(monitor.name, `Monitor ${monitor.id}`),
      about: namesIn(monitor.url, monitor.hostname, monitor.name),
      state: heartbeat.status === DOWN ? 'firing' : 'resolved',
      ...{ since: null, at: momentIn(heartbeat.time), says: wordsIn(heartbeat.msg, msg), link: null },
    }
    return { alerts: [alert] }
  },
}

// `[Corner Bakery][https://cornerbakery.example] certificate will expire in 14 days`
function sayingOf(msg: string): Alert {
  const [name, address] = [...msg.matchAll(/\[([^\]]+)\]/g)].map(([, text]) => text)
  const without = msg.replace(/\d+/g, '#')
  return {
    ...{ key: `said ${without}`.slice(0, 200), name: nameIn(name, 'Uptime Kuma'), about: namesIn(address, name), state: 'firing' },
    ...{ since: null, at: null, says: wordsIn(msg), link: null },
  }
}
