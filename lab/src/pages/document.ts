/** A small whole HTML document, as servers make them: no frills, every part given. */
export const document = (
  title: string,
  body: string,
  { lang = 'en', head = '' }: { readonly lang?: string; readonly head?: string } = {},
): string =>
  `<!DOCTYPE html>\n<html lang="${lang}">\n<head>\n<meta charset="utf-8">\n<title>${title}</title>\n${head}</head>\n<body>\n${body}\n</body>\n</html>\n`

/** The bare pages of nginx: a centred heading over a rule and the server's name. */
export const nginxPage = (words: string, name = 'nginx'): string =>
  `<html>\r\n<head><title>${words}</title></head>\r\n<body>\r\n<center><h1>${words}</h1></center>\r\n<hr><center>${name}</center>\r\n</body>\r\n</html>\r\n`

/** The bare pages of Apache. */
export const apachePage = (status: string, sentence: string, signature = ''): string =>
  `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>${status}</title>\n</head><body>\n<h1>${status.replace(/^\d+ /, '')}</h1>\n<p>${sentence}</p>\n${signature}</body></html>\n`
