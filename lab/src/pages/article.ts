const PARAGRAPHS = {
  en: [
    'Last spring our website was gone for a morning, and I have kept a diary of what one learns. This is a long story; make tea first.',
    'The first screen a visitor saw said “This Account has been suspended. Contact your hosting provider for more information.” It came from the host, and the reason was a form that somebody had abused. Account Suspended is the title of the page, and the address ends in suspendedpage.cgi.',
    'A friend had it worse. She read “this domain has expired and is pending renewal or deletion” where her shop had been, and next to it a sentence such as “Buy this domain”. Her registrar had written to an address that no longer existed. The domain is parked, people told her, as if that helped.',
    'Another one wrote to me about “Error establishing a database connection”, the most famous five words of WordPress. He also collected “There has been a critical error on this website.” and “Briefly unavailable for scheduled maintenance. Check back in a minute.”, and printed them on mugs.',
    'If you read “Welcome to nginx!” or “Apache2 Debian Default Page: It works”, the address leads to a server that does not know you. “Index of /” means that the files are gone. “Hacked by” somebody means a long night. “Resource Limit Is Reached” means success, in a way; “Bandwidth Limit Exceeded” too.',
    'Networks in front of websites have words of their own: “Error 1000, DNS points to prohibited IP”, “Web server is down, error code 521”, “Just a moment...”, “Fastly error: unknown domain”, “The request could not be satisfied”. Each of them says something exact, and none of them says it to you.',
    'What we took from it: write down who holds the domain, who holds the server, who holds the keys. Renew early. Keep a copy elsewhere. Answer the mail of your registrar even when it looks like a trap, by typing the address yourself.',
  ],
  de: [
    'Im Frühjahr war unsere Website einen Vormittag lang verschwunden, und ich habe aufgeschrieben, was man dabei lernt. Es ist eine lange Geschichte.',
    'Zuerst stand da: „Diese Webseite wurde gesperrt.“ Das kam vom Hoster. Eine Freundin las „Diese Domain ist abgelaufen“, wo ihr Laden gewesen war, und daneben „This domain has expired and is pending renewal or deletion“.',
    'Ein anderer schrieb mir von „Fehler beim Aufbau einer Datenbankverbindung“ und „Es gab einen kritischen Fehler auf deiner Website“. „Wegen Wartungsarbeiten ist diese Website kurzzeitig nicht verfügbar“ hat er auf Tassen drucken lassen.',
    'Wer „Welcome to nginx!“ liest, ist auf einem Server gelandet, der ihn nicht kennt. „Index of /“ heißt: Die Dateien sind weg. „Hacked by“ heißt: eine lange Nacht. „Account Suspended“ heißt: anrufen.',
    'Was wir gelernt haben: aufschreiben, wem die Domain gehört, wem der Server, wem die Schlüssel. Früh verlängern. Eine Kopie an einem anderen Ort haben. Briefe des Registrars beantworten.',
  ],
} as const

/** A blog article of some forty kilobytes that quotes what websites say when they are broken. */
export function article(language: 'en' | 'de'): string {
  const once = PARAGRAPHS[language].map((paragraph) => `<p>${paragraph}</p>`).join('\n')
  const chapters = Array.from({ length: language === 'en' ? 20 : 32 }, (_, number) => `<h3>${number + 1}</h3>\n${once}`)
  return `<article>\n<h2>${language === 'en' ? 'What broken websites say' : 'Was kaputte Websites sagen'}</h2>\n${chapters.join('\n')}\n</article>`
}
