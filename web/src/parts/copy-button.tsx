import { useState } from 'react'
import { announce } from '../shell/announce.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** Copies a text; `what` says to whoever hears the screen what it is. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [copied, setCopied] = useState<string | null>(null)
  const copy = () =>
    void navigator.clipboard.writeText(text).then(() => {
      setCopied(text)
      announce(say(words.isCopied, { what }))
    })
  return (
    <button type="button" className="quiet" onClick={copy}>
      {copied === text ? words.copied : words.copy}
      <span className="unseen"> {what}</span>
    </button>
  )
}
