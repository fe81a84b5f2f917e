/** Headers of a request, names in lower case. */
export type HeaderValues = Readonly<Record<string, string>>;
