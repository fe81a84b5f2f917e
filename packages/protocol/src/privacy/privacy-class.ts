/** How sensitive a value is, from harmless to content of a user or an organisation. */
export const PRIVACY_CLASSES = ["public", "internal", "pseudonymous-id", "sensitive"] as const;
export type PrivacyClass = (typeof PRIVACY_CLASSES)[number];
