const NAMED: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–', mdash: '—', hellip: '…', euro: '€' },
  ...{ lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»', szlig: 'ß', ccedil: 'ç', ntilde: 'ñ' },
  ...{ auml: 'ä', ouml: 'ö', uuml: 'ü', aacute: 'á', eacute: 'é', iacute: 'í', oacute: 'ó', uacute: 'ú' },
  ...{ agrave: 'à', egrave: 'è', acirc: 'â', ecirc: 'ê', ocirc: 'ô', atilde: 'ã', otilde: 'õ' },
}

// Where the usual programs put what they quote: Gmail, Outlook, Apple Mail, Thunderbird, Yahoo, GMX.
const QUOTES =
  /<(?:blockquote|(?:div|span|hr)\b[^>]{0,300}\b(?:gmail_quote|gmail_attr|moz-cite-prefix|yahoo_quoted|divRplyFwdMsg|appendonsend|x_divRplyFwdMsg)|div\b[^>]{0,100}\bname="quote")/i

/** The words of a mail that came as HTML only, without what it quotes where its program marks that. */
export function htmlToText(html: string): string {
  const body = html.replace(/<(style|script|head|title)\b[^<>]*>[\s\S]*?(<\/\1\s*>|$)/gi, '').replace(/<!--[\s\S]*?(-->|$)/g, '')
  const quoteAt = body.search(QUOTES)
  const own = quoteAt > 0 ? plain(body.slice(0, quoteAt)) : ''
  return own === '' ? plain(body) : own
}

const plain = (html: string) =>
  html
    .replace(/\s+/g, ' ')
    .replace(/<br\b[^<>]*>|<\/(p|div|li|tr|h[1-6]|blockquote)\s*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});/gi, (whole, name: string) => NAMED[name.toLowerCase()] ?? numbered(name) ?? whole)
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .trim()

function numbered(name: string): string | null {
  if (!name.startsWith('#')) return null
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' '
}
