import { get } from 'node:http'

/** The first events of `/events` as a browser would hear them; the stream is left then. */
export function openStream(url: string, secret: string, count: number, lastId?: string): Promise<Record<string, string>[]> {
  const headers = { authorization: `Bearer ${secret}`, ...(lastId && { 'last-event-id': lastId }) }
  return new Promise((resolve, reject) => {
    const request = get(`${url}events`, { headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part
        const events = text
          .split('\n\n')
          .slice(0, -1)
          .map(fieldsOf)
          .filter(({ id }) => id !== undefined)
        if (events.length < count) return
        request.destroy()
        resolve(events)
      })
    }).on('error', reject)
  })
}

const fieldsOf = (event: string): Record<string, string> =>
  Object.fromEntries(event.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]))
