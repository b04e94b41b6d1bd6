// Makes the pages live: hears which incident has news, reads the page again and puts in what changed. Without it the pages work by reload.
'use strict'
;(() => {
  const REFRESH_MS = 15_000
  const colours = localStorage.getItem('allclear-colours') // as chosen on a screen of web/
  if (colours === 'dark' || colours === 'light') document.documentElement.style.colorScheme = colours
  const shown = new Map()
  for (const region of document.querySelectorAll('[data-live]')) shown.set(region.id, region.innerHTML)

  // What a person opened stays open, and where the keyboard was it stays.
  function put(region, html) {
    const open = [...region.querySelectorAll('details[open]')].map((details) => details.id)
    const focused = region.contains(document.activeElement)
      ? [...region.querySelectorAll('a, button, summary')].indexOf(document.activeElement)
      : -1
    region.innerHTML = html
    for (const id of open) document.getElementById(id)?.setAttribute('open', '')
    if (focused >= 0) [...region.querySelectorAll('a, button, summary')].at(focused)?.focus()
  }

  function refresh() {
    const request = new XMLHttpRequest()
    request.responseType = 'document'
    request.open('GET', location.pathname + location.search)
    request.onload = () => {
      if (request.status !== 200 || !request.responseXML) return
      if (!request.responseURL.startsWith(location.origin + location.pathname)) return location.reload()
      const page = request.responseXML
      document.title = page.title
      for (const region of document.querySelectorAll('[data-live]')) {
        const fresh = page.getElementById(region.id)
        if (!fresh || shown.get(region.id) === fresh.innerHTML) continue
        shown.set(region.id, fresh.innerHTML)
        put(region, fresh.innerHTML)
      }
    }
    request.send()
  }

  let waiting = null
  const soon = () => (waiting ??= setTimeout(() => ((waiting = null), refresh()), 200))

  const paused = document.getElementById('paused')
  const news = new EventSource('/events')
  news.onmessage = soon
  news.onopen = () => {
    if (!paused.hidden) soon()
    paused.hidden = true
  }
  news.onerror = () => (paused.hidden = false)
  // A page that is left in front of a window closes the stream; leaving it to the browser would show it as an error.
  addEventListener('pagehide', () => news.close())
  setInterval(refresh, REFRESH_MS)
})()
