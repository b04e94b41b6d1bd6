/** What an agent signs: the moment of sending and the body as it leaves, so that neither is changed on the way. */
export const signedText = (sentAt: number, body: string) => `${sentAt}\n${body}`
