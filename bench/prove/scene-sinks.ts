import { startHttpDouble } from '../../hub/src/network/http.double.ts'
import { startMailDouble } from '../../hub/src/network/smtp.double.ts'

/** The sinks of one trial: what they took, by the name that we gave it. */
export async function openSceneSinks(isUncertain: boolean) {
  const dots: string[] = []
  const mail = await startMailDouble({
    dot: (raw) => {
      dots.push(/^Message-ID: (<.*>)/im.exec(raw)?.[1] ?? raw)
      return isUncertain && /^To:.*bo@/m.test(raw) ? 'reset' : '250 2.0.0 queued'
    },
  })
  const slack = await startHttpDouble((_, n) => ({ body: { ok: true, ts: `1.${n}` } }))
  const ports = [String(mail.port), new URL(slack.url).port] as const
  return { dots, posts: slack.heard, ports, close: () => Promise.all([mail.close(), slack.close()]) }
}

export type SceneSinks = Awaited<ReturnType<typeof openSceneSinks>>
