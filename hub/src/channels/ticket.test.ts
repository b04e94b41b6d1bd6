import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createChannelNetwork } from '../network/create-network.ts'
import { startHttpDouble } from '../network/http.double.ts'
import type { Heard, Said } from '../network/http.double.ts'
import { app } from './app.ts'
import { questionFor } from './app-proof.ts'
import type { AppSettings, Outgoing } from './channel.ts'

// Each double keeps tickets as its maker documents; none of the services themselves was asked.
const network = createChannelNetwork({ operatorHosts: ['127.0.0.1'] })
const closing: (() => Promise<void>)[] = []
after(() => Promise.all(closing.map((close) => close())))

type Kept = { readonly id: number; readonly title: string; readonly text: string; readonly marks: readonly string[]; readonly comments: string[]; state: string } // prettier-ignore
type Body = Readonly<Record<string, never>>

const OPENED: Outgoing = {
  ...{ key: '7/ticket/opened', messageId: '<7@harbor.example>', threadReference: null, to: ['ops'], cc: [], replyTo: null, html: null },
  ...{ from: { name: 'Harbor', address: 'noc@harbor.example' }, link: 'https://hub.harbor.example/incidents/7', page: null, incident: 7 },
  ...{ subject: 'cornerbakery.example is down', text: 'It is <b>down</b>.\n@team look at #3.', at: 0 },
}
const CAUSE: Outgoing = { ...OPENED, key: '7/ticket/cause-1', text: 'The certificate has expired.' }
const CLEAR: Outgoing = { ...OPENED, key: '7/ticket/resolved-2', text: 'All clear.', stand: 'over' }

