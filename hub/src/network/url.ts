/** A URL as we are ready to ask it, or the sentence that says why not. */
export type ReadUrl = { readonly ok: true; readonly url: URL } | { readonly ok: false; readonly message: string }

// The Fetch standard's list of bad ports: no browser opens them, so no visitor does.
const BAD_PORTS = new Set([
  ...[
    1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111, 113, 115, 117,
  ],
  ...[
    119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636,
  ],
  ...[
    989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
  ],
])

/** Reads a URL (against `base`, as a redirect does) and refuses what we never ask: other schemes, passwords in the URL, ports no browser opens. */
export function readUrl(text: string, base?: URL): ReadUrl {
  const url = URL.parse(text, base?.href)
  if (url === null || url.hostname === '') return { ok: false, message: 'This is no URL' }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { ok: false, message: `${url.protocol} is not asked; only http: and https: are` }
  }
  if (url.username !== '' || url.password !== '') {
    return { ok: false, message: 'A user name or password in a URL is not sent' }
  }
  if (BAD_PORTS.has(Number(url.port))) return { ok: false, message: `Port ${url.port} is no port of a website` }
  return { ok: true, url }
}

/** The port a URL means. */
export const portOf = (url: URL) => Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
