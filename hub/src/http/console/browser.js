// The button that lets this browser take pages: asks the person, tells the hub. Without push messages in the browser there is no button.
'use strict'
;(() => {
  const button = document.getElementById('browser')
  if (!button || !('serviceWorker' in navigator) || !('PushManager' in window)) return
  const say = (words) => (document.getElementById('browser-says').textContent = words)

  function ask(method, path, body, then) {
    const request = new XMLHttpRequest()
    request.responseType = 'json'
    request.open(method, path)
    if (body) request.setRequestHeader('content-type', 'application/json')
    request.onload = () => (request.status < 300 ? then(request.response) : say(request.response?.message ?? 'That did not work.'))
    request.onerror = () => say('The hub does not answer.')
    request.send(body && JSON.stringify(body))
  }

  function show(subscription) {
    button.hidden = false
    button.textContent = subscription ? 'Page me here no more' : 'Page me in this browser'
    button.onclick = () => (subscription ? leave(subscription) : join()).catch((error) => say(error.message))
  }

  async function join() {
    const worker = await navigator.serviceWorker.ready
    ask('GET', '/api/v1/browsers', null, ({ publicKey }) =>
      worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey }).then(
        (subscription) => ask('POST', '/api/v1/browsers', subscription.toJSON(), () => (say('Pages arrive here.'), show(subscription))),
        (error) => say(error.message),
      ),
    )
  }

  async function leave(subscription) {
    await subscription.unsubscribe()
    ask('POST', '/api/v1/browsers/withdraw', { endpoint: subscription.endpoint }, () => (say(''), show(null)))
  }

  navigator.serviceWorker
    .register('/push-worker.js')
    .then((worker) => worker.pushManager.getSubscription())
    .then(show, (error) => say(error.message))
})()
