// Passkeys with what the platform brings, JSON in and JSON out (WebAuthn level 3, sections 5.1.8 to 5.1.10). Where it brings nothing, the
// buttons stay away.
'use strict'
;(() => {
  const part = document.getElementById('passkey')
  if (!part || !window.PublicKeyCredential?.parseRequestOptionsFromJSON || location.origin !== part.dataset.origin) return
  part.hidden = false
  const form = part.querySelector('form')
  const button = part.querySelector('button')
  const say = (words) => (document.getElementById('passkey-says').textContent = words)

  async function ask(path, body) {
    const answer = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    const read = await answer.json()
    if (answer.ok) return read
    throw new Error(`${read.message} ${read.fix}`)
  }

  async function logIn() {
    const options = await ask('/api/v1/login/passkey/options', {})
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
    const used = await navigator.credentials.get({ publicKey })
    await ask('/api/v1/login/passkey', { response: used.toJSON() })
    location.assign('/')
  }

  async function add() {
    const { name, current } = Object.fromEntries(new FormData(form))
    const options = await ask('/api/v1/me/passkeys/options', current ? { current } : {})
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
    const made = await navigator.credentials.create({ publicKey })
    const { recoveryCodes } = await ask('/api/v1/me/passkeys', { name, response: made.toJSON() })
    if (recoveryCodes.length === 0) return location.reload()
    const codes = document.getElementById('passkey-codes')
    codes.querySelector('code').textContent = recoveryCodes.join('\n')
    codes.hidden = false
    part.hidden = true
    codes.focus()
  }

  const WHY = {
    NotAllowedError: part.dataset.calledOff,
    InvalidStateError: part.dataset.held,
  }
  part.addEventListener('submit', async (event) => {
    event.preventDefault()
    button.disabled = true
    say('')
    await (part.dataset.does === 'add' ? add() : logIn()).catch((error) => say(WHY[error.name] ?? error.message))
    button.disabled = false
  })
})()
