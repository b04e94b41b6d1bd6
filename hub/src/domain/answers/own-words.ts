import { htmlToText } from './html-to-text.ts'
import type { InboundMail } from './inbound-mail.ts'

const MOST_CHARACTERS = 4000
const MOST_LINES = 2000 // that are looked at

/** What the person wrote, in a mail's plain text or else its HTML: without what is quoted, without the signature, at most 4,000 characters. */
export function ownWords({ text, html }: Pick<InboundMail, 'text' | 'html'>): string {
  const whole = text !== null && text.trim() !== '' ? text : html === null ? '' : htmlToText(html)
  const lines = clean(whole)
    .split('\n', MOST_LINES)
    .map((line) => line.trimEnd())
  const words = withoutSignature(withoutQuotes(lines.slice(0, originalAt(lines))))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return words.length > MOST_CHARACTERS ? `${words.slice(0, MOST_CHARACTERS).trimEnd()} …` : words
}

// What cannot be seen is not kept: control characters, and marks that turn the direction of the words around them.
const clean = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\u00a0/g, ' ')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')

const DASHED =
  /^-{2,}\s*(original message|original appointment|ursprüngliche nachricht|originalnachricht|message d['’]origine|mensaje original|mensagem original|forwarded message|weitergeleitete nachricht)\s*-{2,}$/i
const RULE = /^_{10,}$|^-{10,}$/
const FROM_LINE = /^\W{0,2}(from|von|de|da|van)\s?:\W{0,2}\s*\S/i
const DATE_LINE = /^\W{0,2}(sent|date|gesendet|datum|envoyé|enviado( el| em)?|fecha|data|verzonden)\s?:/i

/** The line where Outlook and others repeat the whole mail below the answer; the end when there is none. */
function originalAt(lines: readonly string[]): number {
  const at = lines.findIndex((line, index) => {
    if (DASHED.test(line.trim())) return true
    const next = lines.slice(index + 1, index + 6).map((one) => one.trim())
    const isHead = FROM_LINE.test(line.trim()) && next.some((one) => DATE_LINE.test(one))
    return isHead || (RULE.test(line.trim()) && FROM_LINE.test(next.find((one) => one !== '') ?? ''))
  })
  return at < 0 ? lines.length : at
}

// “On Sun, 1 Mar 2026 at 04:25, Brightside Care <…> wrote:” in the languages that programs write it in, on up to three lines.
const ATTRIBUTION =
  /^(on|am|le|el|em|il|op|a|\d{4}-\d\d-\d\d|.{0,80}<[^<>\s]+@[^<>\s]+>).{0,300}(wrote|writes|schrieb.{0,120}|a écrit|escribió|escreveu|ha scritto|schreef.{0,120})\s?:$/i

/** Without quoted lines and the line that announces them. Where what follows the announcement is not marked as quoted, all of it is. */
function withoutQuotes(lines: readonly string[]): string[] {
  const own: string[] = []
  for (let index = 0; index < lines.length; index++) {
    const length = [1, 2, 3].find((count) => isAttribution(lines.slice(index, index + count)))
    if (length !== undefined) {
      const next = lines.slice(index + length).find((line) => line.trim() !== '')
      if (next !== undefined && !isQuoted(next)) return own.some((line) => line.trim() !== '') ? own : lines.slice(index + length)
      index += length - 1
    } else if (!isQuoted(lines[index]!)) own.push(lines[index]!)
  }
  return own
}

function isAttribution(lines: readonly string[]): boolean {
  const text = lines.join(' ').trim().slice(0, 1000)
  return lines.every((line) => line.trim() !== '' && !isQuoted(line)) && /[\d@]/.test(text) && ATTRIBUTION.test(text)
}

const isQuoted = (line: string) => /^\s{0,3}>/.test(line)

const SENT_FROM =
  /^(sent from (my|outlook|yahoo|mail for)|get outlook for|gesendet (von|mit) |von meinem .{1,30} gesendet|envoyé de(puis)? mon |enviado (desde|do|de) mi?e?u? ?|diese nachricht wurde von meinem)/i

/** Cuts at the usual signature mark (RFC 3676 section 4.3), and a last line that a telephone wrote. */
function withoutSignature(lines: readonly string[]): readonly string[] {
  const mark = lines.findIndex((line) => line.trim() === '--')
  const kept = mark < 0 ? lines : lines.slice(0, mark)
  const last = kept.findLastIndex((line) => line.trim() !== '')
  return last >= 0 && SENT_FROM.test(kept[last]!.trim()) ? kept.slice(0, last) : kept
}
