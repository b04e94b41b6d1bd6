import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readHtml } from './read-html.ts'

test('words that no visitor sees are not the page’s words', () => {
  const { title, text, words } = readHtml(
    '<!doctype html><head><title> Corner\n Bakery </title><style>p{}</style><script>var suspended = "This account"</script></head>' +
      '<body><h1>Fresh&nbsp;<b>Bread</b></h1><p>daily</p><noscript>expired</noscript><template>parked</template></body>',
  )
  assert.deepEqual([title, text, words], ['Corner Bakery', 'fresh bread daily', 3])
})

test('a page may be broken in every way', () => {
  const nothing = { title: null, text: '', words: 0, refresh: null, language: null, generator: null, scripts: [], styles: [], links: [] }
  assert.deepEqual(readHtml(''), nothing)
  assert.equal(readHtml('<title>a\u0000b\u001b[31m</title>').title, 'a b [31m')
  assert.equal(readHtml('<<<p <b>x</i></b><title>').text.includes('x'), true)
  const long = readHtml(`<p>${'word '.repeat(300_000)}`)
  assert.ok(long.text.length <= 4096 && long.words > 50_000)
})

test('a page of a hundred thousand open tags holds nobody up', () => {
  const started = process.threadCpuUsage().user
  assert.equal(readHtml(`<title>Deep</title>${'<b>'.repeat(170_000)}`).title, 'Deep')
  assert.equal(readHtml(`${'<b>'.repeat(900)}${'<i></i>'.repeat(70_000)}deep`.slice(0, 512 * 1024)).words, 1)
  assert.ok(process.threadCpuUsage().user - started < 3_000_000)
})

test('an immediate refresh is a redirect, a slow one is not', () => {
  const to = (content: string) => readHtml(`<meta http-equiv="Refresh" content="${content}">`).refresh
  assert.equal(to("0; URL='/cgi-sys/suspendedpage.cgi'"), '/cgi-sys/suspendedpage.cgi')
  assert.equal(to('0;url=/cgi-sys/defaultwebpage.cgi'), '/cgi-sys/defaultwebpage.cgi')
  assert.equal(to('300;url=/'), null)
  assert.equal(to('0'), null)
})
