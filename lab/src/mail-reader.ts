import { request } from 'node:http'
import type { LabMail } from '@allclear/wire/lab.ts'
import { OrderRefused } from './order-refused.ts'

const PATIENCE_MS = 3000

/** Somebody reads the newest mail to this address that offers the answer, opens its link, and presses the button there. */
export async function pressInMail(mails: readonly LabMail[], to: string, choice: string): Promise<void> {
  const pages = mails.toReversed().flatMap((mail) => (mail.envelope.to.includes(to) ? (linkIn(mail, choice) ?? []) : []))
  const [page] = pages
  if (page === undefined) throw new OrderRefused('post_unknown', `No mail to ${to} offers "${choice}".`, 'Look at the mails first.')
  const status = await post(page, new URLSearchParams({ answer: choice }).toString())
  if (status !== 303) throw new OrderRefused('post_unknown', `The answer page said ${status}.`, 'Look at the mails first.')
}

const linkIn = ({ text }: LabMail, choice: string): string | undefined =>
  [...text.matchAll(/(http:\/\/\S+\/a\/[\w-]+)\/(\w+)/g)].find(([, , offered]) => offered === choice)?.[1]

// The status of the answer; 0 where nobody answers.
function post(page: string, body: string): Promise<number> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return new Promise((done) => {
    const sent = request(page, { method: 'POST', headers, timeout: PATIENCE_MS }, (answer) => {
      answer.resume().once('end', () => done(answer.statusCode ?? 0))
    })
    sent.once('timeout', () => sent.destroy())
    sent.once('error', () => done(0))
    sent.end(body)
  })
}