/** Each tracker: how it answers, and under which settings it is asked. */
const TRACKERS = {
  jira: {
    settings: { token: 'bot@harbor.example:api-token', to: 'OPS/Incident' },
    refers: (url: string) => `OPS-1 ${url}/browse/OPS-1`,
    open: 'To Do',
    end: 'Done',
    answer(kept: Kept[], { method, path, headers, body }: Heard): Said {
      assert.equal(headers['authorization'], `Basic ${Buffer.from('bot@harbor.example:api-token').toString('base64')}`)
      const given = body === '' ? {} : (JSON.parse(body) as Body)
      const shown = ({ id, marks }: Kept) => ({ id: String(10_000 + id), key: `OPS-${id}`, fields: { labels: marks } })
      if (path === '/rest/api/3/search/jql') {
        const [, label] = /^project = "OPS" AND labels = "([^" ]+)" ORDER BY created ASC$/.exec(given['jql']!)!
        return { body: { issues: kept.filter(({ marks }) => marks.includes(label!)).map(shown), isLast: true } }
      }
      if (path === '/rest/api/3/issue' && method === 'POST') {
        const { project, issuetype, summary, description, labels } = given['fields'] as unknown as Record<string, Record<string, unknown>>
        assert.deepEqual([project, issuetype, description!['type'], description!['version']], [{ key: 'OPS' }, { name: 'Incident' }, 'doc', 1]) // prettier-ignore
        const id = keep(kept, { title: String(summary), text: textIn(description), marks: labels as unknown as string[], state: 'To Do' })
        return { status: 201, body: { id: String(10_000 + id), key: `OPS-${id}`, self: 'https://x' } }
      }
      const [, key, what] = /^\/rest\/api\/3\/issue\/OPS-(\d+)\/(comment|transitions)(?:\?|$)/.exec(path)!
      const ticket = kept[Number(key) - 1]!
      if (what === 'comment' && method === 'GET')
        return { body: { comments: ticket.comments.map((text) => ({ body: { type: 'doc', content: [{ type: 'text', text }] } })) } }
      if (what === 'comment') return { status: 201, body: { id: String(ticket.comments.push(textIn(given['body']))) } }
      const done = { id: '31', name: 'Finish', to: { name: 'Done', statusCategory: { key: 'done' } } }
      if (method === 'GET') return { body: { transitions: [{ id: '11', to: { statusCategory: { key: 'new' } } }, done] } }
      assert.deepEqual(given, { transition: { id: '31' } })
      ticket.state = 'Done'
      return { status: 204 }
    },
  },
  github: {
    settings: { token: 'github_pat_1', to: 'harbor/ops' },
    refers: () => '1 https://github.com/harbor/ops/issues/1',
    open: 'open',
    end: 'closed completed',
    answer(kept: Kept[], { method, path, headers, body }: Heard): Said {
      assert.deepEqual([headers['authorization'], headers['x-github-api-version'], typeof headers['user-agent']], ['Bearer github_pat_1', '2022-11-28', 'string']) // prettier-ignore
      const given = body === '' ? {} : (JSON.parse(body) as Record<string, string>)
      const shown = ({ id, title, text, state }: Kept) => ({ number: id, title, body: text, state, html_url: `https://github.com/harbor/ops/issues/${id}` }) // prettier-ignore
      const [, number, comments] = /^\/repos\/harbor\/ops\/issues(?:\/(\d+))?(\/comments)?(?:\?|$)/.exec(path)!
      if (number === undefined && method === 'GET') {
        assert.match(path, /state=all/, 'a closed one is the incident’s ticket as well')
        return { body: kept.toReversed().map(shown) }
      }
      if (number === undefined) {
        const id = keep(kept, { title: given['title']!, text: given['body']!, marks: [], state: 'open' })
        return { status: 201, body: shown(kept[id - 1]!) }
      }
      const ticket = kept[Number(number) - 1]!
      if (comments && method === 'GET') return { body: ticket.comments.map((text, id) => ({ id, body: text })) }
      if (comments) return { status: 201, body: { id: ticket.comments.push(given['body']!) } }
      assert.equal(method, 'PATCH')
      ticket.state = `${given['state']} ${given['state_reason']}`
      return { body: shown(ticket) }
    },
  },
  clickup: {
    settings: { token: 'pk_1', to: '901' },
    refers: () => 'a1 https://app.clickup.com/t/a1',
    open: 'to do',
    end: 'complete',
    answer(kept: Kept[], { method, path, headers, body }: Heard): Said {
      assert.equal(headers['authorization'], 'pk_1')
      const given = body === '' ? {} : (JSON.parse(body) as Record<string, string>)
      const shown = ({ id, title, text }: Kept) => ({ id: `a${id}`, name: title, description: text, text_content: text, url: `https://app.clickup.com/t/a${id}` }) // prettier-ignore
      if (path === '/api/v2/list/901')
        return { body: { id: '901', statuses: [{ status: 'to do', type: 'open' }, { status: 'complete', type: 'closed' }] } } // prettier-ignore
      if (path.startsWith('/api/v2/list/901/task') && method === 'GET') {
        assert.match(path, /include_closed=true/)
        return { body: { tasks: kept.toReversed().map(shown), last_page: true } }
      }
      if (path === '/api/v2/list/901/task')
        return { body: shown(kept[keep(kept, { title: given['name']!, text: given['description']!, marks: [], state: 'to do' }) - 1]!) }
      const [, id, comments] = /^\/api\/v2\/task\/a(\d+)(\/comment)?$/.exec(path)!
      const ticket = kept[Number(id) - 1]!
      if (comments && method === 'GET') return { body: { comments: ticket.comments.map((text) => ({ comment_text: text })) } }
      if (comments) return { body: { id: ticket.comments.push(given['comment_text']!), hist_id: 'h', date: 0 } }
      assert.equal(method, 'PUT')
      ticket.state = given['status']!
      return { body: shown(ticket) }
    },
  },
} as const

function keep(kept: Kept[], ticket: Omit<Kept, 'id' | 'comments'>): number {
  return kept.push({ ...ticket, id: kept.length + 1, comments: [] })
}

/** The text of a document of Atlassian's. */
const textIn = (node: unknown): string => {
  const { type, text, content = [] } = node as { type: string; text?: string; content?: unknown[] }
  return type === 'hardBreak' ? '\n' : (text ?? content.map(textIn).join(type === 'doc' ? '\n\n' : ''))
}

async function trackerOf(kind: keyof typeof TRACKERS, disturb: (heard: Heard, done: () => Said) => Said = (_, done) => done()) {
  const kept: Kept[] = []
  const { answer, settings } = TRACKERS[kind]
  const double = await startHttpDouble((heard) => disturb(heard, () => answer(kept, heard)))
  closing.push(() => double.close())
  const send = (message: Outgoing, more: Partial<AppSettings> = {}) =>
    app.send(
      message,
      { app: { kind, url: '', api: double.url, closes: true, ...settings, ...more } },
      { network, signal: AbortSignal.timeout(2000), committing: async () => {} },
    )
  return { kept, double, send }
}

