// Reads the page again now and then, and puts in what changed. Without it the page refreshes itself while an incident is open.
'use strict'
;(() => {
  let shown = null
  const isOld = () => Date.now() - Date.parse(document.getElementById('as-of').dateTime) > 30 * 60_000
  const sayAge = () => (document.querySelector('.stale').hidden = !isOld())
  sayAge()
  setInterval(() => {
    if (document.hidden) return
    const request = new XMLHttpRequest()
    request.responseType = 'document'
    request.open('GET', location.pathname + location.search)
    request.onload = () => {
      const fresh = request.status === 200 && request.responseXML?.getElementById('main')
      if (!fresh) return
      document.getElementById('as-of').replaceWith(request.responseXML.getElementById('as-of'))
      const main = document.getElementById('main')
      if (fresh.innerHTML !== shown && (shown !== null || main.innerHTML !== fresh.innerHTML)) main.innerHTML = fresh.innerHTML
      shown = fresh.innerHTML
      document.title = request.responseXML.title
    }
    request.onloadend = sayAge
    request.send()
  }, 10_000)
})()
