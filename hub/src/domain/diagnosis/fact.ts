/** A fact for the words of a message, when it is known. */
export const fact = (name: string, value: string | null | undefined): Readonly<Record<string, string>> => (value ? { [name]: value } : {})
