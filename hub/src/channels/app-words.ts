import type { Outgoing } from './channel.ts'

/** The words of a message, cut where the other side would; the way to act is never cut off. */
export function appText({ text, link }: Pick<Outgoing, 'text' | 'link'>, longest: number): string {
  const words = text.trim()
  if (words.includes(link)) return cut(words, longest)
  return `${cut(words, longest - link.length - 2)}\n\n${link}`
}

/** The same after its subject. */
export const headedText = ({ subject, text, link }: Pick<Outgoing, 'subject' | 'text' | 'link'>, longest: number): string =>
  `${cut(subject, 250)}\n\n${appText({ text, link }, longest - 252)}`

/** At most so many characters, whole ones. */
export const cut = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1).toWellFormed()}…`

/** Where a press takes the reader: to acknowledge a page, else to more of it. */
export const wayIn = ({ page, link }: Pick<Outgoing, 'page' | 'link'>): { readonly says: string; readonly url: string } =>
  page?.acknowledge && page.deeds?.includes('acknowledge') ? { says: 'Acknowledge', url: page.acknowledge } : { says: 'Open', url: link }
