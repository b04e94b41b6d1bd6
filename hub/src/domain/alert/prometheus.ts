import { z } from 'zod'
import type { Alert, AlertKind } from './alert.ts'
import { linkIn, momentIn, nameIn, namesIn, wordsIn } from './words-of.ts'

const labels = z.record(z.string(), z.string()).default({})

const One = z.object({
  status: z.enum(['firing', 'resolved']),
  labels,
  annotations: labels,
  startsAt: z.string(),
  endsAt: z.string().optional(),
  generatorURL: z.string().optional(),
  fingerprint: z.string().min(1).max(200),
})
const Post = z.object({ version: z.string().optional(), alerts: z.array(One).max(1000), externalURL: z.string().optional() })

/** What Prometheus’ Alertmanager posts to a `webhook_config` (prometheus.io/docs/alerting/latest/configuration, version 4). */
export const prometheus: AlertKind = {
  kind: 'alertmanager',
  title: 'Prometheus Alertmanager',
  read(payload) {
    const post = Post.safeParse(payload)
    return post.success ? { alerts: post.data.alerts.map(readOne) } : { wrong: 'It is no webhook of Alertmanager (version 4).' }
  },
}

function readOne({ status, labels: of, annotations, startsAt, endsAt, generatorURL, fingerprint }: z.infer<typeof One>): Alert {
  const since = momentIn(startsAt)
  return {
    key: fingerprint,
    name: nameIn(of['alertname'], 'An alert'),
    about: namesIn(of['site'], of['url'], of['instance'], of['target'], of['host'], of['hostname'], of['domain'], of['job']),
    state: status,
    since,
    at: status === 'resolved' ? momentIn(endsAt) : since,
    says: wordsIn(annotations['description'], annotations['summary'], annotations['message']),
    link: linkIn(generatorURL),
  }
}
