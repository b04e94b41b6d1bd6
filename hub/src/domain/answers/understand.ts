import type { InboundMail, Understood } from './inbound-mail.ts'
import { ownWords } from './own-words.ts'
import { readBounce, readComplaint } from './report.ts'
import { yesOrNo } from './yes-or-no.ts'

/** What a mail is: the words of a person, or something a machine wrote. In doubt it is a machine's, and nothing is stopped by it. */
export function understand(mail: InboundMail): Understood {
  const report = readComplaint(mail) ?? readBounce(mail)
  if (report) return report
  const text = ownWords(mail)
  if (isByMachine(mail)) return { kind: 'auto-reply', text }
  if (mail.from === null) return { kind: 'unknown', text }
  return { kind: 'answer', text, says: yesOrNo(text) }
}

const SUBJECTS =
  /^\W{0,3}(auto(matic(ally)?|mated)?[- ]?(reply|response|generated)|out of (the )?office|ooo\b|i am (currently )?out of|on vacation|vacation (reply|notice)|abwesenheit|abwesend|automatische antwort|nicht im büro|(re: )?urlaub:|respuesta automática|fuera de (la )?oficina|ausente|réponse automatique|absence du bureau|absent\(?e?\)?\b|resposta automática|fora do escritório|ausência|risposta automatica|automatisch antwoord)/i

// RFC 3834 section 5, and what programs wrote before it. `Precedence: list` is no sign: a partner's group mailbox adds it to a person's words.
function isByMachine({ headers, subject, parts }: InboundMail): boolean {
  const submitted = headers.get('auto-submitted')?.trim().toLowerCase()
  if (submitted !== undefined && submitted !== '' && !/^no\b/.test(submitted)) return true
  if (['x-autoreply', 'x-autorespond', 'x-autoresponse', 'x-autoreply-from', 'x-mail-autoreply'].some((name) => headers.has(name)))
    return true
  if (/^(bulk|junk|auto_reply)$/i.test(headers.get('precedence')?.trim() ?? '')) return true
  if (headers.get('return-path')?.trim() === '<>') return true
  return (
    SUBJECTS.test(subject) || parts.some(({ type }) => type === 'message/disposition-notification' || type === 'message/delivery-status')
  )
}
