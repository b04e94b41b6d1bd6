// Control characters, and marks that turn the direction of what follows, have no business in anything that was handed to us.
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** A value as one line of plain text: no line breaks, nothing unseen. */
export const oneLine = (value: string) => value.replace(/\s+/g, ' ').replace(UNSEEN, '').trim()

/** Text over several lines, with nothing unseen in it. */
export const onlySeen = (value: string) => value.replaceAll('\r\n', '\n').replace(UNSEEN, '').trim()

/** Text for an HTML element or a quoted attribute. */
export const escapeHtml = (value: string) =>
  value.replace(/[&<>"']/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[mark]!)

/** A value inside Markdown that is only itself: every mark that could mean something is escaped. */
export const escapeMarkdown = (value: string) => oneLine(value).replace(/[!-/:-@[-`{-~]/g, '\\$&')

/** One line of a mail header: no CR or LF can begin another header. */
export const escapeHeader = (value: string) => oneLine(value).slice(0, 200)