const isOpening = ({ method, path }: Heard) => method === 'POST' && /(\/issue|\/issues|\/task)$/.test(path)
const isCommenting = ({ method, path }: Heard) => method === 'POST' && /\/comments?$/.test(path)

for (const kind of ['jira', 'github', 'clickup'] as const) {
  const { refers, open, end } = TRACKERS[kind]

  test(`${kind}: one incident has one ticket, what follows is a comment, and the all clear closes it (REA-12)`, async () => {
    const { kept, double, send } = await trackerOf(kind)
    assert.deepEqual(await send(OPENED), { outcome: 'delivered', reference: refers(double.url) })
    assert.deepEqual(await send(CAUSE), { outcome: 'delivered', reference: refers(double.url) })
    assert.deepEqual([kept.length, kept[0]!.state, kept[0]!.comments.length], [1, open, 1])
    assert.equal(kept[0]!.title, 'cornerbakery.example is down')
    assert.match(kept[0]!.text, /It is .*down.*\n.*look at.*\n\nhttps:\/\/hub\.harbor\.example\/incidents\/7/)
    assert.match(kept[0]!.comments[0]!, /^The certificate has expired\./)
    await send(CLEAR, { closes: false })
    assert.deepEqual([kept[0]!.state, kept[0]!.comments.length], [open, 2], 'only where it is wished')
    await send({ ...CLEAR, key: '7/ticket/resolved-3' })
    assert.deepEqual([kept.length, kept[0]!.state, kept[0]!.comments.length], [1, end, 3])
    await send({ ...OPENED, incident: 70, key: '70/ticket/opened' })
    assert.equal(kept.length, 2, 'another incident has its own')
  })

  test(`${kind}: an answer that was lost makes no second ticket and no second comment (REA-12)`, async () => {
    let lost = 2
    const { kept, send } = await trackerOf(kind, (heard, done) => {
      const said = done()
      return (isOpening(heard) || isCommenting(heard)) && lost-- > 0 ? 'drop' : said
    })
    const first = await send(OPENED)
    assert.deepEqual({ ...first, reason: '' }, { outcome: 'try_later', reason: '', after: 120_000 })
    assert.equal((await send(OPENED)).outcome, 'delivered')
    assert.deepEqual([kept.length, kept[0]!.comments.length], [1, 0], 'it was found, and says so already')
    assert.equal((await send(CAUSE)).outcome, 'try_later')
    assert.equal((await send(CAUSE)).outcome, 'delivered')
    assert.deepEqual([kept.length, kept[0]!.comments.length], [1, 1])
  })

  test(`${kind}: what an attempt came to: refused, or later by its Retry-After (COM-7)`, async () => {
    const end = async (said: Said) => {
      const { send } = await trackerOf(kind, () => said)
      const delivery = await send(OPENED)
      return delivery.outcome === 'try_later' ? `try_later ${delivery.after}` : delivery.outcome
    }
    assert.equal(await end({ status: 401, body: { message: 'Bad credentials' } }), 'refused')
    assert.equal(await end({ status: 403, headers: { 'retry-after': '7' } }), 'try_later 7000')
    assert.equal(await end({ status: 502, body: '<h1>Bad gateway</h1>' }), 'try_later 120000')
  })
}

test('GitHub: no word calls anybody, names another issue or is Markdown', async () => {
  const { kept, send } = await trackerOf('github')
  await send(OPENED)
  assert.match(kept[0]!.text, /^It is \\<b\\>down\\<\/b\\>\.\n@\u200bteam look at #\u200b3\.\n/)
})

test('a tracker is proved by reading where its tickets go, and nothing is written there (PRP-4)', () => {
  const asked = (kind: 'jira' | 'github' | 'clickup') => {
    const { request, isWell } = questionFor({ kind, url: '', api: 'https://t.example', ...TRACKERS[kind].settings })!
    return [request.url, request.method ?? 'GET', isWell({ key: 'OPS', has_issues: true, id: '901' }), isWell({ has_issues: false })]
  }
  assert.deepEqual(asked('jira'), ['https://t.example/rest/api/3/project/OPS', 'GET', true, false])
  assert.deepEqual(asked('github'), ['https://t.example/repos/harbor/ops', 'GET', true, false])
  assert.deepEqual(asked('clickup'), ['https://t.example/api/v2/list/901', 'GET', true, false])
})
