// Reads the page again now and then, and puts in what changed. Without it the page refreshes itself while an incident is open.
'use strict'
;(() => {
  let shown = null
  setInterval(() => {
    if (document.hidden) return
    const request = new XMLHttpRequest()
    request.responseType = 'document'
    request.open('GET', location.pathname)
    request.onload = () => {
      const fresh = request.status === 200 && request.responseXML?.getElementById('main')
      if (!fresh || fresh.innerHTML === shown) return
      const main = document.getElementById('main')
      if (shown !== null || main.innerHTML !== fresh.innerHTML) main.innerHTML = fresh.innerHTML
      shown = fresh.innerHTML
      document.title = request.responseXML.title
    }
    request.send()
  }, 10_000)
})()
