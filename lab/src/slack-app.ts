import { createHmac } from 'node:crypto'
import { request } from 'node:http'

const PATIENCE_MS = 3000 // docs.slack.dev: an app answers within three seconds

/** The app that posts in the lab's Slack, as it is set up there: where Slack sends what people say and press, signed with the app's secret. */
export class SlackApp {
  readonly signingSecret: string
  requestUrl: string | null = null
  #events = 0

  constructor(signingSecret: string) {
    this.signingSecret = signingSecret
  }

  /** Sends a message event, as often as Slack would: once more when it was not answered with 200. */
  async says(event: object): Promise<number | null> {
    const body = JSON.stringify({ type: 'event_callback', event_id: `Ev${++this.#events}`, event: { type: 'message', ...event } })
    const first = await this.#sends(body, 'application/json')
    return first === null || first === 200 ? first : this.#sends(body, 'application/json')
  }

  /** Sends a pressed button; it comes as a form with one field. */
  presses(interaction: object): Promise<number | null> {
    const payload = JSON.stringify({ type: 'block_actions', ...interaction })
    return this.#sends(new URLSearchParams({ payload }).toString(), 'application/x-www-form-urlencoded')
  }

  // The status of the answer; null where nobody has said where to send it.
  #sends(body: string, type: string): Promise<number | null> {
    if (this.requestUrl === null) return Promise.resolve(null)
    const timestamp = String(Math.floor(Date.now() / 1000))
    const signature = `v0=${createHmac('sha256', this.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`
    const headers = { 'content-type': type, 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature }
    const url = new URL(this.requestUrl)
    return new Promise((done) => {
      const sent = request(url, { method: 'POST', headers, timeout: PATIENCE_MS }, (answer) => {
        answer.resume().once('end', () => done(answer.statusCode ?? 0))
      })
      sent.once('timeout', () => sent.destroy())
      sent.once('error', () => done(0))
      sent.end(body)
    })
  }
}
