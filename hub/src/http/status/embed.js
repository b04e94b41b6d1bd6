// On a site of your own: <script src="https://…/status/<slug>/embed.js" defer></script>. One line while something is the matter, and nothing when all is well.
'use strict'
;(() => {
  const base = new URL('.', document.currentScript.src)
  const line = document.createElement('a')
  line.setAttribute('role', 'status')
  line.style.cssText =
    'position:fixed;left:1rem;right:1rem;bottom:1rem;max-width:40rem;margin:auto;padding:.75rem 1rem;border-radius:8px;background:#fdeae8;color:#8c130b;font:16px/1.5 system-ui,sans-serif;z-index:9999'
  const look = () => {
    const request = new XMLHttpRequest()
    request.responseType = 'json'
    request.open('GET', new URL('embed.json', base))
    request.onload = () => {
      const said = request.status === 200 ? request.response : null
      if (!said) return
      line.textContent = said.sentence
      line.href = said.url
      if (said.indicator === 'none') line.remove()
      else if (!line.isConnected) document.body.append(line)
    }
    request.send()
  }
  look()
  setInterval(() => document.hidden || look(), 60_000)
})()
