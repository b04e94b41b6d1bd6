/** What a program posted, whatever it calls it: JSON, a form, or a form whose field `data` is JSON (Uptime Kuma). Undefined for what is none of these. */
export function readPayload(body: string, type = ''): unknown {
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return formOf(Object.fromEntries(new URLSearchParams(body)))
  const boundary = /^multipart\/form-data\b.*\bboundary="?([^";]+)"?/i.exec(type)?.[1]
  return boundary === undefined ? jsonOf(body) : formOf(partsOf(body, boundary))
}

const formOf = (fields: Readonly<Record<string, string>>) => (fields['data'] === undefined ? fields : jsonOf(fields['data']))

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

// RFC 7578: each part has its headers, an empty line and its value.
function partsOf(body: string, boundary: string): Record<string, string> {
  const parts = body.split(`--${boundary}`).flatMap((part) => {
    const end = part.indexOf('\r\n\r\n')
    const name = /^content-disposition:.*\bname="([^"]*)"/im.exec(part.slice(0, Math.max(0, end)))?.[1]
    return name === undefined ? [] : [[name, part.slice(end + 4).replace(/\r\n$/, '')] as const]
  })
  return Object.fromEntries(parts)
}
