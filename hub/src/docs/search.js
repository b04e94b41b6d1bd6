// Finds sections by the beginnings of their words. Without it the same page lists everything.
const form = document.querySelector('.find')
const found = document.querySelector('#found')
const said = document.querySelector('#said')
const asked = fetch('search.json').then((answer) => answer.json())
const MOST = 30

const score = ({ href, title, part, words }, tokens) => {
  const heading = `${title} ${part}`.toLowerCase()
  const name = title.toLowerCase()
  return tokens.reduce((sum, token) => {
    if (sum === null) return null
    if (name === token || href.endsWith(`/${token}.html`)) return sum + 40
    if (heading.split(/[\s/]+/).some((word) => word.startsWith(token))) return sum + (part === '' ? 12 : 8)
    if (heading.includes(token)) return sum + 4
    return words.startsWith(token) || words.includes(` ${token}`) ? sum + 1 : null
  }, 0)
}

async function find() {
  const tokens = form.q.value.toLowerCase().split(/\s+/).filter(Boolean) // prettier-ignore
  found.replaceChildren()
  said.textContent = ''
  document.body.classList.remove('finding')
  if (tokens.length === 0) return
  const hits = (await asked)
    .map((entry) => ({ entry, points: score(entry, tokens) }))
    .filter(({ points }) => points !== null)
    .sort((a, b) => b.points - a.points)
  said.textContent = hits.length === 0 ? 'Nothing is about that. Below is everything there is.' : `${hits.length} found`
  document.body.classList.toggle('finding', hits.length > 0)
  found.replaceChildren(...hits.slice(0, MOST).map(({ entry }) => shown(entry)))
}

function shown({ href, title, part, says }) {
  const [line, link, words] = ['li', 'a', 'p'].map((tag) => document.createElement(tag))
  link.href = href
  link.textContent = part ? `${title} › ${part}` : title
  words.textContent = says
  line.append(link, words)
  return line
}

form.q.value = new URLSearchParams(location.search).get('q') ?? ''
form.addEventListener('input', find)
form.addEventListener('submit', (event) => event.preventDefault())
form.q.focus()
void find()
